"""Members of the network, and browsers that hold their link."""

from mori.core.clock import now
from mori.links.operations import Given, give_link
from mori.links.rules import About, Hand
from mori.network.communities.operations import Facts as CommunityFacts
from mori.network.communities.operations import add_community
from mori.network.members.operations import Facts, add_member
from mori.network.models import Community, Member
from mori.network.own.views import LINK
from mori.network.rules import CommunityState, types
from tests.links.holding import POST, holder


def member_of(cast, name="Lilih Umpama", office=None) -> Member:
    facts = Facts(name, "0811-0000-7777", "", None, "id")
    where = office or cast.banua
    return add_member(where.id, facts, f"m{name}", cast.wati.id, now())


def community_of(cast, name="Forum Baca Umpama") -> Community:
    facts = CommunityFacts(name, next(iter(types())), None, None, "")
    return add_community(
        cast.banua.id, facts, CommunityState.ACTIVE, f"k{name}", cast.wati.id, now()
    )


def link_to(cast, member: Member) -> Given:
    about = About(LINK.about, member.key, member.name)
    hand = Hand(member.name, "", "0811-0000-7777")
    return give_link(
        LINK.name, about, hand, member.office_id, f"l{member.key}", cast.wati.id, now(), POST
    )


def held_by(visit, cast, member: Member):
    """A browser that has opened a member's link, and the address below which their pages are."""
    given = link_to(cast, member)
    return holder(visit, given), f"/t/{given.link.key}"

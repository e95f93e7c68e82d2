"""Communities and members of a network, and browsers that hold a member's link."""

import datetime as dt

from mori.core.db import new_key
from mori.core.texts.folding import folded
from mori.links.operations import Given, give_link
from mori.links.rules import About, Hand
from mori.network.models import Community, Member, MemberConsent, MemberTie
from mori.network.queries import member_by_id
from mori.network.rules import (
    MEMBER,
    OWN,
    CommunityState,
    ConsentWay,
    MemberState,
    Purpose,
)
from tests.cast import NOON, TODAY
from tests.links.holding import POST, holder

__all__ = ["base_of", "holder", "link_to", "make_community", "make_member", "together"]

YEAR = dt.timedelta(days=365)


def make_member(
    office, name: str = "Umi Misal", *, agreed: tuple[Purpose, ...] = (), **columns
) -> Member:
    """Somebody who is active, and agreed to some of it by their link."""
    given = {"state": MemberState.ACTIVE, "active_on": TODAY, "made_at": NOON, **columns}
    made = Member.create(office=office, name=name, name_folded=folded(name), **given)
    for each in agreed:
        MemberConsent.create(
            member=made,
            to=each,
            wording="1",
            locale="id",
            way=ConsentWay.LINK,
            given_at=NOON - YEAR,
        )
    return member_by_id(made.id)


def make_community(office, name: str = "Rumah Baca Misal", **columns) -> Community:
    given = {"type": "literacy", "state": CommunityState.ACTIVE, "made_at": NOON, **columns}
    return Community.create(office=office, name=name, name_folded=folded(name), **given)


def together(member: Member, community: Community, **columns) -> MemberTie:
    """Somebody in a community, for a year already."""
    given = {"from_on": TODAY - YEAR, **columns}
    return MemberTie.create(member=member, community=community, **given)


def link_to(cast, member: Member, token: str = "", at=NOON) -> Given:
    about, hand = About(MEMBER, member.key, member.name), Hand(member.name)
    return give_link(OWN, about, hand, member.office_id, token or new_key(), cast.wati.id, at, POST)


def base_of(given: Given) -> str:
    return f"/t/{given.link.key}/jejaring"

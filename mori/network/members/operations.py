"""Keeping an office's members: who they are, what they are in communities, and their links."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile
from mori.core.texts.folding import folded
from mori.links.operations import Given, Post, give_link
from mori.links.rules import About, Hand

from .. import queries
from ..models import Community, Member, MemberTie
from ..operations import hold, move_member, record
from ..rules import MEMBER, NAME_MOST, OWN, MemberState, TieRole
from .queries import tie_by_token


class Facts(NamedTuple):
    """What is known of somebody."""

    name: str
    phone: str = ""
    mail: str = ""
    region_id: int | None = None
    locale: str = "id"


class Tied(NamedTuple):
    """What somebody is in a community, and since when."""

    community: Community
    role: TieRole
    from_on: dt.date


@writing()
def add_member(
    office_id: int,
    facts: Facts,
    token: str,
    actor_id: int | None,
    at: dt.datetime,
    *,
    alumnus_id: int | None = None,
) -> Member:
    """Keep somebody of the network, who agrees to nothing yet; the same again makes no second."""
    if known := queries.member_by_token(token):
        return queries.member_by_id(known.id)
    made = Member.create(
        office=office_id, alumnus=alumnus_id, token=token, made_at=at, **columns(facts)
    )
    record(made.id, "add", actor_id, at)
    return queries.member_by_id(made.id)


def columns(facts: Facts) -> dict[str, object]:
    """What a member's row keeps of these facts, the name also as it is sorted."""
    return {
        "name": facts.name,
        "name_folded": folded(facts.name)[:NAME_MOST],
        "phone": facts.phone,
        "mail": facts.mail,
        "region": facts.region_id,
        "locale": facts.locale,
    }


@writing()
def change_member(
    member: Member, facts: Facts, seen: str, actor_id: int | None, at: dt.datetime
) -> None:
    """Put right what is known of somebody; without an actor they did it themselves."""
    held = hold(member)
    if held.seen != seen:
        raise changed_meanwhile()
    Member.update({**columns(facts), "revision": Member.revision + 1}).where(
        Member.id == held.id
    ).execute()
    record(held.id, "change", actor_id, at)


@writing()
def invite(member: Member, actor_id: int, at: dt.datetime) -> None:
    """Ask somebody to be a member: they answer by their link."""
    move_member(hold(member), "invite", actor_id, at)


@writing()
def end_membership(member: Member, why: str, actor_id: int, at: dt.datetime) -> None:
    """The office ends it, and says why."""
    move_member(hold(member), "end", actor_id, at, why)


@writing()
def tie(member: Member, tied: Tied, token: str, actor_id: int, at: dt.datetime) -> None:
    """Keep what somebody is in a community; the same form again changes nothing."""
    if tie_by_token(token):
        return
    if tied.from_on > local_date(at, member.office.zone):
        raise Refused(_("This day has not come yet. Write since when it is so."))
    _made, is_new = MemberTie.get_or_create(
        member=member.id,
        community=tied.community.id,
        from_on=tied.from_on,
        defaults={"role": tied.role, "token": token},
    )
    if not is_new:
        raise Refused(_("They are in this community since that day already."))
    record(member.id, "tie", actor_id, at, tied.community.name)


@writing()
def end_tie(tied: MemberTie, today: dt.date, actor_id: int, at: dt.datetime) -> None:
    """They are in the community no more from today on; the same again changes nothing."""
    until = max(today, tied.from_on)
    ended = MemberTie.update(until_on=until).where(
        MemberTie.id == tied.id, MemberTie.until_on.is_null()
    )
    if ended.execute():
        record(tied.member_id, "untie", actor_id, at)


@writing()
def give_own_link(
    member: Member,
    mail: str,
    token: str,
    actor_id: int,
    at: dt.datetime,
    post: Post,
    template: str = "network/link",
) -> Given:
    """Make somebody a link to their own page: mailed to their address, or handed over.

    Whoever stopped everything gets no mail, but may ask for a link to take part again.
    """
    held = hold(member)
    if mail and (held.state == MemberState.STOPPED or mail != held.mail):
        raise Refused(_("Nothing is mailed to this address. Hand the link over instead."))
    given = give_link(
        OWN,
        About(MEMBER, held.key, held.name),
        Hand(held.name, mail, held.phone),
        held.office_id,
        token,
        actor_id,
        at,
        post,
        template=template,
        locale=held.locale,
    )
    record(held.id, "mail" if mail else "share", actor_id, at, mail)
    return given

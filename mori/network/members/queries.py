"""The list of an office's members, and what somebody is in which community."""

import datetime as dt
from typing import Any, NamedTuple

from mori.core.db import contains, literals
from mori.core.texts.folding import folded
from mori.institutions.models import Region

from ..models import Community, Member, MemberTie
from ..queries import PAGE, ids_with
from ..rules import MemberState

Become = Community.alias("become")
MOST_TIES = 50


class Wanted(NamedTuple):
    """What a list is narrowed to; empty is everything."""

    search: str = ""
    state: MemberState | None = None
    waits: bool = False  # for an answer of theirs


def members_of(
    office_id: int, wanted: Wanted, after: tuple[Any, ...] | None = None
) -> list[Member]:
    """An office's people by name, one page and one more; ``after`` is (name, id)."""
    found = by_name(office_id, after)
    if wanted.search:
        found = found.where(contains(Member.name_folded, folded(wanted.search)))
    if wanted.state:
        found = found.where(Member.state == wanted.state)
    if wanted.waits:
        found = found.where(waiting())
    return list(found)


def waiting() -> Any:
    """The clause for those who were asked something and have not answered."""
    return Member.state.in_(literals([MemberState.INVITED])) | lapsing()


def lapsing() -> Any:
    """The clause for those who were asked whether they still belong."""
    is_active = Member.state.in_(literals([MemberState.ACTIVE]))
    return is_active & Member.asked_at.is_null(False)


def by_name(office_id: int, after: tuple[Any, ...] | None) -> Any:
    """Those who stand for themselves, one page and one more, to be narrowed further."""
    found = (
        Member.select(Member, Region)
        .left_outer_join(Region)
        .where(Member.office == office_id, Member.merged_into.is_null())
        .order_by(Member.name_folded, Member.id)
        .limit(PAGE + 1)
    )
    if after:
        name, last_id = after
        found = found.where(
            Member.name_folded >= name,  # where an index begins to read
            (Member.name_folded > name) | (Member.id > last_id),
        )
    return found


def communities_by_member(rows: list[Member], today: dt.date) -> dict[int, list[Community]]:
    """In which communities some members are now, each as it is shown."""
    shown_as = ids_with(Member, [row.id for row in rows])
    found: dict[int, dict[int, Community]] = {row.id: {} for row in rows}
    for tie in _ties(shown_as).where(MemberTie.until_on.is_null() | (MemberTie.until_on >= today)):
        standing = _standing(tie)
        found[shown_as[tie.member_id]][standing.id] = standing
    return {number: list(each.values()) for number, each in found.items()}


def ties_of(member: Member) -> list[MemberTie]:
    """All that somebody is and was in communities, the latest first."""
    rows = list(_ties(ids_with(Member, [member.id])).limit(MOST_TIES))
    for tie in rows:
        tie.shown_as = _standing(tie)
    return sorted(rows, key=lambda tie: (tie.from_on, tie.id), reverse=True)


def _standing(tie: MemberTie) -> Community:
    into: Community = tie.community.merged_into
    return into if tie.community.merged_into_id else tie.community


def _ties(ids: Any) -> Any:
    return (
        MemberTie.select(MemberTie, Community, Become)
        .join(Community)
        .left_outer_join(Become, on=(Community.merged_into == Become.id), attr="merged_into")
        .where(MemberTie.member.in_(list(ids)))
        .order_by(MemberTie.id)
    )


def tie_by_key(key: str) -> MemberTie | None:
    """A tie with its member, whose office it is."""
    return (
        MemberTie.select(MemberTie, Member).join(Member).where(MemberTie.key == key).get_or_none()
    )


def tie_by_token(token: str) -> MemberTie | None:
    return MemberTie.get_or_none(MemberTie.token == token)

"""What all rooms of the network do to a row: hold it, note what happened, begin and end a time."""

import datetime as dt
from typing import Any

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.states import advance, lock
from mori.links.operations import end_mail

from . import queries
from .models import Community, CommunityEvent, Member, MemberActivity, MemberEvent, MemberTerm
from .rules import MEMBER, MEMBER_MOVES, ActivityKind


def hold(member: Member) -> Member:
    """Whom somebody is shown as, as they are now, locked until the transaction ends."""
    lock(member)
    found = queries.member_by_id(member.id)
    return hold(queries.member_by_id(found.merged_into_id)) if found.merged_into_id else found


def hold_community(community: Community) -> Community:
    """The same of a community."""
    lock(community)
    found = queries.community_by_id(community.id)
    into = found.merged_into_id
    return hold_community(queries.community_by_id(into)) if into else found


@writing()
def note_activity(
    office_id: int,
    kind: ActivityKind,
    day: dt.date,
    title: str,
    ref_key: str,
    *,
    member_id: int | None = None,
    community_id: int | None = None,
) -> None:
    """Keep that a member or a community did something; the same again changes nothing.

    ``ref_key`` is that of the later slice's row which says more.
    """
    known = queries.activity_of(kind, ref_key, member_id, community_id)
    if known:
        return
    MemberActivity.create(
        office=office_id,
        member=member_id,
        community=community_id,
        kind=kind,
        day=day,
        title=title[:120],
        ref_key=ref_key,
    )
    if member_id:
        shown_as = queries.ids_with(Member, [member_id])[member_id]
        was_before = Member.active_on.is_null() | (Member.active_on < day)
        Member.update(active_on=day, asked_at=None).where(
            Member.id == shown_as, was_before
        ).execute()


@writing()
def forget_activity(kind: ActivityKind, ref_key: str) -> None:
    """What a later slice told of is not so after all; when they were last active stays."""
    MemberActivity.delete().where(
        MemberActivity.kind == kind, MemberActivity.ref_key == ref_key
    ).execute()


@writing()
def move_member(
    member: Member, verb: str, actor_id: int | None, at: dt.datetime, note: str = ""
) -> None:
    """Move whoever is held on, and begin or end the time for which they belong."""
    today = local_date(at, member.office.zone)
    changes: dict[str, Any] = {"revision": Member.revision + 1}
    if verb in ("accept", "renew"):
        changes |= {"active_on": today, "asked_at": None}
    advance(member, MEMBER_MOVES, verb, actor_id, at, note, **changes)
    if verb == "accept":
        _begin_term(member, today)
    if verb in ("leave", "end", "stop"):
        _end_terms(member, today)


def _begin_term(member: Member, today: dt.date) -> None:
    version = queries.setting_of(member.office_id).terms_version
    MemberTerm.create(member=member.id, terms_version=version, from_on=today)


def _end_terms(member: Member, today: dt.date) -> None:
    ids = list(queries.ids_with(Member, [member.id]))
    MemberTerm.update(until_on=today).where(
        MemberTerm.member.in_(ids), MemberTerm.until_on.is_null()
    ).execute()


def end_mails(member: Member, at: dt.datetime) -> None:
    """What waits to be mailed to whoever is written to no more."""
    end_mail(MEMBER, queries.keys_with(member), at)


def record(
    member_id: int, verb: str, actor_id: int | None, at: dt.datetime, note: str = ""
) -> None:
    """Add what happened to a member's history."""
    MemberEvent.create(member=member_id, verb=verb, actor=actor_id, at=at, note=note[:300])


def record_community(
    community_id: int, verb: str, actor_id: int | None, at: dt.datetime, note: str = ""
) -> None:
    """Add what happened to a community's history."""
    CommunityEvent.create(community=community_id, verb=verb, actor=actor_id, at=at, note=note[:300])

"""Making placements, moving them along, and recording attendance."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress

from flask_babel import lazy_gettext as _

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.core.clock import ZONE_NAMES, local_date
from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, move
from mori.offices.queries import calendar_of

from . import queries
from .code_operations import mend_code
from .models import Attendance, AttendanceEvent, Placement, UnitSpan
from .rotation_operations import cut_spans, keep_spans, record, spans_are_ours, spans_fit
from .rules import (
    ATTENDANCE_MOVES,
    AWAY,
    LAST_WORDS,
    LONGEST,
    MOVES,
    RUNNING,
    SECOND_TAP_WITHIN,
    AttendanceKind,
    ParticipantType,
    PlacementState,
    SpanPlan,
    is_second_tap,
    may_report,
)


@writing()
def make_placement(
    *,
    person_id: int,
    office_id: int,
    kind: ParticipantType,
    programme: str,
    institution: str,
    starts_on: dt.date,
    ends_on: dt.date,
    spans: Sequence[SpanPlan],
    actor_id: int,
    at: dt.datetime,
    token: str = "",
) -> Placement:
    """Place someone in an office; the same ``token`` for them again changes nothing."""
    _hold(person_id)
    made = queries.placement_by_token(token)
    if made and made.person_id == person_id:
        return made
    if made:  # the form was sent before for somebody else
        token = new_key()
    _is_intern(person_id, office_id)
    _is_free(person_id, starts_on, ends_on)
    spans_fit(starts_on, ends_on, spans)
    spans_are_ours(office_id, person_id, spans)
    placement = Placement.create(
        token=token or new_key(),
        person=person_id,
        office=office_id,
        kind=kind,
        programme=programme,
        institution=institution,
        starts_on=starts_on,
        ends_on=ends_on,
        made_at=at,
    )
    keep_spans(placement, spans, at)
    record(placement, "make", actor_id, at)
    return placement


def _hold(person_id: int) -> None:
    """Let nobody else make or extend a placement of this person meanwhile."""
    Person.update(name=Person.name).where(Person.id == person_id).execute()


def _is_intern(person_id: int, office_id: int) -> None:
    if not Membership.select().where(
        Membership.person == person_id,
        Membership.office == office_id,
        Membership.role == Role.INTERN,
        Membership.ended_at.is_null(),
    ):
        raise Refused(_("This person is not an intern of this office. Add the role first."))


def _is_free(person_id: int, starts_on: dt.date, ends_on: dt.date, other_than: int = 0) -> None:
    taken = queries.placements_between(person_id, starts_on, ends_on)
    if any(each.state != PlacementState.WITHDRAWN and each.id != other_than for each in taken):
        raise Refused(_("This person already has a placement in this period."))


@writing()
def pause_placement(placement: Placement, note: str, actor_id: int, at: dt.datetime) -> None:
    """Expect nothing of the intern until the placement is resumed."""
    _move(placement, "pause", note, actor_id, at)


@writing()
def resume_placement(placement: Placement, note: str, actor_id: int, at: dt.datetime) -> None:
    """Go on after a pause."""
    _move(placement, "resume", note, actor_id, at)


@writing()
def extend_placement(
    placement: Placement, ends_on: dt.date, note: str, actor_id: int, at: dt.datetime
) -> list[UnitSpan]:
    """End later: the last unit keeps the intern longer; returns its span."""
    if not placement.ends_on < ends_on <= placement.starts_on + LONGEST:
        raise Refused(_("A placement is extended to a later day, within a year of its start."))
    _hold(placement.person_id)
    _is_free(placement.person_id, placement.starts_on, ends_on, other_than=placement.id)
    _move(placement, "extend", note, actor_id, at, ends_on=ends_on)
    last = queries.spans_of([placement.id])[-1]
    UnitSpan.update(ends_on=ends_on).where(UnitSpan.id == last.id).execute()
    return queries.spans_of([placement.id])[-1:]


@writing()
def end_placement_early(
    placement: Placement, last_day: dt.date, note: str, actor_id: int, at: dt.datetime
) -> None:
    """End before the planned day, which becomes the day it did end."""
    today = local_date(at, placement.office.zone)
    if not placement.starts_on <= last_day <= min(today, placement.ends_on):
        raise Refused(_("The last day lies between the placement's start and today."))
    _move(placement, "end_early", note, actor_id, at, ends_on=last_day)
    cut_spans(placement, last_day)


@writing()
def withdraw_placement(placement: Placement, note: str, actor_id: int, at: dt.datetime) -> None:
    """The intern steps back, even before the first day."""
    today = local_date(at, placement.office.zone)
    has_begun = placement.starts_on <= today
    last_day = min(today, placement.ends_on) if has_begun else placement.ends_on
    _move(placement, "withdraw", note, actor_id, at, ends_on=last_day)
    cut_spans(placement, last_day)


@writing()
def finish_placement(placement: Placement, note: str, actor_id: int, at: dt.datetime) -> None:
    """Finish on the last day or after it."""
    if local_date(at, placement.office.zone) < placement.ends_on:
        raise Refused(_("The last day is still to come. End the placement early instead."))
    _move(placement, "finish", note, actor_id, at)


def finish_ended_placements(at: dt.datetime) -> None:
    """Finish the placements whose last day has passed where they are, and time for last words."""
    for zone in ZONE_NAMES:
        for placement in queries.ended_placements(zone, local_date(at, zone) - LAST_WORDS):
            with suppress(Refused), writing():  # someone else was first
                _move(placement, "finish", "", None, at)


def _move(
    placement: Placement,
    verb: str,
    note: str,
    actor_id: int | None,
    at: dt.datetime,
    **changes: dt.date,
) -> None:
    target = move(MOVES, placement.state, verb)
    is_moved = (
        Placement.update(state=target, **changes)
        .where(
            Placement.id == placement.id,
            Placement.state == placement.state,
            Placement.ends_on == placement.ends_on,
        )
        .execute()
    )
    if not is_moved:
        raise changed_meanwhile()
    record(placement, verb, actor_id, at, note)


@writing()
def check_in(
    placement: Placement,
    day: dt.date,
    actor_id: int,
    at: dt.datetime,
    received_at: dt.datetime | None = None,
    with_code: bool | None = None,
) -> Attendance:
    """The intern came; recording it again changes nothing, but a mistyped code may be mended.

    ``received_at`` is given where ``at`` is what a phone says that had no network.
    """
    _is_running_on(placement, day)
    row, _is_new = _day_of(placement, day, AttendanceKind.PRESENT)
    if row.checked_in_at:
        return mend_code(row, actor_id, at, received_at) if with_code else row
    kind = move(ATTENDANCE_MOVES, row.kind, "check_in") if row.kind in AWAY else row.kind
    came = Attendance.update(
        kind=kind, checked_in_at=at, in_received_at=received_at, with_code=with_code
    ).where(Attendance.id == row.id, Attendance.checked_in_at.is_null())
    return _recorded(row, "check_in", actor_id, received_at or at, is_changed=came.execute())


@writing()
def check_out(
    placement: Placement,
    day: dt.date,
    actor_id: int,
    at: dt.datetime,
    received_at: dt.datetime | None = None,
) -> Attendance:
    """The intern left; recording it again later moves the time, so that a slip is mended."""
    _is_running_on(placement, day)
    row = queries.attendance_of(placement.id, day)
    if row is None or row.checked_in_at is None:
        raise Refused(_("Check in first, then check out when you leave."))
    if row.checked_in_at - at > SECOND_TAP_WITHIN:
        raise Refused(_("By the phone's clock you left before you came. Correct the day instead."))
    if is_second_tap(row.checked_out_at or row.checked_in_at, at):
        return row
    left = Attendance.update(checked_out_at=at, out_received_at=received_at).where(
        Attendance.id == row.id,
        Attendance.checked_out_at.is_null() | (Attendance.checked_out_at < at),
    )
    return _recorded(row, "check_out", actor_id, received_at or at, is_changed=left.execute())


@writing()
def report(
    placement: Placement,
    day: dt.date,
    kind: AttendanceKind,
    note: str,
    actor_id: int,
    at: dt.datetime,
) -> Attendance:
    """Say why the intern is not at the office on a day: excused, sick, or out on duty."""
    today = local_date(at, placement.office.zone)
    _is_running_on(placement, day)
    if not may_report(day, today):
        raise Refused(_("Choose a day from a week ago until two weeks ahead."))
    if kind in AWAY and not _is_workday(placement, day):
        raise Refused(_("The office is closed on this day, so nobody expects you."))
    row, is_new = _day_of(placement, day, kind, note)
    if kind in AWAY and row.checked_in_at and day < today:
        raise Refused(_("You checked in on this day, so it stays a day of presence."))
    if (row.kind, row.note) == (kind, note) and not is_new:
        return row
    said = Attendance.update(
        kind=move(ATTENDANCE_MOVES, row.kind, kind), note=note, proof_seen_at=None
    ).where(Attendance.id == row.id, Attendance.kind == row.kind)
    if not said.execute():
        raise changed_meanwhile()
    return _recorded(row, kind, actor_id, at)


def _is_running_on(placement: Placement, day: dt.date) -> None:
    is_inside = placement.starts_on <= day <= placement.ends_on
    if placement.state not in RUNNING or not is_inside:
        raise Refused(_("You have no running internship on this day."))


def _is_workday(placement: Placement, day: dt.date) -> bool:
    office = placement.office
    return calendar_of(office.id, office.calendar_version).is_workday(day)


def _day_of(
    placement: Placement, day: dt.date, kind: AttendanceKind, note: str = ""
) -> tuple[Attendance, bool]:
    """The day's row, and whether it has just been made."""
    return Attendance.get_or_create(
        placement=placement.id,
        day=day,
        defaults={
            "person": placement.person_id,
            "office": placement.office_id,
            "kind": kind,
            "note": note,
        },
    )


def _recorded(
    row: Attendance, verb: str, actor_id: int, at: dt.datetime, *, is_changed: int = 1
) -> Attendance:
    if is_changed:
        AttendanceEvent.create(attendance=row.id, verb=verb, actor=actor_id, at=at)
    return Attendance.get_by_id(row.id)

"""What the office says about a day: an accepted correction, a sheet typed in, a proof seen."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from mori.core.counts.changes import changed
from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, move
from mori.offices.queries import calendar_of
from mori.safeguarding.routing.operations import note_relation
from mori.safeguarding.routing.rules import RelationKind

from .models import Attendance, AttendanceEvent
from .rules import ATTENDANCE_MOVES, AWAY, AttendanceKind


@dataclass(frozen=True)
class Whose:
    """Whose day it is."""

    placement_id: int
    person_id: int
    office_id: int


@dataclass(frozen=True)
class DaySaid:
    """What a day's presence is said to be."""

    kind: AttendanceKind
    came_at: dt.datetime | None = None
    left_at: dt.datetime | None = None

    def is_recorded_in(self, row: Attendance | None) -> bool:
        return row is not None and facts_of(row) == (self.kind, self.came_at, self.left_at)


def facts_of(row: Attendance) -> tuple[str, dt.datetime | None, dt.datetime | None]:
    """What a day is said to be: kind, time in, time out."""
    return row.kind, row.checked_in_at, row.checked_out_at


def mark_of(row: Attendance | None) -> str:
    """An optimistic lock's value: what a page showed as recorded of a day."""
    return token_for("", *(facts_of(row) if row else ()))


@writing()
def set_day(
    of: Whose,
    day: dt.date,
    said: DaySaid,
    before: Attendance | None,
    verb: str,
    actor_id: int,
    at: dt.datetime,
) -> None:
    """Record what the office says, by compare-and-set against what was recorded ``before``."""
    row, is_new = Attendance.get_or_create(
        placement=of.placement_id,
        day=day,
        defaults={
            "person": of.person_id,
            "office": of.office_id,
            "kind": said.kind,
            "checked_in_at": said.came_at,
            "checked_out_at": said.left_at,
            "confirmed_at": _confirmed(said, at),
        },
    )
    if is_new is not (before is None):
        raise changed_meanwhile()
    if before is not None:
        _change(before, said, at)
    AttendanceEvent.create(attendance=row.id, verb=verb, actor=actor_id, at=at)
    changed(of.placement_id, day, of="attendance")
    note_relation(of.person_id, actor_id, RelationKind.CHECKED, day)


def _change(before: Attendance, said: DaySaid, at: dt.datetime) -> None:
    kind = move(ATTENDANCE_MOVES, before.kind, said.kind)
    kept = {} if kind == before.kind else {"proof_seen_at": None}
    set_by_office = Attendance.update(
        kind=kind,
        checked_in_at=said.came_at,
        checked_out_at=said.left_at,
        in_received_at=None,  # from now on the times are the office's, no longer a phone's
        out_received_at=None,
        with_code=None,
        confirmed_at=_confirmed(said, at),
        **kept,
    ).where(
        Attendance.id == before.id,
        Attendance.kind == before.kind,
        _is(Attendance.checked_in_at, before.checked_in_at),
        _is(Attendance.checked_out_at, before.checked_out_at),
    )
    if not set_by_office.execute():
        raise changed_meanwhile()


def _confirmed(said: DaySaid, at: dt.datetime) -> dt.datetime | None:
    """Presence that the office itself records on a day off needs no second word."""
    return None if said.kind in AWAY else at


def _is(field: Any, value: Any) -> Any:
    return field.is_null() if value is None else field == value


@writing()
def see_proof(row: Attendance, actor_id: int, at: dt.datetime) -> None:
    """Say that one has seen why the intern was away; doing so again changes nothing."""
    if row.person_id == actor_id:
        raise Refused(_("Somebody else has to see your proof."))
    if row.kind not in AWAY:
        raise changed_meanwhile()
    seen = Attendance.update(proof_seen_at=at).where(
        Attendance.id == row.id,
        Attendance.kind.in_(AWAY),
        Attendance.proof_seen_at.is_null(),
    )
    if seen.execute():
        AttendanceEvent.create(attendance=row.id, verb="proof", actor=actor_id, at=at)


@writing()
def confirm_day_off(row: Attendance, is_so: bool, actor_id: int, at: dt.datetime) -> None:
    """Let presence on a day off count, or no longer; saying it again changes nothing."""
    if row.person_id == actor_id:
        raise Refused(_("Somebody else has to confirm your day."))
    if row.kind in AWAY or _is_workday(row):
        raise changed_meanwhile()
    said = Attendance.update(confirmed_at=at if is_so else None).where(
        Attendance.id == row.id,
        Attendance.kind.not_in(AWAY),
        Attendance.confirmed_at.is_null(is_so),
    )
    if said.execute():
        changed(row.placement_id, row.day)
        verb = "confirm" if is_so else "unconfirm"
        AttendanceEvent.create(attendance=row.id, verb=verb, actor=actor_id, at=at)


def _is_workday(row: Attendance) -> bool:
    office = row.office
    return calendar_of(office.id, office.calendar_version).is_workday(row.day)

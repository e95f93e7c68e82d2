"""What was recorded of days of presence."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import fn

from mori.accounts.models import Person
from mori.core.compiled import Compiled
from mori.core.db import literals
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import ONGOING, PlacementState

from .models import Attendance, AttendanceEvent
from .rules import BY_OFFICE, REPORTS, AttendanceKind


class AttendanceRow(NamedTuple):
    """What was recorded about a day of a placement."""

    day: dt.date
    kind: AttendanceKind
    checked_in_at: dt.datetime | None
    checked_out_at: dt.datetime | None
    in_received_at: dt.datetime | None
    out_received_at: dt.datetime | None
    note: str
    key: str
    with_code: bool | None  # None where the office asked for none
    proof_seen_at: dt.datetime | None
    confirmed_at: dt.datetime | None


def _attendance_between(placement: Any, first: Any, last: Any) -> Any:
    return (
        Attendance.select(
            Attendance.day,
            Attendance.kind,
            Attendance.checked_in_at,
            Attendance.checked_out_at,
            Attendance.in_received_at,
            Attendance.out_received_at,
            Attendance.note,
            Attendance.key,
            Attendance.with_code,
            Attendance.proof_seen_at,
            Attendance.confirmed_at,
        )
        .where(Attendance.placement == placement, Attendance.day.between(first, last))
        .order_by(Attendance.day)
    )


attendance_between = Compiled(AttendanceRow, _attendance_between)


def attendance_of_each(placement_ids: Collection[int]) -> dict[int, list[Attendance]]:
    """All that was recorded of some placements, by placement and in the order of days."""
    found: dict[int, list[Attendance]] = {each: [] for each in placement_ids}
    rows = Attendance.select().where(Attendance.placement.in_(list(found)))
    for row in rows.order_by(Attendance.placement, Attendance.day):
        found[row.placement_id].append(row)
    return found


def attendance_on(placement_ids: Collection[int], day: dt.date) -> dict[int, Attendance]:
    """What was recorded about a day, by placement."""
    if not placement_ids:
        return {}
    rows = Attendance.select().where(Attendance.placement.in_(placement_ids), Attendance.day == day)
    return {row.placement_id: row for row in rows}


class InternToday(NamedTuple):
    """An intern on a day of their placement, with the kind of what was recorded of it."""

    name: str
    state: PlacementState
    kind: AttendanceKind | None


def _interns_on(office: Any, person: Any, day: Any) -> Any:
    # Asked of each placement: those that run are few, and those someone ever had are many.
    spans = UnitSpan.select(UnitSpan.id).where(
        UnitSpan.placement == Placement.id,
        UnitSpan.supervisor == person,
        UnitSpan.starts_on <= day,
        UnitSpan.ends_on >= day,
    )
    of_day = (Attendance.placement == Placement.id) & (Attendance.day == day)
    return (
        Placement.select(Person.name, Placement.state, Attendance.kind)
        .join(Person)
        .switch(Placement)
        .left_outer_join(Attendance, on=of_day)
        .where(Placement.office == office, Placement.state.in_(literals(ONGOING)), fn.EXISTS(spans))
        .order_by(Person.name_folded, Placement.id)
    )


_of_day = Compiled(InternToday, _interns_on)


def interns_on(office_id: int, person_id: int, day: dt.date) -> list[InternToday]:
    """Those someone supervises on a day, by name."""
    return _of_day(office=office_id, person=person_id, day=day)


def attendance_of(placement_id: int, day: dt.date) -> Attendance | None:
    return Attendance.get_or_none(Attendance.placement == placement_id, Attendance.day == day)


def attendance_of_person(person_id: int, day: dt.date) -> Attendance | None:
    return Attendance.get_or_none(Attendance.person == person_id, Attendance.day == day)


def attendance_by_id(attendance_id: int) -> Attendance:
    return Attendance.get_by_id(attendance_id)


def settings_between(placement_id: int, first: dt.date, last: dt.date) -> list[Any]:
    """How the office set days: key of the attendance, verb, and the name of who did it."""
    rows = (
        AttendanceEvent.select(Attendance.key, AttendanceEvent.verb, Person.name)
        .join(Attendance)
        .switch(AttendanceEvent)
        .join(Person, on=AttendanceEvent.actor)
        .where(
            Attendance.placement == placement_id,
            Attendance.day.between(first, last),
            AttendanceEvent.verb.in_(BY_OFFICE),
        )
        .order_by(AttendanceEvent.id)
    )
    return list(rows.tuples())


def reports_between(placement_id: int, first: dt.date, last: dt.date) -> list[Any]:
    """When days were reported by hand: key and day of the attendance, and the moment."""
    rows = (
        AttendanceEvent.select(Attendance.key, Attendance.day, AttendanceEvent.at)
        .join(Attendance)
        .where(
            Attendance.placement == placement_id,
            Attendance.day.between(first, last),
            AttendanceEvent.verb.in_(REPORTS),
        )
        .order_by(AttendanceEvent.id)
    )
    return list(rows.tuples())

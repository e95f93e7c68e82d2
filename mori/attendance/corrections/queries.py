"""Corrections of attendance, and who looks after an intern on a day."""

import datetime as dt
from collections.abc import Collection
from typing import Any, TypeVar

from peewee import ModelSelect, fn

from mori.accounts.models import Person
from mori.core.compiled import COUNTED, Compiled, Counted
from mori.core.db import literals
from mori.offices.models import Office
from mori.placements.models import Placement, UnitSpan

from ..models import Attendance
from ..rules import Stretch
from .models import AttendanceCorrection, CorrectionEvent
from .rules import CorrectionState

PAGE = 20
Day = TypeVar("Day", Attendance, AttendanceCorrection)


def in_charge_on(placement_id: int, day: dt.date) -> set[int]:
    """Who supervises an intern on a day, and who stands in."""
    spans = UnitSpan.select().where(UnitSpan.placement == placement_id, _covers(day))
    return {each for span in spans for each in (span.supervisor_id, span.stand_in_id) if each}


def _covers(day: Any) -> Any:
    return (UnitSpan.starts_on <= day) & (UnitSpan.ends_on >= day)


def correction_by_key(key: str) -> AttendanceCorrection | None:
    """A correction with its person and office, and who is in charge of its day."""
    found = _with_people().where(AttendanceCorrection.key == key).get_or_none()
    return found and _in_charge(found)


def attendance_by_key(key: str) -> Attendance | None:
    """A day's attendance with its placement, and who is in charge of it."""
    found = (
        Attendance.select(Attendance, Placement)
        .join(Placement)
        .where(Attendance.key == key)
        .get_or_none()
    )
    return found and _in_charge(found)


def _in_charge(row: Day) -> Day:
    row.in_charge = in_charge_on(row.placement_id, row.day)
    return row


def _with_people() -> "ModelSelect[AttendanceCorrection]":
    return (
        AttendanceCorrection.select(AttendanceCorrection, Person, Office)
        .join(Person)
        .switch(AttendanceCorrection)
        .join(Office)
    )


def correction_by_token(token: str) -> AttendanceCorrection | None:
    return AttendanceCorrection.get_or_none(AttendanceCorrection.token == token)


def open_correction_of(placement_id: int, day: dt.date) -> AttendanceCorrection | None:
    return AttendanceCorrection.get_or_none(
        AttendanceCorrection.placement == placement_id,
        AttendanceCorrection.day == day,
        AttendanceCorrection.state == CorrectionState.ASKED,
        AttendanceCorrection.away_from_at.is_null(),
    )


def parts_away_on(placement_id: int, day: dt.date) -> list[AttendanceCorrection]:
    """The parts of a day that an intern asked to be away for, unless the office said no."""
    rows = AttendanceCorrection.select().where(
        AttendanceCorrection.placement == placement_id,
        AttendanceCorrection.day == day,
        AttendanceCorrection.state.in_((CorrectionState.ASKED, CorrectionState.ACCEPTED)),
        AttendanceCorrection.away_from_at.is_null(False),
    )
    return list(rows)


def parts_away_of_each(
    placement_ids: Collection[int], first: dt.date, last: dt.date
) -> dict[int, dict[dt.date, list[Stretch]]]:
    """The parts of days between two that interns were away for as agreed, by placement and day."""
    found: dict[int, dict[dt.date, list[Stretch]]] = {each: {} for each in placement_ids}
    rows = AttendanceCorrection.select().where(
        AttendanceCorrection.placement.in_(list(found)),
        AttendanceCorrection.day.between(first, last),
        agreed_parts(),
    )
    for row in rows.order_by(AttendanceCorrection.day, AttendanceCorrection.away_from_at):
        found[row.placement_id].setdefault(row.day, []).append(row.part)
    return found


def agreed_parts() -> Any:
    """Those rows that are no correction but an absence for part of a day, and agreed to."""
    return AttendanceCorrection.state.in_(
        literals([CorrectionState.ACCEPTED])
    ) & AttendanceCorrection.away_from_at.is_null(False)


def open_corrections_between(
    person_id: int, first: dt.date, last: dt.date
) -> dict[dt.date, list[AttendanceCorrection]]:
    """What a person asked for and nobody has decided, by its days."""
    rows = AttendanceCorrection.select().where(
        AttendanceCorrection.person == person_id,
        AttendanceCorrection.day.between(first, last),
        AttendanceCorrection.state == CorrectionState.ASKED,
    )
    found: dict[dt.date, list[AttendanceCorrection]] = {}
    for row in rows.order_by(AttendanceCorrection.id):
        found.setdefault(row.day, []).append(row)
    return found


def corrections_of(person_id: int, before: int | None = None) -> list[AttendanceCorrection]:
    """What a person asked for, the latest first, one page and one more."""
    found = AttendanceCorrection.select().where(AttendanceCorrection.person == person_id)
    return _latest_first(found, before)


def corrections_waiting(
    office_id: int, reviewer_id: int | None = None, after: int | None = None
) -> list[AttendanceCorrection]:
    """What waits in an office, or for one supervisor there, the oldest first."""
    found = _in_office(office_id, reviewer_id).where(
        AttendanceCorrection.state == CorrectionState.ASKED
    )
    if after:
        found = found.where(AttendanceCorrection.id > after)
    return list(found.order_by(AttendanceCorrection.id).limit(PAGE + 1))


def corrections_decided(
    office_id: int, reviewer_id: int | None = None, before: int | None = None
) -> list[AttendanceCorrection]:
    """What was decided or withdrawn, the latest asked first."""
    found = _in_office(office_id, reviewer_id).where(
        AttendanceCorrection.state != CorrectionState.ASKED
    )
    return _latest_first(found, before)


def _latest_first(found: Any, before: int | None) -> list[AttendanceCorrection]:
    if before:
        found = found.where(AttendanceCorrection.id < before)
    return list(found.order_by(AttendanceCorrection.id.desc()).limit(PAGE + 1))


def _in_office(office_id: int, reviewer_id: int | None) -> Any:
    found = _with_people().where(AttendanceCorrection.office == office_id)
    if reviewer_id is None:
        return found
    return found.where(_theirs(reviewer_id))


def _theirs(reviewer: Any) -> Any:
    """That a supervisor looks after the correction's day, or stands in."""
    theirs = UnitSpan.select(UnitSpan.id).where(
        UnitSpan.placement == AttendanceCorrection.placement,
        _covers(AttendanceCorrection.day),
        (UnitSpan.supervisor == reviewer) | (UnitSpan.stand_in == reviewer),
    )
    return fn.EXISTS(theirs)


def _waiting_in(office: Any) -> Any:
    waits = AttendanceCorrection.state.in_(literals([CorrectionState.ASKED]))
    return (
        AttendanceCorrection.select(AttendanceCorrection.id)
        .where(AttendanceCorrection.office == office, waits)
        .limit(COUNTED + 1)
    )


def _waiting_for(office: Any, reviewer: Any) -> Any:
    return _waiting_in(office).where(_theirs(reviewer))


_in_an_office, _for_reviewer = Compiled(Counted, _waiting_in), Compiled(Counted, _waiting_for)


def count_of_corrections_waiting(office_id: int, reviewer_id: int | None = None) -> int:
    """How many wait in an office, or for one supervisor there."""
    if reviewer_id is None:
        return len(_in_an_office(office=office_id))
    return len(_for_reviewer(office=office_id, reviewer=reviewer_id))


def events_of(correction_id: int) -> list[CorrectionEvent]:
    """What happened to a correction, the earliest first, with who did it."""
    return list(
        CorrectionEvent.select(CorrectionEvent, Person)
        .join(Person)
        .where(CorrectionEvent.correction == correction_id)
        .order_by(CorrectionEvent.id)
    )

"""Who is on duty, now and in the hours ahead: few statements, however many offices are asked for.

An office is said by its id; None is the national duty.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.queries import active_membership
from mori.core.db import literals
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.offices.queries import calendar_of

from .models import Absence, Shift, StaffedHours
from .rules import SOON, Away, Declared, Roster, Span, Turn

COUNTRY = "Asia/Jakarta"  # whose clock the national duty lives by
MOMENT = dt.timedelta(microseconds=1)
CALLED = (Role.OFFICER, Role.HEAD)


def on_duty(office_id: int | None, at: dt.datetime) -> list[int]:
    """Who is on duty, the first officer first; of those away, whoever stands in."""
    return on_duty_by_office([office_id], at)[office_id]


def on_duty_by_office(
    office_ids: Collection[int | None], at: dt.datetime
) -> dict[int | None, list[int]]:
    """The same of several offices."""
    found = rosters(office_ids, at, at + MOMENT)
    return {office_id: roster.there(at) for office_id, roster in found.items()}


def on_duty_ahead(
    office_id: int | None, hours: Collection[dt.datetime]
) -> dict[dt.datetime, list[int]]:
    """Who is on duty in each of these hours, at the moment of it when the fewest are."""
    if not hours:
        return {}
    found = roster_of(office_id, min(hours), max(hours) + DAY)
    return {hour: found.fewest(hour) for hour in hours}


def declares_hours(office_id: int | None) -> bool:
    """Whether an office has ever said when somebody is there; national duty is at any hour."""
    declared = StaffedHours.select().where(StaffedHours.office == office_id)
    return office_id is None or declared.exists()


def is_staffed(office_id: int | None, at: dt.datetime) -> bool:
    """Whether a moment is within the hours that were declared."""
    return roster_of(office_id, at, at + MOMENT).is_staffed(at)


def next_staffed(office_id: int | None, at: dt.datetime) -> dt.datetime | None:
    """When the declared hours next hold: now, where they do."""
    return roster_of(office_id, at, at + MOMENT).next_staffed(at)


def staffed_hours_ahead(
    office_id: int | None, first: dt.datetime, last: dt.datetime
) -> list[dt.datetime]:
    """Where each declared hour begins: at an opening, and at each full hour that follows."""
    return roster_of(office_id, first, last).hours(first, last)


def lead_of(office_id: int) -> int | None:
    """The safeguarding lead: of the officers the first who was appointed; without any, the head."""
    officers, heads = _members([office_id]).get(office_id, ([], []))
    return next(iter([*officers, *heads]), None)


class Presence(NamedTuple):
    """What somebody of an office may be told of who is there."""

    declares: bool  # else nothing is known of when somebody is
    until: dt.datetime | None  # somebody is there now, and the hours end then
    next_at: dt.datetime | None  # nobody is: when somebody is on duty again, as far as planned

    @property
    def is_empty(self) -> bool:
        return self.declares and self.until is None


def presence_of(
    office_id: int, at: dt.datetime, excluded: Collection[int] = frozenset()
) -> Presence:
    """Whether somebody is there who may be told, and if not, when."""
    found = roster_of(office_id, at, at + SOON)
    if not found.declared:
        return Presence(declares=False, until=None, next_at=None)
    now = next((span for span in found.spans(at, at + MOMENT) if span.holds(at)), None)
    if now and set(found.there(at)) - set(excluded):
        return Presence(declares=True, until=now.ends_at, next_at=None)
    hours = (each for each in found.hours(at + MOMENT, at + SOON))
    next_at = (each for each in hours if set(found.there(each)) - set(excluded))
    return Presence(declares=True, until=None, next_at=next(next_at, None))


def roster_of(office_id: int | None, first: dt.datetime, last: dt.datetime) -> Roster:
    """All that says who is there between two moments."""
    return rosters([office_id], first, last)[office_id]


def rosters(
    office_ids: Collection[int | None], first: dt.datetime, last: dt.datetime
) -> dict[int | None, Roster]:
    """The same of several offices, in as many statements as for one."""
    known = [office_id for office_id in office_ids if office_id is not None]
    offices = _offices(known) if known else {}
    declared = _declared(known) if known else {}
    members = _members(known, nation=None in office_ids)
    turns = _turns(office_ids, first, last)
    called = {person for each in members.values() for people in each for person in people}
    aways = _aways(called, first, last) if called else []
    found = {}
    for office_id in office_ids:
        office = offices.get(office_id or 0)
        officers, heads = members.get(office_id, ([], []))
        found[office_id] = Roster(
            zone=office.zone if office else COUNTRY,
            officers=officers,
            heads=heads,
            declared=declared.get(office_id, ()),
            holidays=calendar_of(office.id, office.calendar_version).closed if office else (),
            turns=turns.get(office_id, ()),
            aways=aways,
            is_national=office_id is None,
        )
    return found


def _offices(office_ids: Sequence[int]) -> dict[int, Office]:
    return {row.id: row for row in Office.select().where(Office.id.in_(office_ids))}


def _declared(office_ids: Sequence[int]) -> dict[int | None, list[Declared]]:
    rows = StaffedHours.select().where(StaffedHours.office.in_(office_ids))
    found: dict[int | None, list[Declared]] = {}
    for row in rows.order_by(StaffedHours.id):
        hours = (row.opens, row.closes, row.from_on, row.until_on, row.on_holidays)
        found.setdefault(row.office_id, []).append(Declared(row.weekday, *hours))
    return found


def _members(
    office_ids: Sequence[int], *, nation: bool = False
) -> dict[int | None, tuple[list[int], list[int]]]:
    """Officers and heads of each office in the order of their appointment; None: of all."""
    rows = (
        Membership.select(Membership.person, Membership.office, Membership.role)
        .join(Person)
        .where(Membership.role.in_(literals(CALLED)), *active_membership())
        .order_by(Membership.id)
    )
    found: dict[int | None, tuple[list[int], list[int]]] = {}
    for row in rows if nation else rows.where(Membership.office.in_(office_ids)):
        for office_id in (row.office_id, None):
            people = found.setdefault(office_id, ([], []))[row.role == Role.HEAD]
            people.append(row.person_id)
    return found


def _turns(
    office_ids: Collection[int | None], first: dt.datetime, last: dt.datetime
) -> dict[int | None, list[Turn]]:
    """Shifts that meet the time; none lasts longer than a day."""
    rows = Shift.select().where(
        _of(office_ids),
        Shift.ends_at.between(first + MOMENT, last + DAY),
        Shift.starts_at < last,
    )
    found: dict[int | None, list[Turn]] = {}
    for row in rows.order_by(Shift.id):
        turn = Turn(row.officer_id, row.position, Span(row.starts_at, row.ends_at))
        found.setdefault(None if row.is_national else row.office_id, []).append(turn)
    return found


def _of(office_ids: Collection[int | None]) -> Any:
    known = [office_id for office_id in office_ids if office_id is not None]
    own = Shift.office.in_(known) & (Shift.is_national == False)  # noqa: E712 - in the index
    if None not in office_ids:
        return own
    national = Shift.is_national == True  # noqa: E712
    return own | national if known else national


def _aways(people: Collection[int], first: dt.datetime, last: dt.datetime) -> list[Away]:
    rows = Absence.select().where(
        Absence.person.in_(people), Absence.until_at > first, Absence.from_at < last
    )
    return [
        Away(row.person_id, row.stand_in_id, Span(row.from_at, row.until_at))
        for row in rows.order_by(Absence.id)
    ]

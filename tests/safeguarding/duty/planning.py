"""Hours, shifts and absences of Banua, as tests want them."""

import datetime as dt

from mori.accounts.models import Person
from mori.core.clock import moment, now
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.safeguarding.duty import operations
from mori.safeguarding.duty.models import Absence, DutyNote, Shift, StaffedHours
from mori.safeguarding.duty.rules import Declared, Pattern
from tests.cast import TODAY, Cast

WORKDAYS = (0, 1, 2, 3, 4)
EIGHT, NOON_TIME, FOUR = dt.time(8), dt.time(12), dt.time(16)


def declare(office: Office, opens: dt.time = EIGHT, closes: dt.time = FOUR, **more: object) -> None:
    """On each workday."""
    hours = [Declared(weekday, opens, closes, **more) for weekday in WORKDAYS]  # type: ignore[arg-type]
    operations.declare_hours(office.id, hours)


def plan(
    office: Office,
    *officers: Person,
    opens: dt.time = EIGHT,
    closes: dt.time = FOUR,
    first: dt.date = TODAY,
    weeks: int = 1,
    every: int = 1,
    weekdays: tuple[int, ...] = WORKDAYS,
    token: str = "",
    is_national: bool = False,
) -> int:
    pattern = Pattern(weekdays, opens, closes, first, weeks, every)
    ids = [officer.id for officer in officers]
    return operations.plan_shifts(
        office.id, ids, pattern, office.zone, token or new_key(), is_national=is_national
    )


def away(
    office: Office,
    person: Person,
    stand_in: Person | None = None,
    first: dt.date = TODAY,
    days: int = 1,
    token: str = "",
) -> None:
    operations.add_absence(
        office.id,
        person.id,
        (first, first + (days - 1) * DAY),
        stand_in and stand_in.id,
        office.zone,
        token or new_key(),
    )


def at(office: Office, hour: int, minute: int = 0, day: dt.date = TODAY) -> dt.datetime:
    """A moment by the office's clock."""
    return moment(day, dt.time(hour, minute), office.zone)


def duty_rows(cast: Cast) -> dict[str, str]:
    """A row of each kind in Banua, the head's own where it is somebody's."""
    declare(cast.banua)
    plan(cast.banua, cast.hasan, first=TODAY + DAY)
    away(cast.banua, cast.hasan, first=TODAY + 90 * DAY)
    operations.hand_over(cast.banua.id, cast.hasan.id, "sealed", new_key(), now())
    return {
        "hours_promised": StaffedHours.get().key,
        "shift_by_key": Shift.get().key,
        "absence_by_key": Absence.get().key,
        "duty_note_by_key": DutyNote.get().key,
    }

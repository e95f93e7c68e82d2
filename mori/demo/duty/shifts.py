"""One office that promises hours and plans who keeps them; the nation's evenings."""

import datetime as dt

from mori.accounts.models import Person
from mori.core.clock import local_date
from mori.core.db import new_key
from mori.core.sealing import seal
from mori.core.workdays import DAY, monday_of
from mori.offices.queries import calendar_of
from mori.safeguarding.duty import operations
from mori.safeguarding.duty.models import DutyNote
from mori.safeguarding.duty.rules import Pattern

from .desk import DutyDesk

OPENS, CLOSES = dt.time(7, 30), dt.time(16, 30)
BEFORE, AHEAD = 13, 6  # weeks
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
FIRST = "Norhayati Umpama"
SECOND = {  # whoever stands beside the first, on which weekdays
    "Fahrizal Contoh": (MONDAY, WEDNESDAY),
    "Mariatul Teladan": (TUESDAY, FRIDAY),
    "Laila Peraga": (THURSDAY,),  # supervises interns too: the pages say for how many she is none
}
EVENINGS = dt.time(16, 30), dt.time(22)
NATIONAL = {"kalsel": "Fahrizal Contoh", "lampung": "Dewi Umpama"}
NOTES = (
    "Nomor cadangan ada di map merah di laci kedua. Kuncinya saya titipkan di penerima tamu.",
    "Kamis saya baru datang pukul 08.00. Mohon Laila memegang telepon sampai saya tiba.",
)


def keep_hours(desk: DutyDesk) -> None:
    """Promise the office's hours, plan who keeps them, and leave one hole."""
    operations.declare_office_hours(desk.office.id)
    today = local_date(desk.at, desk.office.zone)
    first = monday_of(today) - BEFORE * 7 * DAY
    for name, weekdays in SECOND.items():
        pattern = Pattern(weekdays, OPENS, CLOSES, first, BEFORE + AHEAD)
        _plan(desk, [FIRST, name], pattern)
    _be_away(desk, today)
    _hand_over(desk)


def keep_evenings(desk: DutyDesk, name: str) -> None:
    """Lend the nation an officer on every evening."""
    today = local_date(desk.at, desk.office.zone)
    pattern = Pattern(range(7), *EVENINGS, monday_of(today), AHEAD)
    _plan(desk, [NATIONAL[name]], pattern, is_national=True)


def _plan(desk: DutyDesk, names: list[str], pattern: Pattern, *, is_national: bool = False) -> None:
    officers = [desk.named(name).id for name in names]
    zone = desk.office.zone
    operations.plan_shifts(
        desk.office.id, officers, pattern, zone, new_key(), is_national=is_national
    )


def _be_away(desk: DutyDesk, today: dt.date) -> None:
    """Two days off: one with a stand-in, and one without, which is a hole."""
    fahrizal, mariatul = desk.named("Fahrizal Contoh"), desk.named("Mariatul Teladan")
    _absence(desk, fahrizal, None, _workday(desk, today, SECOND[fahrizal.name]))
    _absence(desk, mariatul, fahrizal, _workday(desk, today, SECOND[mariatul.name]))


def _workday(desk: DutyDesk, today: dt.date, weekdays: tuple[int, ...]) -> dt.date:
    """The first of these weekdays, from next week on, on which the office is open."""
    calendar = calendar_of(desk.office.id, desk.office.calendar_version)
    days = calendar.workdays(today + 7 * DAY, today + 28 * DAY)
    return next(day for day in days if day.weekday() in weekdays)


def _absence(desk: DutyDesk, person: Person, stand_in: Person | None, day: dt.date) -> None:
    operations.add_absence(
        desk.office.id,
        person.id,
        (day, day),
        stand_in.id if stand_in else None,
        desk.office.zone,
        new_key(),
    )


def _hand_over(desk: DutyDesk) -> None:
    """A note that was read, and one that waits."""
    first, second = desk.named(FIRST), desk.named("Fahrizal Contoh")
    for ago, author, text in ((3, second, NOTES[0]), (1, first, NOTES[1])):
        sealed = seal(desk.secret, text)
        operations.hand_over(desk.office.id, author.id, sealed, new_key(), desk.at - ago * DAY)
    read = DutyNote.get(DutyNote.author == second)
    operations.note_handed_over(read, first.id, desk.at - 2 * DAY)

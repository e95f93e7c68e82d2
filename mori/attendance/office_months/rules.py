"""By which signs a month of an office is read, and what it comes to. No database, no request."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mori.core.words import Labelled, marked
from mori.core.workdays import DAY, monday_of

from ..rules import AttendanceKind, DayRecord, DayStatus
from ..terms.rules import Terms


class Sign(Labelled):
    """What stands in a day's cell. Offices write these letters in any language."""

    PRESENT = "H", marked("Present")
    LATE = "T", marked("Present, came late")
    FIELD_DUTY = "D", marked("On duty elsewhere")
    EXCUSED = "I", marked("Excused")
    SICK = "S", marked("Sick")
    MISSING = "TK", marked("No word")
    HOLIDAY = "L", marked("Holiday")
    PAUSED = "J", marked("Paused or withdrawn")
    AWAITED = "…", marked("Not checked in yet")
    OUTSIDE = "/", marked("Outside the internship")
    NOTHING = "·", marked("Office closed, or still to come")
    # added behind one of the signs above
    PART_AWAY = "½", marked("Away for part of the day, as agreed")
    CONFIRMED = "+", marked("On a day off, confirmed by the office")
    UNCONFIRMED = "?", marked("On a day off, not confirmed yet: does not count")

    @property
    def look(self) -> str:
        """What a cell with it is called in the style sheet."""
        return {Sign.OUTSIDE: "out", Sign.MISSING: "gap"}.get(self, "")


SIGN_OF_KIND = {
    AttendanceKind.PRESENT: Sign.PRESENT,
    AttendanceKind.FIELD_DUTY: Sign.FIELD_DUTY,
    AttendanceKind.EXCUSED: Sign.EXCUSED,
    AttendanceKind.SICK: Sign.SICK,
}
SIGN_OF_STATUS = {
    DayStatus.MISSING: Sign.MISSING,
    DayStatus.AWAITED: Sign.AWAITED,
    DayStatus.HOLIDAY: Sign.HOLIDAY,
}


@dataclass(frozen=True)
class Mark:
    """One person's day: a sign, and what is added to it."""

    day: dt.date
    sign: Sign
    added: tuple[Sign, ...] = ()
    record: DayRecord | None = None
    is_late: bool = False

    def __str__(self) -> str:
        return "".join((self.sign, *self.added))

    @property
    def counts(self) -> bool:
        return self.record is not None and self.record.counts

    @property
    def is_part_away(self) -> bool:
        return self.counts and Sign.PART_AWAY in self.added


def mark_of(day: dt.date, record: DayRecord | None, *, is_late: bool, is_paused: bool) -> Mark:
    """The signs of a day of the internship."""
    if record is None:
        return Mark(day, Sign.PAUSED if is_paused else Sign.NOTHING)
    if isinstance(record.status, DayStatus):
        return Mark(day, SIGN_OF_STATUS[record.status], record=record)
    if record.is_away and not record.is_workday:  # nobody was expected
        return Mark(day, Sign.HOLIDAY if record.holiday else Sign.NOTHING, record=record)
    sign = Sign.LATE if is_late else SIGN_OF_KIND[record.status]
    return Mark(day, sign, tuple(_added(record)), record, is_late)


def _added(record: DayRecord) -> Iterable[Sign]:
    if record.is_at_work and record.away:
        yield Sign.PART_AWAY
    if record.is_at_work and not record.is_workday:
        yield Sign.UNCONFIRMED if record.is_unconfirmed else Sign.CONFIRMED


@dataclass(frozen=True)
class Sums:
    """What the days of a month come to."""

    present: int
    late: int
    part_away: int
    field_duty: int
    excused: int
    sick: int
    missing: int
    off: int
    minutes: list[int]
    is_untimed: bool  # a day before today counts and has no time out, so its hours are not known


def sums_of(marks: Sequence[Mark], today: dt.date) -> Sums:
    counted = [each for each in marks if each.counts]
    signs = [each.sign for each in marks]
    return Sums(
        present=len(counted),
        late=sum(each.is_late for each in counted),
        part_away=sum(each.is_part_away for each in counted),
        field_duty=sum(each.sign is Sign.FIELD_DUTY for each in counted),
        excused=signs.count(Sign.EXCUSED),
        sick=signs.count(Sign.SICK),
        missing=signs.count(Sign.MISSING),
        off=sum(Sign.CONFIRMED in each.added for each in counted),
        minutes=[
            each.record.minutes
            for each in marks
            if each.record and each.record.minutes is not None and not each.record.is_unconfirmed
        ],
        is_untimed=any(None in _times([each]) for each in counted if each.day < today),
    )


@dataclass(frozen=True)
class Weeks:
    """Weeks that ended in a month: above the programme's hours, and those nobody can tell."""

    above: int
    unknown: int

    def __str__(self) -> str:
        """Unknown: the times there are do not make it above, and a time out is missing."""
        return f"{self.above} ({self.unknown}?)" if self.unknown else str(self.above)


def weeks_above(
    marks: Iterable[Mark], first: dt.date, last: dt.date, ends_on: dt.date, hours: int
) -> Weeks:
    """Of the weeks that ended between two days: on a Sunday, or with the internship."""
    weeks: dict[dt.date, list[Mark]] = {}
    for each in marks:
        monday = monday_of(each.day)
        if each.counts and first <= min(monday + 6 * DAY, ends_on) <= last:
            weeks.setdefault(monday, []).append(each)
    above = {monday for monday, days in weeks.items() if _minutes(days) > hours * 60}
    unknown = [m for m, days in weeks.items() if m not in above and None in _times(days)]
    return Weeks(len(above), len(unknown))


def _times(days: Iterable[Mark]) -> list[int | None]:
    return [each.record.minutes for each in days if each.record]


def _minutes(days: Iterable[Mark]) -> int:
    return sum(each or 0 for each in _times(days))


def of_programme(done: int, asked: int | None) -> str:
    """So many of those the programme has; a dash where nobody has said how many."""
    return f"{done}/{'–' if asked is None else asked}"


@dataclass(frozen=True)
class Whole:
    """What an internship has come to by the end of a month, beside what its programme asks."""

    days: int
    excused: int
    weeks: Weeks | None
    terms: Terms

    @property
    def cells(self) -> list[str]:
        return [
            of_programme(self.days, self.terms.days),
            of_programme(self.excused, self.terms.excused_days),
            "–" if self.weeks is None else str(self.weeks),
        ]

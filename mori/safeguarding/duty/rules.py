"""When somebody is there: declared hours, shifts and absences. No database, no request."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mori.core.workdays import DAY, monday_of

HOUR = dt.timedelta(hours=1)
AT_LEAST = 2  # officers on duty; fewer is a hole
WEEKS_AHEAD = 4  # that the calendar looks
SOON = 14 * DAY  # how far ahead the next person on duty is looked for
A_YEAR = 366 * DAY


class Declared(NamedTuple):
    """On one weekday somebody is there between two times; closing at 00.00 is the day's end."""

    weekday: int
    opens: dt.time
    closes: dt.time
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    on_holidays: bool = False

    def covers(self, day: dt.date, holidays: Collection[dt.date]) -> bool:
        return (
            self.weekday == day.weekday()
            and (self.from_on is None or self.from_on <= day)
            and (self.until_on is None or day <= self.until_on)
            and (self.on_holidays or day not in holidays)
        )


class Span(NamedTuple):
    """From one moment to another, the second left out."""

    starts_at: dt.datetime
    ends_at: dt.datetime

    def holds(self, at: dt.datetime) -> bool:
        return self.starts_at <= at < self.ends_at

    def meets(self, other: "Span") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


class Turn(NamedTuple):
    """One officer's part in a shift."""

    person: int
    position: int
    span: Span


class Away(NamedTuple):
    """An officer is not there, and who is instead, if anybody."""

    person: int
    stand_in: int | None
    span: Span


def span_of(day: dt.date, opens: dt.time, closes: dt.time, zone: str) -> Span:
    """Between two times of a day; one that closes before it opens ends on the next."""
    last = day if closes > opens else day + DAY
    return Span(_moment(day, opens, zone), _moment(last, closes, zone))


def _moment(day: dt.date, time: dt.time, zone: str) -> dt.datetime:
    return dt.datetime.combine(day, time, ZoneInfo(zone)).astimezone(dt.UTC)


def whole_days(first: dt.date, last: dt.date, zone: str) -> Span:
    """From the beginning of one day to the end of another."""
    return Span(_moment(first, dt.time(), zone), _moment(last + DAY, dt.time(), zone))


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time in as few spans as possible, in their order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.starts_at <= found[-1].ends_at:
            found[-1] = Span(found[-1].starts_at, max(found[-1].ends_at, span.ends_at))
        else:
            found.append(span)
    return found


class Run(NamedTuple):
    """Staffed hours that follow each other, with the same people on duty."""

    span: Span
    people: tuple[int, ...]

    @property
    def is_hole(self) -> bool:
        return len(self.people) < AT_LEAST

    @property
    def is_empty(self) -> bool:
        return not self.people


@dataclass(frozen=True)
class Roster:
    """All that says who is there, of one office or of the national duty, for some time."""

    zone: str
    officers: Sequence[int] = ()  # in the order they were appointed
    heads: Sequence[int] = ()
    declared: Sequence[Declared] = ()
    holidays: Collection[dt.date] = frozenset()
    turns: Sequence[Turn] = ()
    aways: Sequence[Away] = ()  # in the order they were written down
    is_national: bool = False

    def spans(self, first: dt.datetime, last: dt.datetime) -> list[Span]:
        """The declared hours that hold at some time between two moments."""
        day, until = self.day_of(first) - DAY, self.day_of(last) + DAY  # over midnight too
        found = []
        while day <= until:
            found += self._spans_on(day)
            day += DAY
        return [each for each in merged(found) if each.ends_at > first and each.starts_at < last]

    def _spans_on(self, day: dt.date) -> list[Span]:
        if self.is_national:  # at any hour
            return [whole_days(day, day, self.zone)]
        return [
            span_of(day, each.opens, each.closes, self.zone)
            for each in self.declared
            if each.covers(day, self.holidays)
        ]

    def is_staffed(self, at: dt.datetime) -> bool:
        return any(span.holds(at) for span in self.spans(at, at + HOUR))

    def hours(self, first: dt.datetime, last: dt.datetime) -> list[dt.datetime]:
        """Where each staffed hour begins: at an opening, and at each full hour that follows."""
        return [
            begins
            for span in self.spans(first, last)
            for begins in hours_in(span, self.zone)
            if first <= begins < last
        ]

    def there(self, at: dt.datetime) -> list[int]:
        """Who is on duty, the first officer first.

        An office that has declared no hours has all its officers on duty at any time.
        """
        turns = [turn for turn in self.turns if turn.span.holds(at)]
        people = [turn.person for turn in sorted(turns, key=lambda turn: turn.position)]
        planned = self._standing(people, at)
        if self.declared or self.is_national:
            return planned
        everybody = list(self.officers or self.heads)
        return list(dict.fromkeys([*planned, *self._standing(everybody, at)])) or everybody

    def _standing(self, people: Iterable[int], at: dt.datetime) -> list[int]:
        found = (self._standing_for(person, at) for person in people)
        return list(dict.fromkeys(person for person in found if person is not None))

    def _standing_for(self, person: int, at: dt.datetime) -> int | None:
        """The officer; away, the stand-in, or theirs; nobody where all of these are away."""
        absent = {away.person: away.stand_in for away in self.aways if away.span.holds(at)}
        passed: set[int] = set()
        while person in absent and person not in passed:
            passed.add(person)
            stand_in = absent[person]
            if stand_in is None:
                return None
            person = stand_in
        may_stand = person in self.officers or person in self.heads
        return person if may_stand and person not in passed else None

    def fewest(self, begins: dt.datetime) -> list[int]:
        """Who is on duty in an hour, at the moment of it when the fewest are."""
        hour = Span(begins, next_hour(begins, self.zone))
        now = self._during(hour)
        spans = [each.span for each in now.turns] + [each.span for each in now.aways]
        changes = {at for span in spans for at in span if hour.holds(at)}
        counted = [begins, *(at for at in sorted(changes) if self.is_staffed(at))]
        return min((now.there(at) for at in counted or [begins]), key=len)

    def _during(self, span: Span) -> "Roster":
        turns = [each for each in self.turns if each.span.meets(span)]
        aways = [each for each in self.aways if each.span.meets(span)]
        return replace(self, turns=turns, aways=aways)

    def runs(self, first: dt.datetime, last: dt.datetime) -> list[Run]:
        """Staffed hours with who is there, put together where the same people go on in a day."""
        found: list[Run] = []
        for span in self.spans(first, last):
            for begins in hours_in(span, self.zone):
                if first <= begins < last:
                    ends = min(next_hour(begins, self.zone), span.ends_at)
                    self._go_on(found, Run(Span(begins, ends), tuple(self.fewest(begins))))
        return found

    def _go_on(self, found: list[Run], run: Run) -> None:
        before = found[-1] if found else None
        if (
            before
            and (before.span.ends_at, before.people) == (run.span.starts_at, run.people)
            and self.day_of(before.span.starts_at) == self.day_of(run.span.starts_at)
        ):
            found[-1] = Run(Span(before.span.starts_at, run.span.ends_at), run.people)
        else:
            found.append(run)

    def day_of(self, at: dt.datetime) -> dt.date:
        return at.astimezone(ZoneInfo(self.zone)).date()

    def next_staffed(self, at: dt.datetime) -> dt.datetime | None:
        """When the declared hours next hold: now, where they do."""
        spans = self.spans(at, at + A_YEAR)
        return max(spans[0].starts_at, at) if spans else None


def hours_in(span: Span, zone: str) -> Iterator[dt.datetime]:
    begins = span.starts_at
    while begins < span.ends_at:
        yield begins
        begins = next_hour(begins, zone)


def next_hour(at: dt.datetime, zone: str) -> dt.datetime:
    local = at.astimezone(ZoneInfo(zone))
    return (local.replace(minute=0, second=0, microsecond=0) + HOUR).astimezone(dt.UTC)


class Pattern(NamedTuple):
    """A pattern to repeat: on which weekdays, between which times, for how long."""

    weekdays: Sequence[int]
    opens: dt.time
    closes: dt.time
    first: dt.date
    weeks: int
    every: int = 1  # each week, or one of so many

    def days(self) -> list[dt.date]:
        """The days from the first on; of weeks that begin on Monday, one of each ``every``."""
        monday = monday_of(self.first)
        days = (self.first + number * DAY for number in range(7 * self.weeks))
        return [
            day
            for day in days
            if day.weekday() in self.weekdays
            and (monday_of(day) - monday).days // 7 % self.every == 0
        ]


def by_day(found: Iterable[Run], zone: str) -> dict[dt.date, list[Run]]:
    """Runs by the day on which they begin."""
    days: dict[dt.date, list[Run]] = {}
    for run in found:
        days.setdefault(run.span.starts_at.astimezone(ZoneInfo(zone)).date(), []).append(run)
    return days


class Week(NamedTuple):
    """The days of one week, with what there is on each."""

    days: dict[dt.date, list[Run]]

    @property
    def minutes_of_holes(self) -> int:
        return minutes_of(run for found in self.days.values() for run in found if run.is_hole)


def by_week(days: Mapping[dt.date, list[Run]]) -> dict[dt.date, Week]:
    """The same by week, which begins on Monday."""
    weeks: dict[dt.date, Week] = {}
    for day, found in days.items():
        weeks.setdefault(monday_of(day), Week({})).days[day] = found
    return weeks


def minutes_of(found: Iterable[Run]) -> int:
    return sum(int((run.span.ends_at - run.span.starts_at).total_seconds()) // 60 for run in found)

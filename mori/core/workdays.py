"""Which days an office works, and how long. Pure: no database, no request."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

DAY = dt.timedelta(days=1)


def monday_of(day: dt.date) -> dt.date:
    """The first day of the day's week."""
    return day - day.weekday() * DAY


@dataclass(frozen=True)
class Hours:
    """One weekday's hours (0 is Monday), in force between two dates, both included."""

    weekday: int
    opens: dt.time
    closes: dt.time
    break_minutes: int = 60
    from_on: dt.date | None = None
    until_on: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        return (
            self.weekday == day.weekday()
            and (self.from_on is None or self.from_on <= day)
            and (self.until_on is None or day <= self.until_on)
        )

    @property
    def is_seasonal(self) -> bool:
        return self.from_on is not None or self.until_on is not None


@dataclass(frozen=True)
class Calendar:
    """An office's working time: its hours, and the days it is closed, by name."""

    hours: Sequence[Hours]
    closed: dict[dt.date, str] = field(default_factory=dict)

    def hours_on(self, day: dt.date) -> Hours | None:
        """The hours of a working day."""
        return None if day in self.closed else self.hours_unless_closed(day)

    def hours_unless_closed(self, day: dt.date) -> Hours | None:
        """The weekday's hours, holiday or not; a season's (Ramadan) win over the ordinary ones."""
        candidates = [hours for hours in self.hours if hours.covers(day)]
        return max(candidates, key=lambda hours: hours.is_seasonal, default=None)

    def is_workday(self, day: dt.date) -> bool:
        return self.hours_on(day) is not None

    def holiday_on(self, day: dt.date) -> str:
        """The holiday that closes a day on which the office would work; else nothing."""
        return self.closed.get(day, "") if self.hours_unless_closed(day) else ""

    def workdays(self, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """Working days from ``first`` to ``last``, both included."""
        day = first
        while day <= last:
            if self.is_workday(day):
                yield day
            day += DAY

    def next_workday(self, day: dt.date) -> dt.date:
        """The first working day after ``day``; ``day`` + 1 if none comes within a year."""
        return next(self.workdays(day + DAY, day + 366 * DAY), day + DAY)

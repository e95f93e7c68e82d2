"""How long entries have waited, in an office's working days, and when mail may go out."""

import datetime as dt
from dataclasses import dataclass

from mori.core.clock import local, local_date, moment
from mori.core.workdays import DAY, monday_of
from mori.offices.queries import calendar_of, workdays_between

from .rules import DIGEST_AT, QUIET_FROM, QUIET_UNTIL

FAR_ENOUGH = dt.timedelta(days=45)  # holds more working days than anything here asks for


@dataclass(frozen=True)
class Waiting:
    """Time as an office counts it, at a moment."""

    office_id: int
    calendar_version: int
    zone: str
    at: dt.datetime

    @property
    def today(self) -> dt.date:
        return local_date(self.at, self.zone)

    def is_today(self, moment: dt.datetime) -> bool:
        return local_date(moment, self.zone) == self.today

    def days(self, since: dt.datetime) -> int:
        """Working days since a moment, its own day not counted."""
        return max(0, len(self._workdays(local_date(since, self.zone), self.today)) - 1)

    def before(self, days: int) -> dt.datetime:
        """What was sent before this moment has waited at least so many working days."""
        workdays = self._workdays(self.today - FAR_ENOUGH, self.today)
        if len(workdays) <= days:
            return moment(self.today - FAR_ENOUGH, dt.time.min, self.zone)
        return moment(workdays[-days - 1] + DAY, dt.time.min, self.zone)

    def _workdays(self, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
        return workdays_between(self.office_id, self.calendar_version, first, last)

    @property
    def is_digest_time(self) -> bool:
        clock = local(self.at, self.zone).time()
        return DIGEST_AT <= clock < QUIET_FROM and self._is_workday(self.today)

    @property
    def is_first_of_week(self) -> bool:
        """Whether no day of this week was worked before today."""
        return self._workdays(monday_of(self.today), self.today) == (self.today,)

    @property
    def mail_at(self) -> dt.datetime:
        """Now, or in quiet hours and on days off the next working morning."""
        clock = local(self.at, self.zone).time()
        if self._is_workday(self.today):
            if QUIET_UNTIL <= clock < QUIET_FROM:
                return self.at
            if clock < QUIET_UNTIL:
                return moment(self.today, DIGEST_AT, self.zone)
        calendar = calendar_of(self.office_id, self.calendar_version)
        return moment(calendar.next_workday(self.today), DIGEST_AT, self.zone)

    def _is_workday(self, day: dt.date) -> bool:
        return calendar_of(self.office_id, self.calendar_version).is_workday(day)

"""What the pages of the notebook show of a note, on a day."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.core.workdays import DAY
from mori.offices.queries import national_holidays
from mori.offices.rules import HolidayKind

from ..clocks.rules import DaysOff, Reading, Standing, readings
from ..clocks.stages_rules import Stage, stage_of
from ..readiness.rules import Identity, Page, Readiness, Requirement, readiness
from ..rules import LONGEST_PROMISE, Note

YEAR = dt.timedelta(days=366)


class Shown(NamedTuple):
    """A note as its page tells it."""

    note: Note
    stage: Stage
    clocks: Sequence[Reading]
    ready: Readiness

    @property
    def missing(self) -> list[Requirement]:
        """What can be filled in before the file is made."""
        return [each for each in self.ready.missing if each.page is not Page.FILE]

    @property
    def weak(self) -> Sequence[Requirement]:
        return self.ready.weak

    @property
    def is_rough(self) -> bool:
        return any(each.is_rough for each in self.clocks)


def days_off(first: dt.date, joint_leave_is_off: bool, behind: dt.timedelta = DAY) -> DaysOff:
    """Holidays from a day on, and up to when they are known: to the end of the last year.

    ``behind`` is how much earlier a service may have been, where no note is at hand.
    """
    found = national_holidays(first - behind, first + (LONGEST_PROMISE // 200 + 1) * YEAR)
    known_until = max((dt.date(each.day.year, 12, 31) for each in found), default=dt.date.min)
    kinds = {HolidayKind.NATIONAL} | ({HolidayKind.JOINT_LEAVE} if joint_leave_is_off else set())
    return DaysOff(frozenset(each.day for each in found if each.kind in kinds), known_until)


def shown(note: Note, today: dt.date, off: DaysOff, identity: Identity | None = None) -> Shown:
    read = readings(note, today, off)
    stage = stage_of(note)
    return Shown(
        note,
        stage,
        [each for each in read if _is_told(each, note, stage)],
        readiness(note, identity or Identity(), read),
    )


def _is_told(reading: Reading, note: Note, stage: Stage) -> bool:
    """What runs, ran or is waited for; of what is unknown, what comes next."""
    if reading.standing is not Standing.UNKNOWN or reading.clock.code in stage.clocks:
        return True
    return bool(note.complained_on) and reading.clock.code in ("first_answer", "decision")

"""Counting whole offices anew, in short transactions while people go on writing.

Killed at any moment, it may begin again: what is right already is not written once more.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from secrets import SystemRandom
from typing import NamedTuple

from mori.core.db import writing
from mori.logbook.review.rules import COORDINATOR_AFTER
from mori.logbook.review.waiting import Waiting
from mori.offices.models import Office

from ..models import DayTally, OfficeRollup
from . import queries
from .operations import add_to_sums, batches, keep
from .rules import DIMENSIONS, NOUGHT, SUMMED, Place, difference, sums_of

AT_ONCE = 20  # placements in one transaction: others wait to write meanwhile
DAYS = 7  # summed in one
SAMPLE = 30  # placements of an office that are compared
SAMPLED_DAYS = 20


class Progress(NamedTuple):
    """How far counting an office is."""

    done: int
    of: int


def rebuild_office(office: Office, at: dt.datetime) -> Iterator[Progress]:
    """Count all days of an office anew, a step at each turn.

    First the days of its placements, which moves sums by the difference; then the sums
    themselves, should they have been wrong before.
    """
    ids = queries.placements_of(office.id)
    done = 0
    for some in batches(ids, AT_ONCE):
        with writing():
            keep({}, set(some), at)
        done += len(some)
        yield Progress(done, len(ids))
    for week in batches(queries.days_counted(office.id), DAYS):
        sum_days(office.id, week[0], week[-1])
        yield Progress(done, len(ids))
    _note_built(office, at)


@writing()
def _note_built(office: Office, at: dt.datetime) -> None:
    columns = {"built_at": at, "calendar_version": office.calendar_version}
    OfficeRollup.insert(office=office.id, **columns).on_conflict(
        conflict_target=[OfficeRollup.office],
        preserve=[OfficeRollup.built_at, OfficeRollup.calendar_version],
    ).execute()


@writing()
def sum_days(office_id: int, first: dt.date, last: dt.date) -> int:
    """Make an office's sums what its days come to; how many sums were wrong.

    The office's own row of each day is held first, as everybody who moves a sum of the day does:
    who has not done so yet adds to what is written here, who has is waited for.
    """
    days = queries.days_counted(office_id, first, last)
    if not days:
        return 0
    add_to_sums({Place(office_id, day, 0, ""): NOUGHT for day in days})
    wanted = sums_of(queries.facts_between(office_id, first, last))
    kept = queries.sums_between(office_id, first, last)
    wrong = difference(kept, wanted)
    add_to_sums(wrong)
    _forget_nought(office_id, days)
    return sum(any(change) for change in wrong.values())


def _forget_nought(office_id: int, days: list[dt.date]) -> None:
    nothing = [getattr(DayTally, name) == 0 for name in SUMMED]
    DayTally.delete().where(
        DayTally.office == office_id,
        DayTally.dimension.in_(list(DIMENSIONS)),
        DayTally.day.in_(days),
        *nothing,
    ).execute()


def count_lapses(at: dt.datetime) -> None:
    """Count the days that lapse by time alone: nobody writes anything then."""
    for office in queries.offices_counted():
        count_lapses_of(office, at)


def count_lapses_of(office: Office, at: dt.datetime) -> None:
    """The same of one office."""
    clock = Waiting(office.id, office.calendar_version, office.zone, at)
    before, last_id = clock.before(COORDINATOR_AFTER), 0
    while found := queries.days_lapsing(office.id, before, last_id):
        with writing():
            keep({each.cell: {"logbook"} for each in found}, set(), at)
        last_id = found[-1].entry_id


def compare_sample(office: Office, at: dt.datetime) -> int:
    """Count a few placements and days of an office anew, and mend what was counted otherwise;
    how much that was. Something there has changed rows and not said so.
    """
    count_lapses_of(office, at)
    chance = SystemRandom()
    ids = queries.placements_of(office.id)
    differing = 0
    for some in batches(chance.sample(ids, min(SAMPLE, len(ids))), AT_ONCE):
        with writing():
            differing += keep({}, set(some), at)
    days = queries.days_counted(office.id)
    for day in chance.sample(days, min(SAMPLED_DAYS, len(days))):
        differing += sum_days(office.id, day, day)
    _note_compared(office.id, differing, at)
    return differing


@writing()
def _note_compared(office_id: int, differing: int, at: dt.datetime) -> None:
    OfficeRollup.update(compared_at=at, differing=differing).where(
        OfficeRollup.office == office_id
    ).execute()


@dataclass
class Building:
    """What the background work is counting anew; after a kill it begins with the office again."""

    steps: Iterator[Progress] = field(default_factory=lambda: iter(()))

    def __call__(self, at: dt.datetime) -> bool:
        """One step; whether there was any."""
        if next(self.steps, None) is not None:
            return True
        due = next((each.office for each in queries.countings() if each.is_due), None)
        if due is None:
            return False
        self.steps = rebuild_office(due, at)
        next(self.steps, None)
        return True

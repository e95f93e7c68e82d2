"""What the logbook counts of a day, and where the entry says that the day counts."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from mori.core.clock import local
from mori.core.counts.changes import Cell, Found
from mori.offices.queries import calendar_of

from ..review.rules import COORDINATOR_AFTER
from .queries import CountedEntry, counted_entries
from .rules import Step, waited


def counts(placement_ids: Sequence[int], first: dt.date, last: dt.date, at: dt.datetime) -> Found:
    """Of entries that were sent and not taken back."""
    rows = counted_entries(placement_ids, first, last)
    entries = (list(group) for _id, group in groupby(rows, attrgetter("id")))
    return {
        Cell(group[0].placement_id, group[0].day): _measures(group, at)
        for group in entries
        if not group[0].state.is_withdrawn
    }


def _measures(group: list[CountedEntry], at: dt.datetime) -> dict[str, Any]:
    entry = group[0]
    calendar = calendar_of(entry.office_id, entry.calendar_version)
    review = waited(_steps(group), calendar, COORDINATOR_AFTER, local(at, entry.zone))
    return {
        "unit_id": entry.unit_id,
        "supervisor_id": entry.supervisor_id,
        "activity_id": entry.activity_id,
        "entries": 1,
        "entries_late": int(entry.is_late),
        "entry_minutes": entry.minutes or 0,
        "initialled": int(entry.state.is_approved),
        "review_minutes": review.minutes,
        "lapsed": int(review.has_lapsed),
    }


def _steps(group: list[CountedEntry]) -> Iterator[Step]:
    """What happened to an entry, by the clock of its office."""
    entry = group[0]
    if entry.verb is None:
        yield Step("submit", local(entry.submitted_at, entry.zone))
        if entry.reviewed_at:
            yield Step("approve", local(entry.reviewed_at, entry.zone))
    for row in group:
        if row.verb and row.at:
            yield Step(row.verb, local(row.at, entry.zone))

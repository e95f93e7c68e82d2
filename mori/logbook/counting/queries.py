"""Entries as they are counted, and those that are to be counted otherwise by time alone."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from peewee import JOIN

from mori.core.compiled import Compiled
from mori.offices.models import Office
from mori.placements.counting.queries import MOST

from ..models import Entry, EntryEvent
from ..rules import EntryState
from .rules import CLOCK


class CountedEntry(NamedTuple):
    """An entry together with one thing that happened to it, if its text was changed ever.

    Of what was sent once, and decided on once at most, its own row says when.
    """

    id: int
    placement_id: int
    day: dt.date
    unit_id: int
    supervisor_id: int
    activity_id: int | None
    minutes: int | None
    state: EntryState
    is_late: bool
    submitted_at: dt.datetime
    reviewed_at: dt.datetime | None
    office_id: int
    calendar_version: int
    zone: str
    verb: str | None
    at: dt.datetime | None


def _entries(ids: Any, first: Any, last: Any) -> Any:
    happened = (EntryEvent.entry == Entry.id) & (Entry.revision > 1) & EntryEvent.verb.in_(CLOCK)
    return (
        Entry.select(
            Entry.id,
            Entry.placement.alias("placement_id"),
            Entry.day,
            Entry.unit.alias("unit_id"),
            Entry.supervisor.alias("supervisor_id"),
            Entry.activity.alias("activity_id"),
            Entry.minutes,
            Entry.state,
            Entry.is_late,
            Entry.submitted_at,
            Entry.reviewed_at,
            Office.id.alias("office_id"),
            Office.calendar_version,
            Office.zone,
            EntryEvent.verb,
            EntryEvent.at,
        )
        .join(Office)
        .switch(Entry)
        .join(EntryEvent, JOIN.LEFT_OUTER, on=happened)
        .where(Entry.placement.in_(ids), Entry.day.between(first, last))
        .order_by(Entry.id, EntryEvent.id)
    )


_counted = Compiled(CountedEntry, _entries, ids=MOST)


def counted_entries(
    placement_ids: Sequence[int], first: dt.date, last: dt.date
) -> list[CountedEntry]:
    """Of at most ``MOST`` placements; the rows of an entry stand together, the earliest first."""
    return _counted(ids=placement_ids, first=first, last=last)

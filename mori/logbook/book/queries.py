"""A whole logbook, and the entry before a day."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from mori.accounts.models import Person
from mori.offices.models import Unit

from ..models import Activity, Entry

AT_ONCE = 100
Reviewer = Person.alias("reviewer")


def entries_of_placement(placement_id: int, reviewer_id: int | None = None) -> Iterator[Entry]:
    """A placement's entries in the order of their days, read in portions.

    With a reviewer, only those that are theirs or that they stand in for.
    """
    day = dt.date.min
    while True:
        portion = list(_entries(placement_id, reviewer_id).where(Entry.day > day).limit(AT_ONCE))
        yield from portion
        if len(portion) < AT_ONCE:
            return
        day = portion[-1].day


def _entries(placement_id: int, reviewer_id: int | None) -> Any:
    found = (
        Entry.select(Entry, Unit, Activity, Reviewer)
        .join(Unit)
        .switch(Entry)
        .left_outer_join(Activity)
        .switch(Entry)
        .left_outer_join(Reviewer, on=(Entry.reviewer == Reviewer.id), attr="reviewer")
        .where(Entry.placement == placement_id)
        .order_by(Entry.day)  # a day has one entry
    )
    if reviewer_id is None:
        return found
    return found.where((Entry.supervisor == reviewer_id) | (Entry.stand_in == reviewer_id))


def entry_before(person_id: int, day: dt.date) -> Entry | None:
    """What a person wrote last before a day, with its kind of work."""
    return (
        Entry.select(Entry, Activity)
        .left_outer_join(Activity)
        .where(Entry.person == person_id, Entry.day < day)
        .order_by(Entry.day.desc(), Entry.id.desc())
        .get_or_none()
    )

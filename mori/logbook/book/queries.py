"""A whole logbook, what is looked for in it, and the entry before a day."""

import datetime as dt
from collections.abc import Iterator
from functools import reduce
from operator import and_, or_
from typing import Any

from mori.accounts.models import Person
from mori.offices.models import Unit

from ..models import Activity, Entry
from ..queries import THE_END, rail_entries
from ..rows import RailEntry
from ..rules import PAGE, EntryState
from .rules import Search

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


def found_in(
    placement_id: int,
    search: Search,
    today: dt.date,
    reviewer_id: int | None = None,
    before: tuple[dt.date, int] | None = None,
    *,
    is_own: bool = False,
) -> list[RailEntry]:
    """A page of a placement's entries that fit a search and one more, the latest first.

    With a reviewer, only those that are theirs or that they stand in for. What was taken back
    is found by its writer alone.
    """
    day, last_id = before or THE_END
    found = (
        rail_entries(today)
        .where(Entry.placement == placement_id, _fits(search))
        .where((Entry.day < day) | ((Entry.day == day) & (Entry.id < last_id)))
        .order_by(Entry.day.desc(), Entry.id.desc())
        .limit(PAGE + 1)
    )
    if not is_own:
        found = found.where(Entry.state != EntryState.WITHDRAWN)
    if reviewer_id is not None:
        found = found.where(_in_hands_of(reviewer_id))
    return [RailEntry(*row) for row in found.tuples()]


def _fits(search: Search) -> Any:
    conditions = [Entry.day.between(search.first, search.last)]
    if search.words:
        texts = (Entry.text, Entry.learnt, Entry.obstacles, Entry.note)
        conditions.append(reduce(or_, [text.contains(search.words) for text in texts]))
    if search.state:
        conditions.append(Entry.state == search.state)
    if search.activity_id:
        conditions.append(Entry.activity == search.activity_id)
    return reduce(and_, conditions)


def activities_in(placement_id: int, reviewer_id: int | None = None) -> list[Activity]:
    """The kinds of work that a placement's entries name; with a reviewer, those in their hands."""
    named = Entry.select(Entry.activity).where(Entry.placement == placement_id)
    if reviewer_id is not None:
        named = named.where(_in_hands_of(reviewer_id))
    return list(
        Activity.select().where(Activity.id.in_(named)).order_by(Activity.position, Activity.id)
    )


def _in_hands_of(reviewer_id: int) -> Any:
    return (Entry.supervisor == reviewer_id) | (Entry.stand_in == reviewer_id)


def _entries(placement_id: int, reviewer_id: int | None) -> Any:
    found = (
        Entry.select(Entry, Unit, Activity, Reviewer)
        .join(Unit)
        .switch(Entry)
        .left_outer_join(Activity)
        .switch(Entry)
        .left_outer_join(Reviewer, on=(Entry.reviewer == Reviewer.id), attr="reviewer")
        .where(Entry.placement == placement_id, Entry.state != EntryState.WITHDRAWN)
        .order_by(Entry.day)  # a day has one entry
    )
    if reviewer_id is None:
        return found
    return found.where(_in_hands_of(reviewer_id))


def entry_before(person_id: int, day: dt.date) -> Entry | None:
    """What a person wrote last before a day, with its kind of work."""
    return (
        Entry.select(Entry, Activity)
        .left_outer_join(Activity)
        .where(Entry.person == person_id, Entry.day < day)
        .order_by(Entry.day.desc(), Entry.id.desc())
        .get_or_none()
    )

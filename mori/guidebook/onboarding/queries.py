"""What was ticked, and whose first days an office may look at."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from mori.accounts.models import Person
from mori.core.db import finds, literals
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import ONGOING

from .models import TaskTick

PAGE = 30


def ticks_of(placement_ids: Collection[int]) -> dict[int, set[str]]:
    """By internship, the tasks that somebody has ticked."""
    found: dict[int, set[str]] = {each: set() for each in placement_ids}
    rows = TaskTick.select().where(TaskTick.placement.in_(list(found)), TaskTick.is_done)
    for row in rows.order_by(TaskTick.id):
        found[row.placement_id].add(row.code)
    return found


def ongoing_for(
    office_id: int, today: dt.date, supervisor_id: int | None, after: tuple[str, int] | None
) -> list[Placement]:
    """A page and one more of an office's interns by name; a supervisor's own alone."""
    found: Any = (
        Placement.select(Placement, Person)
        .join(Person)
        .where(
            Placement.office == office_id,
            Placement.state.in_(literals(ONGOING)),
            Placement.ends_on >= today,
        )
    )
    if supervisor_id is not None:
        spans = UnitSpan.select(UnitSpan.id).where(
            UnitSpan.placement == Placement.id,
            (UnitSpan.supervisor == supervisor_id) | (UnitSpan.stand_in == supervisor_id),
        )
        found = found.where(finds(spans))
    if after is not None:
        name, last = after
        same = (Person.name_folded == name) & (Placement.id > last)
        found = found.where((Person.name_folded > name) | same)
    return list(found.order_by(Person.name_folded, Placement.id).limit(PAGE + 1))

"""Saying how many interns a unit takes."""

import datetime as dt
from collections.abc import Iterable, Mapping

from mori.core.db import writing
from mori.core.states import lock
from mori.offices.models import Unit

from .models import UnitCapacity


@writing()
def set_capacities(places: Mapping[int, int | None]) -> None:
    """What units take in an ordinary week, by unit; None where nobody says any more."""
    for unit_id, number in sorted(places.items()):
        _set(unit_id, None, number)


@writing()
def set_exceptions(unit_id: int, weeks: Iterable[dt.date], places: int) -> None:
    """What a unit takes in some weeks, given by their Mondays."""
    for week in weeks:
        _set(unit_id, week, places)


@writing()
def forget_exception(row: UnitCapacity) -> None:
    """Let the week be an ordinary one again."""
    UnitCapacity.delete().where(UnitCapacity.id == row.id).execute()


def _set(unit_id: int, week: dt.date | None, places: int | None) -> None:
    lock(Unit(id=unit_id))
    same = UnitCapacity.week.is_null() if week is None else UnitCapacity.week == week
    UnitCapacity.delete().where(UnitCapacity.unit == unit_id, same).execute()
    if places is not None:
        UnitCapacity.create(unit=unit_id, week=week, places=places)

"""How many interns the units of an office take."""

import datetime as dt

from mori.offices.models import Unit

from .models import UnitCapacity
from .rules import Capacities


def _of(office_id: int) -> list[UnitCapacity]:
    return list(
        UnitCapacity.select(UnitCapacity, Unit)
        .join(Unit)
        .where(Unit.office == office_id)
        .order_by(UnitCapacity.week, Unit.position, UnitCapacity.id)
    )


def capacities_of(office_id: int) -> Capacities:
    rows = _of(office_id)
    return Capacities(
        {row.unit_id: row.places for row in rows if row.week is None},
        {(row.unit_id, row.week): row.places for row in rows if row.week},
    )


def exceptions_of(office_id: int, since: dt.date) -> list[UnitCapacity]:
    """The weeks from one on in which a unit takes another number, the earliest first."""
    return [row for row in _of(office_id) if row.week and row.week >= since]


def capacity_by_key(key: str) -> UnitCapacity | None:
    return (
        UnitCapacity.select(UnitCapacity, Unit).join(Unit).where(UnitCapacity.key == key)
    ).get_or_none()

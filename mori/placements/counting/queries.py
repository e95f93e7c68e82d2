"""Where a placement's days count, and on which it began and ended."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from peewee import JOIN

from mori.core.compiled import Compiled
from mori.offices.models import Office

from ..models import Placement, PlacementEvent, UnitSpan
from ..rules import InternKind, PlacementState

MOST = 50  # placements in one statement


class Stay(NamedTuple):
    """A span of a placement, with what is asked of the placement."""

    placement_id: int
    office_id: int
    institution_id: int | None
    kind: InternKind
    programme: str
    unit_id: int
    supervisor_id: int
    starts_on: dt.date


def _stays(ids: Any) -> Any:
    return (
        UnitSpan.select(
            UnitSpan.placement.alias("placement_id"),
            Placement.office.alias("office_id"),
            Placement.institution.alias("institution_id"),
            Placement.kind,
            Placement.programme,
            UnitSpan.unit.alias("unit_id"),
            UnitSpan.supervisor.alias("supervisor_id"),
            UnitSpan.starts_on,
        )
        .join(Placement)
        .where(UnitSpan.placement.in_(ids))
        .order_by(UnitSpan.placement, UnitSpan.position)
    )


_stays_of = Compiled(Stay, _stays, ids=MOST)


def stays_of(placement_ids: Sequence[int]) -> list[Stay]:
    """The spans of at most ``MOST`` placements, in their order."""
    return _stays_of(ids=placement_ids)


class Period(NamedTuple):
    """A placement's days, and when its intern stepped back, if so."""

    placement_id: int
    state: PlacementState
    starts_on: dt.date
    ends_on: dt.date
    zone: str
    withdrawn_at: dt.datetime | None


def _periods(ids: Any) -> Any:
    withdrawn = (PlacementEvent.placement == Placement.id) & (PlacementEvent.verb == "withdraw")
    return (
        Placement.select(
            Placement.id.alias("placement_id"),
            Placement.state,
            Placement.starts_on,
            Placement.ends_on,
            Office.zone,
            PlacementEvent.at.alias("withdrawn_at"),
        )
        .join(Office)
        .switch(Placement)
        .join(PlacementEvent, JOIN.LEFT_OUTER, on=withdrawn)
        .where(Placement.id.in_(ids))
    )


_periods_of = Compiled(Period, _periods, ids=MOST)


def periods_of(placement_ids: Sequence[int]) -> list[Period]:
    """The same of as many."""
    return _periods_of(ids=placement_ids)

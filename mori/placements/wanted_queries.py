"""Placements narrowed to those somebody looks for, and put in an order."""

import datetime as dt
from typing import Any, NamedTuple

from peewee import fn

from mori.accounts.models import Person
from mori.accounts.rules import sought
from mori.core.db import contains
from mori.institutions.queries import ids_called

from .models import Placement, UnitSpan
from .rules import Order, Stage

Later = UnitSpan.alias("later_begun")
BY = {
    Order.NAME: Person.name_folded,
    Order.ENDS: Placement.ends_on,
    Order.STARTS: Placement.starts_on,
}


class Wanted(NamedTuple):
    """Which placements are looked for; what is empty leaves none out."""

    name: str = ""
    institution: str = ""
    unit_id: int | None = None
    supervisor_id: int | None = None
    order: Order = Order.NAME


ALL = Wanted()


def narrowed(found: Any, office_id: int, stage: Stage, today: dt.date, wanted: Wanted) -> Any:
    """Those of an office's placements that are wanted."""
    if wanted.name:
        named = Person.select(Person.id).where(
            Person.id == Placement.person, contains(Person.name_folded, sought(wanted.name))
        )
        found = found.where(fn.EXISTS(named))
    if wanted.institution:
        found = found.where(_comes_from(office_id, wanted.institution))
    if wanted.unit_id or wanted.supervisor_id:
        found = found.where(fn.EXISTS(_spans(stage, today, wanted)))
    return found


def _comes_from(office_id: int, part: str) -> Any:
    typed = contains(fn.LOWER(Placement.institution_typed), part.lower())
    return Placement.institution.in_(ids_called(office_id, part)) | (
        Placement.institution.is_null() & typed
    )


def _spans(stage: Stage, today: dt.date, wanted: Wanted) -> Any:
    """Stretches in the unit and under the supervisor: of those who are here, the one of today."""
    spans = UnitSpan.select(UnitSpan.id).where(UnitSpan.placement == Placement.id)
    if wanted.unit_id:
        spans = spans.where(UnitSpan.unit == wanted.unit_id)
    if wanted.supervisor_id:
        spans = spans.where(
            (UnitSpan.supervisor == wanted.supervisor_id)
            | (UnitSpan.stand_in == wanted.supervisor_id)
        )
    if stage == Stage.RUNNING:
        later = Later.select(Later.id).where(
            Later.placement == Placement.id,
            Later.position > UnitSpan.position,
            Later.starts_on <= today,
        )
        spans = spans.where(UnitSpan.starts_on <= today, ~fn.EXISTS(later))
    return spans


def in_order(found: Any, order: Order, after: tuple[Any, int] | None) -> Any:
    """Sorted, from where a page begins; ``after`` is what it is sorted by, and an id."""
    by = BY[order]
    found = found.order_by(by, Placement.id)
    if after is None:
        return found
    last, last_id = after
    return found.where((by > last) | ((by == last) & (Placement.id > last_id)))


def place_of(order: Order, row: Placement) -> tuple[Any, int]:
    """Where in the order a placement stands."""
    last = {
        Order.NAME: row.person.name_folded,
        Order.ENDS: row.ends_on,
        Order.STARTS: row.starts_on,
    }
    return last[order], row.id

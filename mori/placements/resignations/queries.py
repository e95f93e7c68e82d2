"""Resignations of an internship, and those whose last day comes."""

from typing import Any

from mori.accounts.models import Person
from mori.offices.models import Office

from ..models import Placement
from .models import Resignation, ResignationEvent
from .rules import ResignationState


def _resignations() -> Any:
    return (
        Resignation.select(Resignation, Placement, Person, Office)
        .join(Placement)
        .join(Person)
        .switch(Placement)
        .join(Office)
    )


def resignation_by_key(key: str) -> Resignation | None:
    found: Resignation | None = _resignations().where(Resignation.key == key).get_or_none()
    return found


def resignation_by_token(token: str) -> Resignation | None:
    return Resignation.get_or_none(Resignation.token == token)


def last_resignation_of(placement_id: int) -> Resignation | None:
    found: Resignation | None = (
        _resignations()
        .where(Resignation.placement == placement_id)
        .order_by(Resignation.id.desc())
        .get_or_none()
    )
    return found


def given_resignations() -> list[Resignation]:
    rows = _resignations().where(Resignation.state.in_([ResignationState.GIVEN]))
    return list(rows.order_by(Resignation.id))


def events_of(placement_id: int) -> list[ResignationEvent]:
    """What happened to all resignations of an internship, the earliest first."""
    rows = (
        ResignationEvent.select(ResignationEvent, Person)
        .join(Resignation)
        .switch(ResignationEvent)
        .left_outer_join(Person, on=ResignationEvent.actor)
        .where(Resignation.placement == placement_id)
    )
    return list(rows.order_by(ResignationEvent.id))

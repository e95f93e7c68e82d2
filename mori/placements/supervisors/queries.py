"""Requests for another supervisor: one of them, and those of an internship."""

from typing import Any

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_in_role
from mori.offices.models import Office

from ..models import Placement
from ..queries import spans_of
from .models import SupervisorChange, SupervisorChangeEvent


def _changes() -> Any:
    return (
        SupervisorChange.select(SupervisorChange, Placement, Person, Office)
        .join(Placement)
        .join(Person)
        .switch(Placement)
        .join(Office)
    )


def supervisor_change_by_key(key: str) -> SupervisorChange | None:
    """One with its internship and who supervises that."""
    found: SupervisorChange | None = _changes().where(SupervisorChange.key == key).get_or_none()
    if found:
        found.placement.spans = spans_of([found.placement_id])
    return found


def supervisor_change_by_token(token: str) -> SupervisorChange | None:
    return SupervisorChange.get_or_none(SupervisorChange.token == token)


def supervisor_changes_of(placement_id: int) -> list[SupervisorChange]:
    """Those of an internship, the latest first."""
    rows = _changes().where(SupervisorChange.placement == placement_id)
    found = list(rows.order_by(SupervisorChange.id.desc()))
    spans = spans_of([placement_id]) if found else []
    for each in found:
        each.placement.spans = spans
    return found


def events_of(change_id: int) -> list[SupervisorChangeEvent]:
    rows = (
        SupervisorChangeEvent.select(SupervisorChangeEvent, Person)
        .left_outer_join(Person, on=SupervisorChangeEvent.actor)
        .where(SupervisorChangeEvent.change == change_id)
    )
    return list(rows.order_by(SupervisorChangeEvent.id))


def readers_of(placement: Placement) -> list[Person]:
    """The coordinators of the office, but for whoever supervises this intern."""
    found = people_in_role(placement.office_id, Role.COORDINATOR)
    return [each for each in found if each.id not in placement.supervisor_ids]

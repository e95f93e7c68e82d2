"""What was said on a tenth working day and has to be seen to."""

from typing import Any

from peewee import SQL, fn

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.queries import active_membership
from mori.core.counts.overview import MOST, found
from mori.core.db import literals
from mori.placements.models import Placement, UnitSpan

from ..pulse.models import PulseAnswer, PulseEvent
from ..pulse.rules import ABOUT, PulseState

Said = PulseAnswer.alias("said")
Coordinator = Person.alias("coordinator")


def concerns(office: Any, person: Any) -> Any:
    """Of interns about whom this person reads: see ``readers_of`` in pulse/queries.py."""
    columns = found("concerns", key=Placement.key, who=Person.name, intern_key=Person.key)
    return (
        PulseAnswer.select(*columns)
        .join(Placement)
        .join(Person)
        .where(
            Placement.office == office,
            PulseAnswer.state.in_(literals([PulseState.RAISED])),
            *_not_about(person),
            fn.EXISTS(_coordinators(office).where(Membership.person == person))
            | ~fn.EXISTS(_coordinators(office).where(*_not_about(Membership.person))),
        )
        .distinct()
        .limit(MOST + 1)
    )


def _coordinators(office: Any) -> Any:
    ended, _is_active = active_membership()
    return (
        Membership.select(SQL("1"))
        .join(Coordinator, on=(Membership.person == Coordinator.id))
        .where(
            Membership.office == office,
            Membership.role.in_(literals([Role.COORDINATOR])),
            ended,
            Coordinator.is_active,
        )
    )


def _not_about(person: Any) -> tuple[Any, Any]:
    """Somebody supervises not in the placement, and did not when it was answered."""
    spans = UnitSpan.select(SQL("1")).where(
        UnitSpan.placement == Placement.id,
        (UnitSpan.supervisor == person) | (UnitSpan.stand_in == person),
    )
    then = (
        PulseEvent.select(SQL("1"))
        .join(Said, on=(PulseEvent.answer == Said.id))
        .where(Said.placement == Placement.id, PulseEvent.verb == ABOUT, PulseEvent.actor == person)
    )
    return ~fn.EXISTS(spans), ~fn.EXISTS(then)

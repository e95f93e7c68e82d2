"""Papers that wait for somebody, and internships that wait for their certificate."""

from typing import Any

from peewee import SQL, fn

from mori.accounts.models import Person
from mori.core.counts.overview import MOST, counted, found
from mori.core.db import literals
from mori.evaluation.overview.queries import owes
from mori.evaluation.rules import Moment
from mori.placements.models import Placement
from mori.placements.rules import PlacementState

from ..papers.models import Paper
from ..papers.rules import STANDING, PaperState
from ..statements.rules import PaperKind, Signing


def to_sign(office: Any) -> Any:
    """One row: how many the head signs with a tap."""
    return counted("to_sign", _in(office, PaperState.UNSIGNED, Paper.signing == Signing.IN_MORI))


def to_attach(office: Any) -> Any:
    """One row: how many were signed outside, or will be, and are not here yet."""
    return counted("to_attach", _in(office, PaperState.UNSIGNED, Paper.signing != Signing.IN_MORI))


def to_number(office: Any) -> Any:
    """One row: how many wait for a number."""
    return counted("to_number", _in(office, PaperState.AWAITING_NUMBER))


def _in(office: Any, state: PaperState, *more: Any) -> Any:
    return Paper.select().where(Paper.office == office, Paper.state.in_(literals([state])), *more)


def ready(office: Any, past: Any) -> Any:
    """One row: how many may get their certificate and have none."""
    return counted("ready", _without(office, past).where(~_owing(office)))


def kept_back(office: Any, past: Any) -> Any:
    """One row: how many have none because an assessment is not locked."""
    return counted("kept_back", _without(office, past).where(_owing(office)))


def unstated(office: Any, past: Any) -> Any:
    """Whose internship ended early of late, and who has no statement of the days done."""
    columns = found("unstated", key=Placement.key, who=Person.name, day=Placement.ends_on)
    rows = _lacking(office, past, PlacementState.ENDED_EARLY, PaperKind.LETTER)
    named = rows.select(*columns).join(Person)
    return named.order_by(Placement.ends_on, Placement.id).limit(MOST + 1)


def _without(office: Any, past: Any) -> Any:
    """Internships that came to their end of late and have no certificate."""
    return _lacking(office, past, PlacementState.FINISHED, PaperKind.CERTIFICATE)


def _lacking(office: Any, past: Any, state: PlacementState, kind: PaperKind) -> Any:
    standing = Paper.select(SQL("1")).where(
        Paper.placement == Placement.id,
        Paper.kind == kind,
        Paper.state.in_(literals(STANDING)),
    )
    return Placement.select().where(
        Placement.office == office,
        Placement.ends_on >= past,
        Placement.state.in_(literals([state])),
        ~fn.EXISTS(standing),
    )


def _owing(office: Any) -> Any:
    return owes(office, Moment.FINAL) | owes(office, Moment.REPORT)

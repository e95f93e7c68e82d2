"""For Ringkasan: warnings, early ends and other supervisors that wait for somebody."""

from typing import Any

from peewee import SQL, Case, fn

from mori.accounts.models import Person
from mori.core.counts.overview import MOST, counted, found
from mori.core.db import literals

from ..models import Placement, UnitSpan
from ..proceedings.models import Proceeding
from ..proceedings.rules import READ, ProceedingKind, ProceedingState
from ..rules import ONGOING
from ..supervisors.models import SupervisorChange
from ..supervisors.rules import SupervisorChangeState


def _going_on(office: Any) -> Any:
    return Placement.select().where(
        Placement.office == office, Placement.state.in_(literals(ONGOING))
    )


def other_supervisors(office: Any, person: Any) -> Any:
    """Who asked for another supervisor; for nobody who supervises them, whatever else they are."""
    columns = found(
        "other_supervisors", key=SupervisorChange.key, who=Person.name, intern_key=Person.key
    )
    supervising = UnitSpan.select(SQL("1")).where(
        UnitSpan.placement == Placement.id,
        (UnitSpan.supervisor == person) | (UnitSpan.stand_in == person),
    )
    rows = _going_on(office).where(
        SupervisorChange.state.in_(literals([SupervisorChangeState.ASKED])),
        ~fn.EXISTS(supervising),
    )
    return _with(SupervisorChange, rows, columns).order_by(SupervisorChange.id).limit(MOST + 1)


def warnings_due(office: Any, today: Any) -> Any:
    """Warnings whose day to look at them again has come."""
    columns = found(
        "warnings_due", key=Proceeding.key, who=Person.name, intern_key=Person.key,
        day=Proceeding.day,
    )  # fmt: skip
    rows = _going_on(office).where(
        Proceeding.state.in_(literals([ProceedingState.SIGNED])),
        Proceeding.kind == SQL(f"'{ProceedingKind.WARNING}'"),
        Proceeding.day <= today,
    )
    return _with(Proceeding, rows, columns).order_by(Proceeding.day).limit(MOST + 1)


def awaited(office: Any) -> Any:
    """Interns who were asked for their words, and since when those who gave none are passed over;
    of the latter ``n`` is 1.
    """
    is_unanswered = Proceeding.state == SQL(f"'{ProceedingState.UNANSWERED}'")
    is_over = Case(None, [(is_unanswered, SQL("1"))], SQL("0"))  # numbers to PostgreSQL, too
    columns = found(
        "awaited", key=Proceeding.key, who=Person.name, intern_key=Person.key,
        day=Proceeding.answer_until, n=is_over,
    )  # fmt: skip
    rows = _going_on(office).where(
        Proceeding.state.in_(literals([ProceedingState.ASKED, ProceedingState.UNANSWERED]))
    )
    return _with(Proceeding, rows, columns).order_by(Proceeding.answer_until).limit(MOST + 1)


def second_signatures(person: Any) -> Any:
    """One row: how many somebody is to read and sign as the second, of whichever office."""
    rows = Proceeding.select().where(
        Proceeding.signer == person, Proceeding.state.in_(literals(READ))
    )
    return counted("second_signatures", rows)


def _with(model: Any, rows: Any, columns: list[Any]) -> Any:
    whole = rows.select(*columns).join(model, on=(model.placement == Placement.id))
    return whole.join(Person, on=(Placement.person == Person.id))

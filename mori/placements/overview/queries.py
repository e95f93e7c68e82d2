"""Interns who are here, and those whose placement is not as it should be."""

from typing import Any

from peewee import SQL, fn

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.core.counts.overview import MOST, counted_since, found, number_of, one_row, value
from mori.core.db import from_day, literals

from ..models import Placement, UnitSpan
from ..passport.models import Competence, CompetenceMet
from ..rules import RUNNING
from ..steps.models import StepDay, StepDone, StepItem
from ..steps.rules import StepMoment
from ..swaps.models import RotationSwap
from ..swaps.rules import SwapState


def here_on(office: Any, day: Any) -> Any:
    """The running placements of an office that share a day."""
    return Placement.select().where(
        Placement.office == office,
        Placement.state.in_(literals(RUNNING)),
        Placement.starts_on <= day,
        from_day(Placement.ends_on, day),
    )


def interns(office: Any, today: Any) -> Any:
    return one_row(value("interns", number_of(here_on(office, today), 1_000)))


def unsupervised(office: Any, today: Any) -> Any:
    """Whoever is here and has no unit today, or a supervisor who is none any more."""
    columns = found(
        "unsupervised", key=Placement.key, who=Person.name, intern_key=Person.key,
        day=Placement.starts_on,
    )  # fmt: skip
    rows = here_on(office, today).where(~fn.EXISTS(_supervised_on(today)))
    return _with_person(rows, columns).order_by(Placement.starts_on, Placement.id).limit(MOST + 1)


def beginning(office: Any, today: Any, soon: Any) -> Any:
    """Whoever begins within two weeks, and nobody is to meet them on the first day."""
    columns = found("beginning", key=Placement.key, who=Person.name, day=Placement.starts_on)
    rows = Placement.select().where(
        Placement.office == office,
        Placement.state.in_(literals(RUNNING)),
        Placement.starts_on > today,
        Placement.starts_on <= soon,
        ~fn.EXISTS(_supervised_on(Placement.starts_on)),
    )
    return _with_person(rows, columns).order_by(Placement.starts_on, Placement.id).limit(MOST + 1)


def ending(office: Any, today: Any, soon: Any) -> Any:
    """One row: how many end within two weeks, and when the first of them does."""
    rows = here_on(office, today).where(Placement.ends_on <= soon)
    return counted_since("ending", rows, Placement.ends_on)


def unmet(office: Any, today: Any, soon: Any) -> Any:
    """One row: how many leave a unit within two weeks, and have not met all that it teaches."""
    rows = (
        here_on(office, today)
        .join(UnitSpan, on=(UnitSpan.placement == Placement.id))
        .where(
            UnitSpan.starts_on <= today,
            UnitSpan.ends_on >= today,
            UnitSpan.ends_on <= soon,
            fn.EXISTS(_not_met()),
        )
    )
    return counted_since("unmet", rows, UnitSpan.ends_on)


def _not_met() -> Any:
    """A competence of a stay's unit that nobody has ticked."""
    met = CompetenceMet.select(SQL("1")).where(
        CompetenceMet.placement == Placement.id, CompetenceMet.competence == Competence.id
    )
    return Competence.select(SQL("1")).where(
        Competence.unit == UnitSpan.unit, Competence.is_open, ~fn.EXISTS(met)
    )


def swaps_waiting(office: Any) -> Any:
    """One row: swaps that wait for a unit's yes, and when the first of them would begin."""
    rows = RotationSwap.select().where(
        RotationSwap.office == office, RotationSwap.state.in_(literals([SwapState.ASKED]))
    )
    return counted_since("swaps", rows, RotationSwap.starts_on)


def unbriefed(office: Any, today: Any) -> Any:
    """Whose briefing was to be by today, and is not done."""
    day = _day_of(StepMoment.BRIEFING, Placement.starts_on)
    columns = found("unbriefed", key=Placement.key, who=Person.name, intern_key=Person.key, day=day)
    rows = here_on(office, today).where(day <= today, fn.EXISTS(_left_of(StepMoment.BRIEFING)))
    return _with_person(rows, columns).order_by(day, Placement.id).limit(MOST + 1)


def farewells(office: Any, today: Any, soon: Any) -> Any:
    """One row: how many farewells are within two weeks or over, and not done."""
    day = _day_of(StepMoment.FAREWELL, Placement.ends_on)
    rows = here_on(office, today).where(day <= soon, fn.EXISTS(_left_of(StepMoment.FAREWELL)))
    return counted_since("farewells", rows, day)


def _day_of(moment: StepMoment, usual: Any) -> Any:
    """On which day it is: as somebody has said, else as is usual."""
    said = StepDay.select(StepDay.day).where(
        StepDay.placement == Placement.id, StepDay.moment.in_(literals([moment]))
    )
    return fn.COALESCE(said, usual)


def _left_of(moment: StepMoment) -> Any:
    """A step of the office's list for such an intern that is not done."""
    done = StepDone.select(SQL("1")).where(
        StepDone.placement == Placement.id, StepDone.item == StepItem.id
    )
    return StepItem.select(SQL("1")).where(
        StepItem.office == Placement.office,
        StepItem.kind == Placement.kind,
        StepItem.moment.in_(literals([moment])),
        StepItem.is_open,
        ~fn.EXISTS(done),
    )


def _with_person(rows: Any, columns: list[Any]) -> Any:
    return rows.select(*columns).join(Person)


def _supervised_on(day: Any) -> Any:
    """That somebody who still supervises in the office has the placement on a day."""
    still = (
        (Membership.person == UnitSpan.supervisor)
        & (Membership.office == Placement.office)
        & Membership.role.in_(literals([Role.SUPERVISOR]))
        & Membership.ended_at.is_null()
    )
    return (
        UnitSpan.select(SQL("1"))
        .join(Membership, on=still)
        .where(
            UnitSpan.placement == Placement.id, UnitSpan.starts_on <= day, UnitSpan.ends_on >= day
        )
    )

"""Interns who are here, and those whose placement is not as it should be."""

from typing import Any

from peewee import SQL, Select, fn

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.core.counts.overview import MOST, found, number_of, one_row, value
from mori.core.db import from_day, literals

from ..models import Placement, UnitSpan
from ..rules import RUNNING


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
    last = (
        here_on(office, today)
        .select(Placement.ends_on)
        .where(Placement.ends_on <= soon)
        .order_by(Placement.ends_on)
        .limit(MOST + 1)
        .alias("last")
    )
    columns = found("ending", n=SQL("COALESCE(SUM(1), 0)"), day=fn.MIN(last.c.ends_on))
    return Select([last], columns)


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

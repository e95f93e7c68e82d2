"""Who does an internship, stage by stage; a page costs the same however many came before."""

import datetime as dt
from typing import Any, NamedTuple

from peewee import SQL, fn

from mori.accounts.models import Person
from mori.accounts.rules import sought
from mori.core.db import contains, finds, literals
from mori.institutions.models import Institution
from mori.institutions.queries import ids_called

from .models import Placement, UnitSpan
from .queries import Become, with_institution
from .rules import ONGOING, Order, Stage

PAGE = 30
Later = UnitSpan.alias("later")
LaterBegun = UnitSpan.alias("later_begun")
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


def ongoing_in_office(
    office_id: int,
    stage: Stage,
    today: dt.date,
    after: tuple[Any, int] | None = None,
    wanted: Wanted = ALL,
) -> list[Placement]:
    """An office's placements that run or are about to; ``after`` is as ``place_of`` says.

    Of this and all below: one page and one more.
    """
    return list(_ongoing(office_id, stage, today, after, wanted))


def ongoing_under(
    person_id: int,
    office_id: int,
    stage: Stage,
    today: dt.date,
    after: tuple[Any, int] | None = None,
    wanted: Wanted = ALL,
) -> list[Placement]:
    """Those someone supervises or stands in for; of the running ones, those not today."""
    found = _ongoing(office_id, stage, today, after, wanted).where(_under(person_id))
    if stage == Stage.RUNNING:
        found = found.where(~_under(person_id, today))
    return list(found)


def running_under_today(
    person_id: int, office_id: int, today: dt.date, wanted: Wanted = ALL
) -> list[Placement]:
    """All running placements of those someone supervises or stands in for today."""
    return list(
        _ongoing(office_id, Stage.RUNNING, today, None, wanted)
        .where(_under(person_id, today))
        .limit(None)  # the next pages leave all of them out
    )


def _ongoing(
    office_id: int, stage: Stage, today: dt.date, after: tuple[Any, int] | None, wanted: Wanted
) -> Any:
    has_begun = Placement.starts_on <= today
    found = _whole().where(
        Placement.office == office_id,
        Placement.state.in_(literals(ONGOING)),
        has_begun if stage == Stage.RUNNING else ~has_begun,
    )
    found = _narrowed(found, office_id, stage, today, wanted)
    return _in_order(found, wanted.order, after).limit(PAGE + 1)


def _whole() -> Any:
    """Placements with what a list shows of them."""
    return with_institution(Placement.select(Placement, Person, Institution, Become).join(Person))


def _under(person_id: int, today: dt.date | None = None) -> Any:
    # Asked of each placement: those that run are few, and those someone ever had are many.
    spans = UnitSpan.select(UnitSpan.id).where(
        UnitSpan.placement == Placement.id,
        (UnitSpan.supervisor == person_id) | (UnitSpan.stand_in == person_id),
    )
    if today:
        spans = spans.where(UnitSpan.starts_on <= today, UnitSpan.ends_on >= today)
    return finds(spans)


def finished_in_office(
    office_id: int, after: tuple[dt.date, int] | None = None, wanted: Wanted = ALL
) -> list[Placement]:
    """An office's placements that are over, the latest first; ``after`` is (last day, id)."""
    found = (
        _whole()
        .where(Placement.office == office_id, Placement.state.not_in(literals(ONGOING)))
        .order_by(Placement.ends_on.desc(), Placement.id.desc())
        .limit(PAGE + 1)
    )
    found = _narrowed(found, office_id, Stage.FINISHED, dt.date.max, wanted)
    return list(_further_down(found, Placement, after))


def finished_under(
    person_id: int,
    office_id: int,
    after: tuple[dt.date, int] | None = None,
    wanted: Wanted = ALL,
) -> list[tuple[Placement, tuple[dt.date, int]]]:
    """Those someone had, the last they had first, each with the last day and the id of that span.

    ``after`` is such a pair.
    """
    spans = (UnitSpan.supervisor, UnitSpan.stand_in)
    found = [
        each for had in spans for each in _last_spans(had, person_id, office_id, after, wanted)
    ]
    latest = sorted(found, reverse=True)[: PAGE + 1]
    placements = _by_id([placement for _, _, placement in latest])
    return [(placements[placement], (day, span)) for day, span, placement in latest]


def _by_id(ids: list[int]) -> dict[int, Placement]:
    if not ids:
        return {}
    rows = _whole().where(Placement.id.in_(ids))
    return {row.id: row for row in rows}


def _last_spans(
    had: Any, person_id: int, office_id: int, after: tuple[dt.date, int] | None, wanted: Wanted
) -> list[tuple[dt.date, int, int]]:
    later = Later.select(Later.id).where(
        Later.placement == UnitSpan.placement,
        Later.position > UnitSpan.position,
        (Later.supervisor == person_id) | (Later.stand_in == person_id),
    )
    over = Placement.select(SQL("1")).where(
        Placement.id == UnitSpan.placement,
        Placement.office == office_id,
        Placement.state.not_in(literals(ONGOING)),
        ~fn.EXISTS(later),
    )
    over = _narrowed(over, office_id, Stage.FINISHED, dt.date.max, wanted)
    spans = (
        UnitSpan.select(UnitSpan.ends_on, UnitSpan.id, UnitSpan.placement)
        .where(had == person_id, finds(over))
        .order_by(UnitSpan.ends_on.desc(), UnitSpan.id.desc())
        .limit(PAGE + 1)
    )
    return list(_further_down(spans, UnitSpan, after).tuples())


def _further_down(found: Any, model: Any, after: tuple[dt.date, int] | None) -> Any:
    if after is None:
        return found
    day, last_id = after
    return found.where(model.ends_on <= day, (model.ends_on < day) | (model.id < last_id))


def _narrowed(found: Any, office_id: int, stage: Stage, today: dt.date, wanted: Wanted) -> Any:
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
        later = LaterBegun.select(LaterBegun.id).where(
            LaterBegun.placement == Placement.id,
            LaterBegun.position > UnitSpan.position,
            LaterBegun.starts_on <= today,
        )
        spans = spans.where(UnitSpan.starts_on <= today, ~fn.EXISTS(later))
    return spans


def _in_order(found: Any, order: Order, after: tuple[Any, int] | None) -> Any:
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

"""Who does an internship, stage by stage; a page costs the same however many came before."""

import datetime as dt
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.institutions.models import Institution

from .models import Placement, UnitSpan
from .queries import Become, with_institution
from .rules import ONGOING, Stage

PAGE = 30
Later = UnitSpan.alias("later")


def ongoing_in_office(
    office_id: int, stage: Stage, today: dt.date, after: tuple[str, int] | None = None
) -> list[Placement]:
    """An office's placements that run or are about to, by name; ``after`` is (name, id).

    Of this and all below: one page and one more.
    """
    return list(_ongoing(office_id, stage, today, after))


def ongoing_under(
    person_id: int,
    office_id: int,
    stage: Stage,
    today: dt.date,
    after: tuple[str, int] | None = None,
) -> list[Placement]:
    """Those someone supervises or stands in for; of the running ones, those not today."""
    found = _ongoing(office_id, stage, today, after).where(_under(person_id))
    if stage == Stage.RUNNING:
        found = found.where(~_under(person_id, today))
    return list(found)


def running_under_today(person_id: int, office_id: int, today: dt.date) -> list[Placement]:
    """All running placements of those someone supervises or stands in for today."""
    return list(
        _ongoing(office_id, Stage.RUNNING, today)
        .where(_under(person_id, today))
        .limit(None)  # the next pages leave all of them out
    )


def _ongoing(
    office_id: int, stage: Stage, today: dt.date, after: tuple[str, int] | None = None
) -> Any:
    has_begun = Placement.starts_on <= today
    found = (
        _whole()
        .where(
            Placement.office == office_id,
            Placement.state.in_(literals(ONGOING)),
            has_begun if stage == Stage.RUNNING else ~has_begun,
        )
        .order_by(Person.name_folded, Placement.id)
        .limit(PAGE + 1)
    )
    if after is None:
        return found
    name, last_id = after
    later = (Person.name_folded == name) & (Placement.id > last_id)
    return found.where((Person.name_folded > name) | later)


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
    return fn.EXISTS(spans)


def finished_in_office(office_id: int, after: tuple[dt.date, int] | None = None) -> list[Placement]:
    """An office's placements that are over, the latest first; ``after`` is (last day, id)."""
    found = (
        _whole()
        .where(Placement.office == office_id, Placement.state.not_in(literals(ONGOING)))
        .order_by(Placement.ends_on.desc(), Placement.id.desc())
        .limit(PAGE + 1)
    )
    return list(_further_down(found, Placement, after))


def finished_under(
    person_id: int, office_id: int, after: tuple[dt.date, int] | None = None
) -> list[tuple[Placement, tuple[dt.date, int]]]:
    """Those someone had, the last they had first, each with the last day and the id of that span.

    ``after`` is such a pair.
    """
    spans = (UnitSpan.supervisor, UnitSpan.stand_in)
    found = [each for had in spans for each in _last_spans(had, person_id, office_id, after)]
    latest = sorted(found, reverse=True)[: PAGE + 1]
    placements = _by_id([placement for _, _, placement in latest])
    return [(placements[placement], (day, span)) for day, span, placement in latest]


def _by_id(ids: list[int]) -> dict[int, Placement]:
    if not ids:
        return {}
    rows = _whole().where(Placement.id.in_(ids))
    return {row.id: row for row in rows}


def _last_spans(
    had: Any, person_id: int, office_id: int, after: tuple[dt.date, int] | None
) -> list[tuple[dt.date, int, int]]:
    later = Later.select(Later.id).where(
        Later.placement == UnitSpan.placement,
        Later.position > UnitSpan.position,
        (Later.supervisor == person_id) | (Later.stand_in == person_id),
    )
    spans = (
        UnitSpan.select(UnitSpan.ends_on, UnitSpan.id, UnitSpan.placement)
        .join(Placement)
        .where(
            had == person_id,
            Placement.office == office_id,
            Placement.state.not_in(literals(ONGOING)),
            ~fn.EXISTS(later),
        )
        .order_by(UnitSpan.ends_on.desc(), UnitSpan.id.desc())
        .limit(PAGE + 1)
    )
    return list(_further_down(spans, UnitSpan, after).tuples())


def _further_down(found: Any, model: Any, after: tuple[dt.date, int] | None) -> Any:
    if after is None:
        return found
    day, last_id = after
    return found.where(model.ends_on <= day, (model.ends_on < day) | (model.id < last_id))

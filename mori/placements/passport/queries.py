"""What units teach, and what an intern has met of it."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.offices.models import Unit

from ..models import Placement, UnitSpan
from ..rules import RUNNING
from .models import Competence, CompetenceMet
from .rules import Stage, Tick

MOST = 400  # competences that are missing in an office, and shown


class Leaving(NamedTuple):
    """Somebody whose stay in a unit ends soon, and how much of what it teaches is not met."""

    key: str
    who: str
    unit: str
    day: dt.date
    n: int


def competences_of(unit_ids: Collection[int]) -> dict[int, list[Competence]]:
    """What units teach now, by unit and in order."""
    found: dict[int, list[Competence]] = {each: [] for each in unit_ids}
    rows = Competence.select(Competence, Unit).join(Unit)
    rows = rows.where(Competence.unit.in_(list(found)), Competence.is_open)
    for row in rows.order_by(Competence.position, Competence.id):
        found[row.unit_id].append(row)
    return found


def all_competences_of(unit_id: int) -> list[Competence]:
    """Those that count no more, too."""
    return list(Competence.select().where(Competence.unit == unit_id).order_by(Competence.id))


def met_by(placement_id: int) -> dict[int, CompetenceMet]:
    """By competence, with who ticked it."""
    rows = CompetenceMet.select(CompetenceMet, Person).join(
        Person, on=(CompetenceMet.ticked_by == Person.id)
    )
    found = rows.where(CompetenceMet.placement == placement_id).order_by(CompetenceMet.id)
    return {row.competence_id: row for row in found}


def competences_met(placement_id: int) -> list[Competence]:
    """What an intern has met, by unit and in order, with the units; also what counts no more."""
    return list(
        Competence.select(Competence, Unit)
        .join(Unit)
        .switch(Competence)
        .join(CompetenceMet, on=(CompetenceMet.competence == Competence.id))
        .where(CompetenceMet.placement == placement_id)
        .order_by(Unit.position, Competence.position, Competence.id)
    )


def stages_of(placement_id: int, spans: Collection[UnitSpan]) -> list[Stage]:
    """The passport of a placement: its units in their order, each once."""
    known, met = competences_of({span.unit_id for span in spans}), met_by(placement_id)
    stages: dict[int, Stage] = {}
    for span in spans:
        first = stages[span.unit_id].starts_on if span.unit_id in stages else span.starts_on
        ticks = tuple(_tick(each, met.get(each.id)) for each in known[span.unit_id])
        stages[span.unit_id] = Stage(span.unit.name, first, span.ends_on, ticks)
    return list(stages.values())


def unmet_soon(office_id: int, first: dt.date, last: dt.date) -> list[Leaving]:
    """Whose stay in a unit of an office ends in a stretch, with something not met there."""
    return _leaving(Placement.office == office_id, first, last)


def unmet_by(placement_id: int, first: dt.date, last: dt.date) -> list[Leaving]:
    """The same of one placement."""
    return _leaving(UnitSpan.placement == placement_id, first, last)


def _leaving(whose: Any, first: dt.date, last: dt.date) -> list[Leaving]:
    """The first to end first; only stays that have begun: what is to come has all its time.

    A row for each competence: counted here, for a database would count all there are.
    """
    met = CompetenceMet.select().where(
        CompetenceMet.placement == Placement.id, CompetenceMet.competence == Competence.id
    )
    rows: Any = (
        UnitSpan.select(Placement.key, Person.name, Unit.short, UnitSpan.ends_on, UnitSpan.id)
        .join(Placement)
        .join(Person, on=(Placement.person == Person.id))
        .switch(UnitSpan)
        .join(Unit)
        .join(Competence, on=(Competence.unit == Unit.id))
        .where(
            whose,
            Placement.state.in_(literals(RUNNING)),
            UnitSpan.starts_on <= first,
            UnitSpan.ends_on.between(first, last),
            Competence.is_open,
            ~fn.EXISTS(met),
        )
        .order_by(UnitSpan.ends_on, Person.name, UnitSpan.id)
        .limit(MOST)
    )
    missing = Counter(rows.tuples())
    return [Leaving(key, who, unit, day, n) for (key, who, unit, day, _id), n in missing.items()]


def _tick(competence: Competence, met: CompetenceMet | None) -> Tick:
    if met is None:
        return Tick(competence.key, competence.text)
    return Tick(competence.key, competence.text, met.ticked_by.name, met.ticked_at)

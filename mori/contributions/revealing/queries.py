"""Opinions that are revealed.

All is asked for by an ``Opened`` matter, and by an intern with their own sealed opinion as well:
before the announced moment, and without an opinion, there is nothing to ask with.
"""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from mori.accounts.models import Person
from mori.guidebook.exercises.queries import components_offered, forms_offered

from ..matters.models import Matter, MatterEvent
from ..matters.queries import Opened
from ..matters.rules import MatterState
from ..opinions.models import Opinion
from .models import CriterionWord, NamedOpinion, OpinionOutcome, SecondThought
from .rules import letter_of


class Lettered(NamedTuple):
    """An opinion under its letter; ``name`` where whoever wrote it shows it."""

    letter: str
    opinion: Opinion
    name: str


def letters_of(given: Opened) -> list[Lettered]:
    """All opinions on a matter, in an order that says nothing of when or by whom: their keys are
    drawn at random.
    """
    rows = Opinion.select().where(Opinion.matter == given.matter_id).order_by(Opinion.key)
    found = list(rows)
    names = _names([row.id for row in found])
    return [
        Lettered(letter_of(position), row, names.get(row.id, ""))
        for position, row in enumerate(found)
    ]


def _names(ids: Collection[int]) -> dict[int, str]:
    rows: Any = (
        NamedOpinion.select(NamedOpinion.opinion, Person.name)
        .join(Opinion)
        .join(Person, on=(Opinion.person == Person.id))
        .where(NamedOpinion.opinion.in_(list(ids)))
        .tuples()
    )
    return dict(rows)


def peers_of(mine: Opinion, given: Opened) -> list[Lettered]:
    """What others think, for whoever has sealed what they think of the same matter."""
    if mine.matter_id != given.matter_id:
        return []
    return [each for each in letters_of(given) if each.opinion.id != mine.id]


def letter_for(given: Opened, key: str) -> Lettered | None:
    return next((each for each in letters_of(given) if each.opinion.key == key), None)


def opinion_by_key(key: str) -> Opinion | None:
    """With its matter."""
    found = Opinion.select(Opinion, Matter).join(Matter).where(Opinion.key == key)
    return found.get_or_none()


def second_thoughts_on(ids: Collection[int]) -> dict[int, SecondThought]:
    rows = SecondThought.select().where(SecondThought.opinion.in_(list(ids)))
    return {row.opinion_id: row for row in rows}


def is_named(opinion_id: int) -> bool:
    return NamedOpinion.select().where(NamedOpinion.opinion == opinion_id).exists()


def words_on(opinion_id: int) -> list[CriterionWord]:
    """What officers said of an opinion, each with who did."""
    rows = CriterionWord.select(CriterionWord, Person).join(Person)
    return list(rows.where(CriterionWord.opinion == opinion_id).order_by(CriterionWord.id))


def words_by(officer_id: int, ids: Collection[int]) -> dict[int, list[CriterionWord]]:
    """What an officer has said themselves, by opinion."""
    rows = CriterionWord.select().where(
        CriterionWord.officer == officer_id, CriterionWord.opinion.in_(list(ids))
    )
    said: dict[int, list[CriterionWord]] = {}
    for row in rows.order_by(CriterionWord.id):
        said.setdefault(row.opinion_id, []).append(row)
    return said


def outcomes_of(ids: Collection[int]) -> dict[int, OpinionOutcome]:
    rows = OpinionOutcome.select().where(OpinionOutcome.opinion.in_(list(ids)))
    return {row.opinion_id: row for row in rows}


def placements_credited(matter_id: int) -> list[tuple[int, dt.datetime, str]]:
    """Of each opinion on a matter: its internship, when it was sealed, and its key."""
    rows: Any = Opinion.select(Opinion.placement, Opinion.sealed_at, Opinion.key)
    return [
        (row.placement_id, row.sealed_at, row.key)
        for row in rows.where(Opinion.matter == matter_id).order_by(Opinion.key)
    ]


def opinion_ids_of(matter_id: int) -> Any:
    """As a part of another statement."""
    return Opinion.select(Opinion.id).where(Opinion.matter == matter_id)


def recalled_since(at: dt.datetime) -> bool:
    rows = MatterEvent.select().join(Matter)
    found = rows.where(
        Matter.state == MatterState.RECALLED, MatterEvent.verb == "recall", MatterEvent.at >= at
    )
    return bool(found.exists())


def called() -> dict[str, Any]:
    """By code, the rows of forms and components."""
    rows: list[Any] = [*forms_offered(), *components_offered()]
    return {row.code: row for row in rows}

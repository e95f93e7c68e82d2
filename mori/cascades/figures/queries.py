"""What figures are made of, and the figures that were made."""

import datetime as dt
from collections import defaultdict
from typing import Any

from peewee import JOIN, fn

from mori.core.db import literals
from mori.events.models import Event
from mori.institutions.models import Region
from mori.network.models import Member

from ..models import AnswerShare, CascadeFigure, Confirmation, Learner, Teaching
from ..queries import Kept, head_of
from ..rules import COUNTED, EvidenceLevel
from .rules import Figures, Taught, crowds, together

PAGE = 30
COLUMNS = (
    CascadeFigure.sessions,
    CascadeFigure.attendances,
    CascadeFigure.known,
    CascadeFigure.largest,
    CascadeFigure.unnamed_most,
)


def taught_in(training_id: int) -> list[Taught]:
    """All teachings of a tree, as far as people are counted; merged reports as one."""
    rows: list[Any] = list(
        Teaching.select(
            Teaching.id,
            Teaching.merged_into,
            Teaching.same_crowd_as,
            Teaching.headcount,
            Teaching.evidence,
            Teaching.level,
            Teaching.region,
            Teaching.state,
        )
        .where(Teaching.training == training_id)
        .tuples()
    )
    known = _known_in(training_id)
    head = {row[0]: row[1] or row[0] for row in rows}
    same = crowds((head[row[0]], head.get(row[2]) if row[2] else None) for row in rows)
    return [
        Taught(
            number,
            same[number],
            heads or 0,
            frozenset(known[number]),
            EvidenceLevel(evidence),
            level,
            region_id,
            state in COUNTED and heads is not None,
        )
        for number, merged_into, _same, heads, evidence, level, region_id, state in rows
        if merged_into is None
    ]


def _known_in(training_id: int) -> dict[int, set[int]]:
    """Ids of the people who are known to have been at each teaching of a tree."""
    rows: Any = (
        Learner.select(head_of(Teaching), head_of(Member))
        .join(Teaching)
        .switch(Learner)
        .join(Member, on=Learner.member)
        .where(Teaching.training == training_id)
        .tuples()
    )
    found: dict[int, set[int]] = defaultdict(set)
    for teaching_id, member_id in rows:
        found[teaching_id].add(member_id)
    return found


def figures_of_training(training_id: int, evidence: EvidenceLevel) -> list[CascadeFigure]:
    """All figures of a tree at an evidence: of all, of each level, of each region."""
    found = (
        CascadeFigure.select(CascadeFigure, Region)
        .join(Region, JOIN.LEFT_OUTER)
        .where(CascadeFigure.training == training_id, CascadeFigure.evidence == evidence)
    )
    return list(found.order_by(CascadeFigure.level, Region.name, CascadeFigure.id))


def figures_in(row: CascadeFigure) -> Figures:
    return Figures(row.sessions, row.attendances, row.known, row.largest, row.unnamed_most)


def figures_by_region(
    office_id: int, evidence: EvidenceLevel
) -> tuple[dict[int | None, Figures], dict[int, str]]:
    """The office's figures: of all its trees by None, and of each region by its id; and names."""
    rows: Any = (
        CascadeFigure.select(CascadeFigure.region, Region.name, *COLUMNS)
        .join(Event)
        .switch(CascadeFigure)
        .join(Region, JOIN.LEFT_OUTER)
        .where(
            Event.office == office_id,
            CascadeFigure.evidence == evidence,
            CascadeFigure.level == 0,
        )
        .tuples()
    )
    trees: dict[int | None, list[Figures]] = defaultdict(list)
    names: dict[int, str] = {}
    for region_id, name, *figures in rows:
        trees[region_id].append(Figures(*figures))
        names[region_id] = name
    known = _known_by_region(office_id, evidence)
    return {each: together(found, known.get(each, 0)) for each, found in trees.items()}, names


def _known_by_region(office_id: int, evidence: EvidenceLevel) -> dict[int | None, int]:
    """How many people are known over all trees, each once; and in each region."""
    counted = fn.COUNT(fn.DISTINCT(head_of(Member)))
    people: Any = (
        Learner.select(counted)
        .join(Member, on=Learner.member)
        .switch(Learner)
        .join(Teaching)
        .join(Kept, on=(Kept.id == head_of(Teaching)))
        .where(
            Kept.office == office_id,
            Kept.state.in_(literals(COUNTED)),
            Kept.headcount.is_null(False),
            Kept.evidence >= evidence,
        )
    )
    by_region = people.select(Kept.region, counted).group_by(Kept.region).tuples()
    return {None: people.scalar(), **dict(by_region)}


def trainings_with_teachings(
    office_id: int, after: tuple[dt.date, int] | None, evidence: EvidenceLevel
) -> list[CascadeFigure]:
    """Figures of each training after which somebody taught, the latest first; and one more."""
    found = (
        CascadeFigure.select(CascadeFigure, Event)
        .join(Event)
        .where(
            Event.office == office_id,
            CascadeFigure.evidence == evidence,
            CascadeFigure.level == 0,
            CascadeFigure.region.is_null(),
        )
        .order_by(Event.starts_on.desc(), Event.id.desc())
        .limit(PAGE + 1)
    )
    if after:
        day, last_id = after
        found = found.where(Event.starts_on <= day, (Event.starts_on < day) | (Event.id < last_id))
    return list(found)


def answers_by_level(training_id: int) -> dict[int, list[tuple[tuple[str, ...], int]]]:
    """What confirming participants of a tree answered, by level: each combination, how often."""
    rows: Any = (
        Confirmation.select(Kept.level, Confirmation.answers, fn.COUNT(Confirmation.id))
        .join(Teaching)
        .join(Kept, on=(Kept.id == head_of(Teaching)))
        .where(
            Kept.training == training_id,
            Kept.state.in_(literals(COUNTED)),
            Confirmation.answers != "",
        )
        .group_by(Kept.level, Confirmation.answers)
        .tuples()
    )
    found: dict[int, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for level, answers, times in rows:
        found[level].append((tuple(answers.split()), times))
    return found


def shares_of(training_id: int) -> list[AnswerShare]:
    """How answers stand at each level that had enough of them, the first level first."""
    found = AnswerShare.select().where(AnswerShare.training == training_id)
    return list(found.order_by(AnswerShare.level))

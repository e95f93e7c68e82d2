"""Who owes what of assessments, and since when."""

import datetime as dt
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from mori.core.words import Labelled, marked
from mori.evaluation.rules import Moment
from mori.offices.queries import workdays_between

from . import page_queries, queries
from .rows import Outcome, Round
from .rules import OWED_FOR, SILENT_AFTER, AssessmentState


class Step(Labelled):
    """What somebody still has to do."""

    REVIEWER = "reviewer", marked("A second reviewer has to be named")
    SELF = "self", marked("Assess yourself")
    MARKS = "marks", marked("Assess")
    AGREEMENT = "agreement", marked("Agree on a value")
    DISCUSSION = "discussion", marked("Discuss it with the intern")
    LOCK = "lock", marked("Lock the result")


class Owed(NamedTuple):
    """One thing that is owed, as lists show it."""

    placement_key: str
    address: str
    intern: str
    moment: Moment
    unit: str
    due_on: dt.date
    step: Step
    by: tuple[str, ...] = ()  # names, where the coordinator is told


@lru_cache(2048)
def owed_by(person_id: int, office_id: int, today: dt.date, version: int) -> tuple[Owed, ...]:
    """What somebody owes as a reviewer, the longest due first.

    ``version`` is of what happened to placements and assessments: ``page_queries.version_of_all``.
    """
    return owed_by_all(office_id, today, person_id).get(person_id, ())


def owed_by_all(
    office_id: int, today: dt.date, person_id: int | None = None
) -> dict[int, tuple[Owed, ...]]:
    """By reviewer, in an office; ``person_id`` alone where it is given."""
    found: dict[int, list[Owed]] = {}
    for each, step in _steps(_of_office(office_id, today, person_id), today):
        if step is not Step.REVIEWER:
            ids = each.silent_ids if step is Step.MARKS else each.reviewer_ids
            for person in ids:
                found.setdefault(person, []).append(_owed(each, step))
    return {person: tuple(owed) for person, owed in found.items()}


@lru_cache(2048)
def self_owed(person_id: int, placement_id: int, today: dt.date, version: int) -> tuple[Owed, ...]:
    """What an intern may still say of themself."""
    rounds = queries.rounds_of(queries.placements_of([placement_id])).get(placement_id, [])
    return tuple(
        _owed(each, Step.SELF)
        for each in rounds
        if each.person_id == person_id
        and each.occasion.opens_on <= today <= each.occasion.last + OWED_FOR
        and not each.state.is_open_to_intern
        and not each.has_sent(person_id)
    )


def overdue_in(office_id: int, calendar_version: int, today: dt.date, viewer_id: int) -> list[Owed]:
    """What a coordinator has to see: reviewers who are missing, and those silent for five
    working days after the day. Of what the viewer still has to assess, nobody is named.
    """
    found = []
    steps = [
        (each, step)
        for each, step in _steps(_of_office(office_id, today), today)
        if step is Step.REVIEWER or _is_silent(each, calendar_version, today)
    ]
    people = queries.people_of(each for each, _step in steps)
    for each, step in steps:
        late = each.silent_ids if step is Step.MARKS else []
        is_mine = viewer_id in each.silent_ids
        by = () if is_mine else tuple(people[person].name for person in late)
        found.append(_owed(each, step)._replace(by=by))
    return found


def _is_silent(each: Round, calendar_version: int, today: dt.date) -> bool:
    days = workdays_between(each.office_id, calendar_version, each.occasion.last, today)
    since = [day for day in days if day > each.occasion.last]
    return len(since) >= SILENT_AFTER


def _owed(each: Round, step: Step) -> Owed:
    return Owed(
        each.placement.key,
        each.address,
        each.placement.person.name,
        each.moment,
        each.unit.name if each.unit else "",
        each.occasion.last,
        step,
    )


def _steps(rounds: Collection[Round], today: dt.date) -> Iterable[tuple[Round, Step]]:
    outcomes = queries.outcomes_of(rounds)
    for each in sorted(rounds, key=lambda of: (of.occasion.last, of.placement.id)):
        if each.occasion.opens_on <= today:
            for step in _steps_of(each, outcomes):
                yield each, step


def _steps_of(each: Round, outcomes: dict[int, Outcome]) -> Iterable[Step]:
    if each.state.is_draft:
        if each.lacks_reviewer:
            yield Step.REVIEWER
        if each.silent_ids:
            yield Step.MARKS
    elif each.state is AssessmentState.SENT:
        is_open = queries.is_open(outcomes[each.row.id])
        yield Step.AGREEMENT if is_open else Step.DISCUSSION
    elif each.state is AssessmentState.DISCUSSED:
        yield Step.LOCK


def _of_office(office_id: int, today: dt.date, person_id: int | None = None) -> list[Round]:
    """The rounds of an office's internships that may be due; of those somebody assesses."""
    ids = page_queries.placements_to_assess(office_id, today, person_id)
    placements = queries.placements_of(ids)
    return [each for rounds in queries.rounds_of(placements).values() for each in rounds]

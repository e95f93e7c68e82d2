"""What lists and pages ask of assessments beside their marks."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.accounts.people.models import AccountEvent
from mori.core.db import literals
from mori.evaluation.choices.models import SchemeChoiceEvent
from mori.evaluation.schemes.models import SchemeEvent
from mori.placements.models import Placement, PlacementEvent, UnitSpan
from mori.placements.rules import PlacementState

from .models import AgreedMark, Appointment, Assessment, AssessmentEvent
from .rules import OPENS, OWED_FOR, AssessmentState

# Internships, their marks, and by whom and by which scheme they are assessed.
CHANGES_IT: tuple[Any, ...] = (
    PlacementEvent,
    AssessmentEvent,
    AccountEvent,
    SchemeEvent,
    SchemeChoiceEvent,
)
ASKED = frozenset(PlacementState) - {PlacementState.WITHDRAWN}


def proposals_of(assessment_id: int) -> dict[int, AgreedMark]:
    """What was proposed for the aspects of an assessment, with who did."""
    rows = AgreedMark.select(AgreedMark, Person).join(Person, on=AgreedMark.proposer)
    return {row.aspect_id: row for row in rows.where(AgreedMark.assessment == assessment_id)}


def proposal_by_key(key: str, assessment_id: int) -> AgreedMark | None:
    return AgreedMark.get_or_none(AgreedMark.key == key, AgreedMark.assessment == assessment_id)


def events_of(assessment_ids: Collection[int]) -> dict[int, list[AssessmentEvent]]:
    """What happened to assessments, the earliest first, with who did it."""
    found: dict[int, list[AssessmentEvent]] = {each: [] for each in assessment_ids}
    if not found:
        return found
    rows = (
        AssessmentEvent.select(AssessmentEvent, Person)
        .left_outer_join(Person, on=AssessmentEvent.actor)
        .where(AssessmentEvent.assessment.in_(assessment_ids))
        .order_by(AssessmentEvent.id)
    )
    for row in rows:
        found[row.assessment_id].append(row)
    return found


def locked_of(placement_id: int, *, is_sealed: bool) -> list[Assessment]:
    """What is locked of an internship, and whether a paper shows it."""
    rows = Assessment.select().where(
        Assessment.placement == placement_id,
        Assessment.state == AssessmentState.LOCKED,
        Assessment.sealed_at.is_null(not is_sealed),
    )
    return list(rows.order_by(Assessment.id))


def placements_to_assess(office_id: int, today: dt.date, person_id: int | None = None) -> list[int]:
    """The internships of an office of which something may be due; of those somebody assesses."""
    asked = Placement.select(Placement.id).where(
        Placement.office == office_id,
        Placement.state.in_(literals(ASKED)),
        Placement.ends_on >= today - OWED_FOR,
        Placement.starts_on <= today,
        fn.EXISTS(_ending_by(today + OPENS)),
    )
    if person_id is not None:
        asked = asked.where(fn.EXISTS(_supervised(person_id)) | fn.EXISTS(_appointed(person_id)))
    return [row.id for row in asked]


def _ending_by(soon: dt.date) -> Any:
    """A span that ends soon, or one whose internship is long enough to have a middle."""
    return UnitSpan.select(UnitSpan.id).where(
        UnitSpan.placement == Placement.id,
        (UnitSpan.ends_on <= soon) | (Placement.starts_on <= soon - 4 * OPENS),
    )


def _supervised(person_id: int) -> Any:
    return UnitSpan.select(UnitSpan.id).where(
        UnitSpan.placement == Placement.id, UnitSpan.supervisor == person_id
    )


def _appointed(person_id: int) -> Any:
    return (
        Appointment.select(Appointment.id)
        .join(Assessment)
        .where(Assessment.placement == Placement.id, Appointment.person == person_id)
    )


def version_of_all(_person: Any, _office: Any, _lately: Any) -> Any:
    """The fact, for whoever is signed in: it grows with all that changes what is owed."""
    last = [fn.COALESCE(table.select(fn.MAX(table.id)), 0) for table in CHANGES_IT]
    return sum(last[1:], last[0])

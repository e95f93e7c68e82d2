"""What pages show of an assessment beside its marks."""

from collections.abc import Collection

from mori.accounts.models import Person

from .models import AgreedMark, AssessmentEvent


def proposals_of(assessment_id: int) -> dict[int, AgreedMark]:
    """What was proposed for the aspects of an assessment, with who did."""
    rows = AgreedMark.select(AgreedMark, Person).join(Person, on=AgreedMark.proposer)
    return {row.aspect_id: row for row in rows.where(AgreedMark.assessment == assessment_id)}


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

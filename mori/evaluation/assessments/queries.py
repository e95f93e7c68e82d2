"""What is assessed, by whom, and what it came to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from mori.accounts.models import Person
from mori.accounts.queries import people_granted
from mori.core.clock import local_date
from mori.evaluation.choices.queries import schemes_for
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.models import Scheme, SchemeAspect, SchemeBand
from mori.evaluation.schemes.rules import Mark, band_at, result_of
from mori.offices.models import Office, Unit
from mori.placements.models import Placement
from mori.placements.queries import spans_of
from mori.placements.rules import PlacementState

from .models import (
    AgreedMark,
    Appointment,
    AspectMark,
    Assessment,
    Marking,
)
from .rows import AspectResult, LockedResult, Outcome, Round
from .rules import AssessmentState, Missing, Occasion, combined, differing, occasions


class _Known(NamedTuple):
    """What rounds are put together from, by placement or assessment."""

    spans: dict[int, list[Any]]
    rows: dict[int, list[Assessment]]
    markings: dict[int, list[Marking]]
    appointments: dict[int, list[Appointment]]


def rounds_of(placements: Sequence[Placement]) -> dict[int, list[Round]]:
    """All moments at which internships are assessed, in the order of their days, by placement.

    A placement comes with its person and office.
    """
    if not placements:
        return {}
    known, found = _known({each.id for each in placements}), {}
    for office_id in dict.fromkeys(each.office_id for each in placements):
        chosen = schemes_for(office_id)
        able = {each.id for each in people_granted(office_id, "assessment.agree")}
        for placement in placements:
            if placement.office_id == office_id:
                found[placement.id] = list(_rounds(placement, known, chosen, able))
    return found


def _known(ids: Collection[int]) -> _Known:
    rows = Assessment.select(Assessment, Scheme, Unit).join(Scheme).switch(Assessment)
    rows = rows.left_outer_join(Unit).where(Assessment.placement.in_(ids)).order_by(Assessment.id)
    assessments = list(rows)
    begun = [each.id for each in assessments]
    markings = Marking.select().where(Marking.assessment.in_(begun)).order_by(Marking.id)
    appointments = Appointment.select().where(Appointment.assessment.in_(begun))
    return _Known(
        _grouped(spans_of(ids), "placement_id"),
        _grouped(assessments, "placement_id"),
        _grouped(markings if begun else (), "assessment_id"),
        _grouped(appointments.order_by(Appointment.id) if begun else (), "assessment_id"),
    )


def _grouped(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _rounds(placement: Placement, known: _Known, chosen: Any, able: set[int]) -> Iterable[Round]:
    rows = {(each.moment, each.unit_id, each.turn): each for each in known.rows[placement.id]}
    for occasion in _asked_of(placement, known.spans[placement.id], [*rows.values()]):
        row = rows.get(occasion.place)
        scheme = row.scheme if row else chosen.get((placement.kind, occasion.moment))
        if scheme:
            row_id = row.id if row else 0
            markings, appointments = known.markings[row_id], known.appointments[row_id]
            yield Round(placement, occasion, scheme, able, row, markings, appointments)


def _asked_of(placement: Placement, spans: list[Any], rows: Sequence[Assessment]) -> list[Occasion]:
    """What is to be assessed; and what was, before the placement was changed, if it was sent."""
    is_asked = placement.state != PlacementState.WITHDRAWN
    asked = occasions(placement.starts_on, placement.ends_on, spans) if is_asked else []
    places = {each.place for each in asked}
    past = [
        _past(row, placement.office.zone)
        for row in rows
        if (row.moment, row.unit_id, row.turn) not in places and not row.state.is_draft
    ]
    return sorted([*asked, *past], key=lambda each: each.last)


def _past(row: Assessment, zone: str) -> Occasion:
    day = local_date(row.locked_at or row.made_at, zone)
    return Occasion(row.moment, day, day, (), row if row.unit_id else None, row.turn)


def placements_of(ids: Collection[int]) -> list[Placement]:
    if not ids:
        return []
    found = Placement.select(Placement, Person, Office).join(Person).switch(Placement).join(Office)
    return list(found.where(Placement.id.in_(ids)).order_by(Placement.id))


def reviewers_of(placement_id: int) -> set[int]:
    """Whoever assesses an internship at any of its moments."""
    rounds = rounds_of(placements_of([placement_id])).get(placement_id, [])
    return {person for each in rounds for person in each.reviewer_ids}


def locked_results(placement_id: int) -> list[LockedResult]:
    """What an internship was given and is locked, in the order of time."""
    return _locked([placement_id]).get(placement_id, [])


def finals_of(placement_ids: Collection[int]) -> dict[int, LockedResult]:
    """The locked final of each that has one."""
    return {
        placement_id: each
        for placement_id, results in _locked(placement_ids, {Moment.FINAL}).items()
        for each in results
    }


def _locked(
    placement_ids: Collection[int], moments: Collection[Moment] = frozenset(Moment)
) -> dict[int, list[LockedResult]]:
    rounds = [
        each
        for of_one in rounds_of(placements_of(placement_ids)).values()
        for each in of_one
        if each.state.is_locked and each.moment in moments
    ]
    outcomes, people = outcomes_of(rounds), people_of(rounds)
    found: dict[int, list[LockedResult]] = defaultdict(list)
    for each in rounds:
        found[each.placement.id].append(_result(each, outcomes[each.row.id], people))
    return dict(found)


def _result(each: Round, outcome: Outcome, people: dict[int, Person]) -> LockedResult:
    return LockedResult(
        each.moment,
        each.unit.name if each.unit else "",
        each.scheme,
        *outcome,
        local_date(each.row.locked_at, each.placement.office.zone),
        [people[person].name for person in each.reviewer_ids],
    )


def people_of(rounds: Iterable[Round]) -> dict[int, Person]:
    """Whoever assesses, or did until somebody took their place, by id."""
    ids = {person for each in rounds for person in each.supervisor_ids}
    found = Person.select().where(Person.id.in_(ids)) if ids else ()
    return {each.id: each for each in found}


def outcomes_of(rounds: Collection[Round]) -> dict[int, Outcome]:
    """What the marks of rounds that all reviewers have sent come to, by assessment."""
    rounds = [each for each in rounds if not each.state.is_draft]
    if not rounds:
        return {}
    schemes = {each.scheme.id for each in rounds}
    aspects = SchemeAspect.select().where(SchemeAspect.scheme.in_(schemes))
    bands = SchemeBand.select().where(SchemeBand.scheme.in_(schemes)).order_by(SchemeBand.starts)
    of_scheme = (
        _grouped(aspects.order_by(SchemeAspect.position, SchemeAspect.id), "scheme_id"),
        _grouped(bands, "scheme_id"),
    )
    marks = marks_of([marking.id for each in rounds for marking in each.counted])
    agreed = AgreedMark.select().where(AgreedMark.assessment.in_([each.row.id for each in rounds]))
    agreements = _grouped(agreed, "assessment_id")
    return {
        each.row.id: _outcome(
            each,
            of_scheme[0][each.scheme.id],
            of_scheme[1][each.scheme.id],
            marks,
            agreements[each.row.id],
        )
        for each in rounds
    }


def _outcome(
    each: Round,
    aspects: list[SchemeAspect],
    bands: list[SchemeBand],
    marks: dict[int, dict[int, AspectMark]],
    agreed: list[AgreedMark],
) -> Outcome:
    given = [
        {aspect_id: row.value for aspect_id, row in marks[marking.id].items()}
        for marking in each.counted
    ]
    starts = [band.starts for band in bands]
    weights = {aspect.id: aspect.weight for aspect in aspects}
    apart = differing(each.scheme.scale, starts, weights, *given) if len(given) == 2 else []
    settled = {row.aspect_id: row for row in agreed if row.confirmed_at and row.aspect_id in apart}
    results = [
        _aspect_result(aspect, given, aspect.id in apart, settled.get(aspect.id))
        for aspect in aspects
    ]
    result = result_of(Mark(each.value, each.weight) for each in results)
    reached = band_at(result, starts) if result is not None else None
    band = bands[reached] if reached is not None else None
    return Outcome(results, result, band.label if band else "", band.label_en if band else "")


def _aspect_result(
    aspect: SchemeAspect,
    given: list[dict[int, int | None]],
    is_differing: bool,
    settled: AgreedMark | None,
) -> AspectResult:
    values = tuple(each.get(aspect.id) for each in given)
    agreed = settled.value if settled else None
    return AspectResult(
        aspect.label,
        aspect.label_en,
        combined(values, agreed),
        aspect.weight,
        values,
        is_differing,
        agreed,
        settled.sentence if settled else "",
        aspect.id,
    )


def missing_for(placement_ids: Collection[int]) -> dict[int, list[Missing]]:
    """What of assessments still keeps each internship from its end; nothing of those whose
    finals are locked.
    """
    finals = {
        placement_id: [each for each in rounds if each.moment.is_final]
        for placement_id, rounds in rounds_of(placements_of(placement_ids)).items()
    }
    outcomes = outcomes_of([each for rounds in finals.values() for each in rounds])
    return {
        placement_id: [
            missing.of(each.moment) for each in rounds for missing in _missing(each, outcomes)
        ]
        for placement_id, rounds in finals.items()
    }


def _missing(each: Round, outcomes: dict[int, Outcome]) -> Iterable[Missing]:
    if each.state.is_draft:
        if each.lacks_reviewer:
            yield Missing.REVIEWER
        if each.silent_ids:
            yield Missing.MARKS
    elif each.state is AssessmentState.SENT:
        yield Missing.AGREEMENT if is_open(outcomes[each.row.id]) else Missing.DISCUSSION
    elif each.state is AssessmentState.DISCUSSED:
        yield Missing.LOCK


def is_open(outcome: Outcome) -> bool:
    """Whether the reviewers still have to agree on a value."""
    return any(each.is_open for each in outcome.aspects)


def round_by_address(key: str, address: str) -> Round | None:
    """One moment of a placement, by the placement's key and what follows it."""
    placement = (
        Placement.select(Placement, Person, Office)
        .join(Person)
        .switch(Placement)
        .join(Office)
        .where(Placement.key == key)
        .get_or_none()
    )
    rounds = rounds_of([placement])[placement.id] if placement else []
    return next((each for each in rounds if each.address == address), None)


def marks_of(marking_ids: Collection[int]) -> dict[int, dict[int, AspectMark]]:
    """What markings say, by their aspects."""
    found: dict[int, dict[int, AspectMark]] = defaultdict(dict)
    if not marking_ids:
        return found
    for row in AspectMark.select().where(AspectMark.marking.in_(marking_ids)):
        found[row.marking_id][row.aspect_id] = row
    return found

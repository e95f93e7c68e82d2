"""What other parts ask of assessments: results, who assesses, and what is still missing."""

import datetime as dt

import pytest

from mori.accounts.operations import end_role
from mori.core.workdays import DAY
from mori.evaluation.assessments import queries
from mori.evaluation.assessments.models import Appointment, AspectMark, Assessment
from mori.evaluation.assessments.rules import AssessmentState, Missing
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.models import Scheme
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import PlacementState
from tests.cast import NOON, TODAY, role_of
from tests.evaluation.assessments.making import begun, end_on, given, round_of, two_stays

pytestmark = pytest.mark.usefixtures("noon")


def locked_final(cast, *values):
    two_stays(cast)
    row = begun(round_of(cast.placement), AssessmentState.LOCKED)
    for author, value in zip((cast.rina, cast.budi), values, strict=True):
        given(row, author, value)
    return row


def test_a_locked_final_is_the_mean_of_both(cast):
    locked_final(cast, 8000, 8500)

    result = queries.finals_of([cast.placement.id, cast.placement_tono.id])[cast.placement.id]

    assert result.moment is Moment.FINAL
    assert (result.result, result.band, result.band_en) == (8250, "Sangat Baik", "Very good")
    assert [each.value for each in result.aspects] == [8250] * 7
    assert result.aspects[0].given == (8500, 8000)
    assert result.reviewers == ["Budi Contoh", "Rina Contoh"]
    assert result.locked_on == TODAY
    assert result.scheme.family == "seven_aspects"


def test_only_what_is_locked_is_a_result(cast):
    row = locked_final(cast, 8000, 8500)
    Assessment.update(state=AssessmentState.DISCUSSED).where(Assessment.id == row.id).execute()

    assert queries.finals_of([cast.placement.id]) == {}
    assert queries.locked_results(cast.placement.id) == []


def test_results_come_in_the_order_of_time_with_their_units(cast):
    locked_final(cast, 8000, 8500)
    row = begun(round_of(cast.placement, Moment.UNIT_END), AssessmentState.LOCKED)
    given(row, cast.rina, 7500)

    results = queries.locked_results(cast.placement.id)

    assert [(each.moment, each.unit_name) for each in results] == [
        (Moment.UNIT_END, cast.pvl.name),
        (Moment.FINAL, ""),
    ]
    assert results[0].result == 7500


def test_what_could_not_be_judged_lowers_nothing(cast):
    two_stays(cast)
    row = begun(round_of(cast.placement), AssessmentState.LOCKED)
    given(row, cast.rina, None, {0: 9000})
    given(row, cast.budi, None)

    result = queries.finals_of([cast.placement.id])[cast.placement.id]

    assert result.result == 9000
    assert [each.value for each in result.aspects] == [9000] + [None] * 6


def test_a_newer_version_of_the_scheme_leaves_what_was_begun(cast):
    row = locked_final(cast, 8000, 8500)
    Scheme.update(state="retired").where(Scheme.id == row.scheme_id).execute()

    assert queries.finals_of([cast.placement.id])[cast.placement.id].scheme.id == row.scheme_id
    assert round_of(cast.placement).scheme.id == row.scheme_id


def test_without_a_scheme_nothing_is_asked(cast):
    Scheme.update(state="retired").where(Scheme.family == "seven_aspects").execute()

    rounds = queries.rounds_of(queries.placements_of([cast.placement.id]))[cast.placement.id]

    assert [each.moment for each in rounds] == [Moment.UNIT_END, Moment.REPORT]


def test_days_move_with_the_placement_and_marks_stay(cast):
    two_stays(cast)
    row = begun(round_of(cast.placement, Moment.UNIT_END))
    marking = given(row, cast.rina, 8000)
    final = begun(round_of(cast.placement))

    last = TODAY + 30 * DAY
    end_on(cast.placement, last)
    UnitSpan.update(ends_on=last - 5 * DAY).where(
        UnitSpan.placement == cast.placement.id, UnitSpan.position == 0
    ).execute()

    unit, whole = round_of(cast.placement, Moment.UNIT_END), round_of(cast.placement)
    assert (unit.row, unit.occasion.last) == (row, last - 5 * DAY)
    assert unit.markings == [marking]
    assert (whole.row, whole.occasion.last) == (final, last)


def test_the_two_supervisors_assess_the_final(cast):
    two_stays(cast)

    assert round_of(cast.placement).reviewer_ids == [cast.budi.id, cast.rina.id]
    assert round_of(cast.placement, Moment.UNIT_END).reviewer_ids == [cast.rina.id]
    assert queries.reviewers_of(cast.placement.id) == {cast.rina.id, cast.budi.id}


def test_with_one_supervisor_the_second_is_missing_until_named(cast):
    assert round_of(cast.placement_tono).lacks_reviewer

    row = begun(round_of(cast.placement_tono))
    Appointment.create(assessment=row, person=cast.rina, at=NOON)

    assert round_of(cast.placement_tono).reviewer_ids == [cast.budi.id, cast.rina.id]
    assert not round_of(cast.placement_tono).lacks_reviewer


def test_whoever_left_the_office_is_asked_for_nothing_but_what_they_sent_counts(cast):
    two_stays(cast)
    end_role(role_of(cast.rina), NOON)

    assert round_of(cast.placement).reviewer_ids == [cast.budi.id]

    given(begun(round_of(cast.placement)), cast.rina, 8000)

    assert round_of(cast.placement).reviewer_ids == [cast.budi.id, cast.rina.id]


def missing(cast):
    return queries.missing_for([cast.placement.id])[cast.placement.id]


def final_is(cast, state):
    Assessment.update(state=state).where(Assessment.moment == Moment.FINAL).execute()
    return [each for each in missing(cast) if not each.startswith("report")]


def test_what_is_missing_is_named_until_the_final_is_locked(cast):
    assert missing(cast) == [
        Missing.REVIEWER,
        Missing.MARKS,
        Missing.REPORT_REVIEWER,
        Missing.REPORT_MARKS,
    ]
    two_stays(cast)
    assert missing(cast) == [Missing.MARKS, Missing.REPORT_MARKS]

    row = begun(round_of(cast.placement))
    given(row, cast.rina, 6500)
    apart = given(row, cast.budi, 9500)

    assert final_is(cast, AssessmentState.SENT) == [Missing.AGREEMENT]
    AspectMark.update(value=6600).where(AspectMark.marking == apart.id).execute()
    assert final_is(cast, AssessmentState.SENT) == [Missing.DISCUSSION]
    assert final_is(cast, AssessmentState.DISCUSSED) == [Missing.LOCK]
    assert final_is(cast, AssessmentState.LOCKED) == []


def test_whoever_withdrew_owes_nothing(cast):
    Placement.update(state=PlacementState.WITHDRAWN).where(
        Placement.id == cast.placement.id
    ).execute()

    assert missing(cast) == []


def test_what_was_locked_before_a_unit_was_taken_away_stays(cast):
    two_stays(cast)
    row = begun(round_of(cast.placement, Moment.UNIT_END), AssessmentState.LOCKED)
    given(row, cast.rina, 7500)
    UnitSpan.delete().where(
        UnitSpan.placement == cast.placement.id, UnitSpan.unit == cast.pvl.id
    ).execute()

    results = queries.locked_results(cast.placement.id)

    assert [(each.unit_name, each.result) for each in results] == [(cast.pvl.name, 7500)]
    assert results[0].locked_on == NOON.date() == dt.date(2026, 11, 18)

"""Several at the same moment, with real commits."""

import pytest

from mori.evaluation.assessments import operations, queries
from mori.evaluation.assessments.models import Appointment, Assessment, AssessmentEvent, Marking
from mori.evaluation.assessments.operations import Given, Said
from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.schemes.queries import aspects_of
from tests.cast import NOON
from tests.evaluation.assessments.making import begun, given, round_of, two_stays
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")


def said(each, value: int) -> Said:
    return Said({aspect.id: Given(value) for aspect in aspects_of(each.scheme.id)}, "")


def verbs() -> list[str]:
    return sorted(row.verb for row in AssessmentEvent.select())


def test_two_reviewers_who_send_at_once_make_one_sent_assessment(committed):
    cast = committed.cast
    two_stays(cast)
    each = round_of(cast.placement)

    ends = all_at_once(
        *(
            lambda person=person: operations.send_marking(
                each, said(each, 8000), person.id, 0, "t", NOON
            )
            for person in (cast.rina, cast.budi)
        )
    )

    assert ends == ["done", "done"]
    assert Assessment.select().count() == 1
    assert Assessment.get().state is AssessmentState.SENT
    assert verbs() == ["mark", "mark", "send"]


def test_twenty_equal_sends_make_one(committed):
    cast = committed.cast
    two_stays(cast)
    each = round_of(cast.placement)

    def send() -> None:
        operations.send_marking(each, said(each, 8000), cast.rina.id, 0, "t", NOON)

    assert all_at_once(*[send] * 20) == ["done"] * 20
    assert Marking.select().count() == 1
    assert verbs() == ["mark"]


def test_two_drafts_at_once_are_not_mixed(committed):
    cast = committed.cast
    two_stays(cast)
    each = round_of(cast.placement)

    def save(value: int):
        return lambda: operations.save_draft(each, said(each, value), cast.rina.id, 0, NOON)

    assert sorted(all_at_once(save(7000), save(9000))) == ["done", "refused"]
    marks = queries.marks_of([Marking.get().id])[Marking.get().id]
    assert len({row.value for row in marks.values()}) == 1


def test_a_paper_and_a_reopening_at_once_leave_no_sealed_draft(committed):
    cast = committed.cast
    two_stays(cast)
    row = begun(round_of(cast.placement), AssessmentState.LOCKED)
    for person in (cast.rina, cast.budi):
        given(row, person, 8000)
    each = round_of(cast.placement)

    all_at_once(
        lambda: operations.seal_assessments(cast.placement.id, NOON),
        lambda: operations.reopen_assessment(each, "Tertukar.", cast.wati.id, NOON),
    )

    row = Assessment.get()
    assert row.state.is_locked is (row.sealed_at is not None)


def test_a_silent_one_who_sends_while_replaced_counts_once(committed):
    cast = committed.cast
    two_stays(cast)
    each = round_of(cast.placement)
    begun(each)
    one = cast.budi.id

    all_at_once(
        lambda: operations.send_marking(each, said(each, 9000), one, 0, "t", NOON),
        lambda: operations.appoint_reviewer(each, cast.joko.id, one, cast.wati.id, NOON),
        lambda: operations.appoint_reviewer(each, cast.joko.id, one, cast.wati.id, NOON),
    )

    fresh = round_of(cast.placement)
    assert fresh.has_sent(one) is (one in fresh.reviewer_ids)
    assert Appointment.select().count() <= 1

"""What other rooms put beside the form: coaching notes, the report, the logbook; none is a mark."""

import pytest

from mori.access.roles import Role
from mori.accounts.operations import add_person, give_role
from mori.core.workdays import DAY
from mori.evaluation.assessments import queries
from mori.evaluation.assessments.models import Appointment
from mori.evaluation.assessments.rules import AssessmentState
from mori.guidance.coaching.operations import finish_agreement
from tests.cast import NOON, TODAY
from tests.evaluation.assessments.making import address_of, begun, given, round_of, two_stays
from tests.evaluation.reports.handing import hand_in_link
from tests.guidance.making import coach

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def address(cast):
    two_stays(cast)
    return address_of(round_of(cast.placement))


def facts_of(visit, person, address) -> str:
    return visit(person).get(address).text.split("<h2>Fakta")[1]


def test_notes_are_counted_and_what_was_agreed_is_said(visit, cast, address):
    done = coach(cast, agreed="Kutip sumbernya.", day=TODAY - DAY)
    finish_agreement(done, cast.sari.id, NOON)
    coach(cast, agreed="Tanya dulu.", due_on=TODAY)
    coach(cast, agreed="", due_on=None)

    for person in (cast.rina, cast.budi, cast.sari):
        beside = facts_of(visit, person, address)
        assert "Sudah ada 3 catatan." in beside
        assert beside.index("Tanya dulu.") < beside.index("Kutip sumbernya.")
        assert "Selesai" in beside.split("Kutip sumbernya.")[1].split("</li>")[0]
        assert "Selesai" not in beside.split("Tanya dulu.")[1].split("</li>")[0]
        assert f"/peserta/{cast.placement.key}/bimbingan" in beside


def test_only_the_last_three_agreements_stand_there(visit, cast, address):
    for number in range(4):
        coach(cast, agreed=f"Kesepakatan {number}.")

    beside = facts_of(visit, cast.rina, address)

    assert [f"Kesepakatan {number}." in beside for number in range(4)] == [False, True, True, True]


def test_without_a_note_that_is_said_and_nothing_leads_away(visit, cast, address):
    beside = facts_of(visit, cast.rina, address)

    assert "Belum ada catatan bimbingan." in beside
    assert "/bimbingan" not in beside


def test_an_appointed_reviewer_reads_the_report_but_no_notes(visit, cast, address):
    coach(cast)
    hand_in_link(cast.placement, "Layanan kepulauan")
    another = add_person("Umi Contoh", NOON, None, "umi@contoh.example")
    give_role(another, cast.banua.id, Role.SUPERVISOR, NOON)
    row = begun(round_of(cast.placement))
    Appointment.create(assessment=row, person=another, instead_of=cast.budi, at=NOON)

    beside = facts_of(visit, another, address)

    assert "Layanan kepulauan" in beside
    assert "Catatan bimbingan" not in beside
    assert "logbook.pdf" not in beside


def test_report_and_logbook_are_a_tap_away(visit, cast, address):
    before = facts_of(visit, cast.rina, address)
    hand_in_link(cast.placement, "Layanan kepulauan")

    beside = facts_of(visit, cast.rina, address)

    assert f"/peserta/{cast.placement.key}/laporan" not in before
    for path in (f"/peserta/{cast.placement.key}/{each}" for each in ("laporan", "logbook.pdf")):
        assert path in beside
        assert visit(cast.rina).get(path).status_code == 200


def test_a_note_changes_nothing_of_what_the_marks_come_to(cast, address):
    row = begun(round_of(cast.placement), AssessmentState.LOCKED)
    for person, value in ((cast.rina, 8000), (cast.budi, 8500)):
        given(row, person, value)
    before = queries.locked_results(cast.placement.id)[0][3:]

    coach(cast)

    assert before
    assert queries.locked_results(cast.placement.id)[0][3:] == before

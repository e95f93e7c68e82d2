"""Deciding: taken back in time, with reasons, within places, and once."""

import datetime as dt

import pytest

from mori.accounts.models import Person
from mori.accounts.operations import add_person
from mori.applications.deciding.models import Decision
from mori.applications.deciding.operations import (
    Terms,
    Verdict,
    decide,
    follow_placements,
    undo_decisions,
    withdraw_applicant,
)
from mori.applications.deciding.rules import DecisionState
from mori.applications.desk.operations import correct_applicant, details_of
from mori.applications.models import Applicant
from mori.applications.queries import applicant_by_id
from mori.applications.rules import MOVES, ApplicantState
from mori.applications.settling.operations import place_ready, settle_due
from mori.core.errors import Refused
from mori.notifications.models import Message
from mori.placements.models import Placement
from mori.placements.operations import withdraw_placement
from mori.placements.queries import placement_by_id
from mori.placements.rules import PlacementState
from tests.applications.applying import (
    ENDS,
    LATER,
    POST,
    STARTS,
    entered,
    named,
    places_of,
    put_in_unit,
    settled,
)
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def english(cast):
    Person.update(locale="en").execute()
    put_in_unit(cast.rina, cast.pvl)


def terms(cast, **changes):
    return Terms(cast.pvl.id, cast.rina.id, STARTS, ENDS)._replace(**changes)


def state_of(applicant):
    return Applicant.get_by_id(applicant.id).state


def test_what_is_taken_back_in_eight_seconds_nobody_hears_of(visit, cast):
    first, second = places_of(entered(cast, names=named("Aminah", "Bahrun")))
    before = Person.select().count()
    wati = visit(cast.wati)
    wati.post(
        "/permohonan/putuskan",
        {"verb": "accept", "ready": "yes", "unit": cast.pvl.key, "pick": [first.key, second.key]},
    )
    shown = wati.get("/permohonan").text
    assert "2 accepted." in shown

    decision = Decision.get(Decision.applicant == first)
    wati.post(f"/permohonan/putusan/{decision.key}/batal")
    settle_due(POST, LATER)

    assert {state_of(first), state_of(second)} == {ApplicantState.SUBMITTED}
    assert Person.select().count() == before
    assert Message.select().count() == 0


@pytest.mark.parametrize("is_work_late", [False, True])
def test_after_eight_seconds_it_stays(cast, is_work_late):
    (applicant,) = places_of(entered(cast))
    batch = decide([Verdict(applicant)], "wait", "", "", cast.wati.id, NOON).batch
    if not is_work_late:
        settle_due(POST, LATER)

    with pytest.raises(Refused):
        undo_decisions(batch, cast.wati.id, LATER)

    settle_due(POST, LATER)
    assert state_of(applicant) is ApplicantState.WAITING


def test_another_coordinator_does_not_take_it_back(cast):
    (applicant,) = places_of(entered(cast))
    batch = decide([Verdict(applicant)], "wait", "", "", cast.wati.id, NOON).batch

    with pytest.raises(Refused):
        undo_decisions(batch, cast.hasan.id, NOON)

    assert Decision.get().state is DecisionState.PENDING


def test_the_same_decision_twice_is_one(cast):
    (applicant,) = places_of(entered(cast))

    for _each in range(2):
        outcome = decide([Verdict(applicant)], "wait", "", "", cast.wati.id, NOON)

    assert (outcome.decided, len(outcome.left)) == (0, 1)
    assert Decision.select().count() == 1


def test_a_refusal_needs_its_reason_and_says_it(visit, cast):
    (applicant,) = places_of(entered(cast))
    wati, form = visit(cast.wati), {"verb": "refuse", "ready": "yes", "pick": [applicant.key]}

    refused = wati.post("/permohonan/putuskan", {**form, "note": " "})
    assert refused.status_code == 422
    assert "Write the reason" in refused.text
    wati.post("/permohonan/putuskan", {**form, "note": "Unitnya sedang pindah gedung."})
    settle_due(POST, LATER)

    assert state_of(applicant) is ApplicantState.REFUSED
    bodies = [message.body for message in Message.select()]
    assert len(bodies) == 2  # whoever answers for it, and herself
    assert all("Unitnya sedang pindah gedung." in body for body in bodies)


def test_whoever_waits_first_for_the_same_letter_moves_up(cast):
    aminah, bahrun, cempaka = places_of(entered(cast, names=named("Aminah", "Bahrun", "Cempaka")))
    (other,) = places_of(entered(cast, "l2", names=named("Dahlia")))
    settled("wait", [other], cast)
    settled("accept", [aminah], cast)
    settled("wait", [cempaka], cast, at=NOON + dt.timedelta(minutes=1))
    settled("wait", [bahrun], cast, at=NOON + dt.timedelta(minutes=2))

    at = NOON + dt.timedelta(minutes=5)
    withdraw_applicant(applicant_by_id(aminah.id), None, at, "Sakit.")
    settle_due(POST, at)

    states = [state_of(each) for each in (aminah, bahrun, cempaka, other)]
    assert states == [
        ApplicantState.WITHDRAWN,
        ApplicantState.WAITING,
        ApplicantState.ACCEPTED,
        ApplicantState.WAITING,
    ]
    left = Placement.get_by_id(applicant_by_id(aminah.id).placement_id)
    assert left.state is PlacementState.WITHDRAWN
    assert applicant_by_id(cempaka.id).placement.starts_on == STARTS


def test_nobody_ends_a_placement_from_here(cast):
    (applicant,) = places_of(entered(cast))
    settled("accept", [applicant], cast)
    placed = applicant_by_id(applicant.id)

    for actor, at in (
        (cast.wati.id, LATER),
        (None, dt.datetime.combine(STARTS, dt.time(3), dt.UTC)),
    ):
        with pytest.raises(Refused):
            withdraw_applicant(placed, actor, at)

    assert Placement.get_by_id(placed.placement_id).state is PlacementState.ACTIVE


def test_a_placement_that_was_withdrawn_on_its_own_page_frees_the_place(cast):
    aminah, bahrun = places_of(entered(cast, names=named("Aminah", "Bahrun")))
    settled("accept", [aminah], cast)
    settled("wait", [bahrun], cast)
    placement = applicant_by_id(aminah.id).placement
    withdraw_placement(placement_by_id(placement.id), "", None, LATER)

    follow_placements(LATER)
    settle_due(POST, LATER)

    assert state_of(aminah) is ApplicantState.WITHDRAWN
    assert state_of(bahrun) is ApplicantState.ACCEPTED


def test_a_place_without_a_name_is_accepted_and_placed_once_it_has_one(cast):
    _first, second = places_of(entered(cast, names=named("Aminah"), places=1))
    settled("accept", [second], cast)
    assert (state_of(second), second.name) == (ApplicantState.ACCEPTED, "")
    assert applicant_by_id(second.id).placement_id is None

    known = applicant_by_id(second.id)
    details = details_of(known)._replace(name="Bahrun Rekaan", phone="081200000199")
    correct_applicant(known, details, details_of(known), cast.wati.id, LATER)
    place_ready(POST, LATER)

    placed = applicant_by_id(second.id)
    assert placed.placement.person.name == "Bahrun Rekaan"
    assert placed.placement.person.phone == "+6281200000199"


def test_with_the_mail_of_somebody_else_nobody_gets_into_their_account(visit, cast):
    add_person("Gusti Lain", NOON, email="aminah@umr.example")
    application = entered(cast, names=named("Aminah"))
    (applicant,) = places_of(application)

    settled("accept", [applicant], cast)

    assert state_of(applicant) is ApplicantState.ACCEPTED
    assert applicant_by_id(applicant.id).placement_id is None
    page = visit(cast.wati).get(f"/permohonan/{application.key}").text
    assert "Ask Aminah Rekaan for one of their own." in page


def test_an_intern_of_before_keeps_their_account(cast):
    sari = Person.get_by_id(cast.sari.id)
    (applicant,) = places_of(entered(cast, names=named("Sari")))
    Applicant.update(name=sari.name, email=sari.email).execute()

    settled(
        "accept", [applicant], cast, starts_on=dt.date(2027, 2, 1), ends_on=dt.date(2027, 3, 31)
    )

    assert applicant_by_id(applicant.id).placement.person_id == sari.id
    assert "/masuk" in "".join(each.said(POST.key) for each in Message.select())


@pytest.mark.parametrize("verb", ["verify", "wait", "accept", "refuse"])
def test_whoever_is_in_a_state_that_does_not_allow_it_stays_as_they_are(cast, verb):
    for state in ApplicantState:
        (applicant,) = places_of(entered(cast, f"{verb} {state}", names=named("Aminah")))
        Applicant.update(state=state).where(Applicant.id == applicant.id).execute()
        (applicant,) = places_of(applicant.application)

        outcome = decide(
            [Verdict(applicant, terms(cast))], verb, "Penuh.", "so", cast.wati.id, NOON
        )

        assert outcome.decided == (state in MOVES[verb][0])

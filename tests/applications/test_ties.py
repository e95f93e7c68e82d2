"""Whom of the office an applicant is tied to, as a coordinator says, and what follows from it."""

import pytest

from mori.accounts.models import Person
from mori.applications.deciding.models import Decision
from mori.applications.erasing.operations import erase_old
from mori.applications.models import Applicant
from mori.applications.queries import applicant_by_id
from mori.applications.settling.operations import settle_due
from mori.applications.ties.models import ApplicantTie
from mori.applications.ties.operations import note_tie
from mori.core.errors import Refused
from mori.core.sealing import seal
from mori.core.workdays import DAY
from mori.placements.barred.queries import barred_for
from mori.placements.queries import spans_of
from tests.applications.applying import (
    LATER,
    POST,
    entered,
    named,
    places_of,
    put_in_unit,
    settled,
)
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")
WORDS = "Rina adalah kakak saya."


@pytest.fixture(autouse=True)
def english(cast):
    Person.update(locale="en").execute()
    put_in_unit(cast.rina, cast.pvl)


@pytest.fixture
def aminah(app, cast) -> Applicant:
    (applicant,) = places_of(entered(cast))
    sealed = seal(app.config["SECRET_KEY"], WORDS)
    Applicant.update(conflict=sealed).where(Applicant.id == applicant.id).execute()
    return applicant_by_id(applicant.id)


def address(applicant) -> str:
    return f"/permohonan/peserta/{applicant.key}/benturan"


def accepting(*applicants, cast, **more) -> dict:
    picked = [each.key for each in applicants]
    return {"verb": "accept", "pick": picked, "unit": cast.pvl.key, **more}


def test_a_coordinator_says_who_is_meant_and_takes_it_back(visit, cast, aminah):
    wati = visit(cast.wati)
    page = wati.get(address(aminah)).text
    assert WORDS in page
    assert cast.hasan.key in page  # whoever works there, whatever they do today
    assert cast.sari.key not in page
    assert cast.joko.key not in page

    for _each in range(2):
        wati.post(address(aminah), {"person": cast.rina.key})
    assert ApplicantTie.get().person_id == cast.rina.id
    assert "never with Rina Contoh" in wati.get(f"/permohonan/{aminah.application.key}").text

    wati.post(f"{address(aminah)}/hapus", {"tie": ApplicantTie.get().key})
    assert not ApplicantTie.select().exists()


@pytest.mark.parametrize("who", ["", "sari", "joko", "tiada"])
def test_somebody_of_the_office_is_chosen(visit, cast, aminah, who):
    key = getattr(cast, who).key if hasattr(cast, who) else who

    reply = visit(cast.wati).post(address(aminah), {"person": key})

    assert reply.status_code == 422
    assert "Choose" in reply.text
    assert not ApplicantTie.select().exists()


def test_nobody_of_another_office_is_noted_whoever_asks(cast, aminah):
    for person in (cast.joko, cast.sari):
        with pytest.raises(Refused):
            note_tie(aminah, person.id, cast.wati.id, NOON)


def test_only_coordinators_of_the_office_see_it(visit, cast, aminah):
    note_tie(aminah, cast.rina.id, cast.wati.id, NOON)

    for person in (cast.hasan, cast.rina, cast.citra, cast.ningsih):
        assert visit(person).get(address(aminah)).status_code in (403, 404)
        assert visit(person).post(address(aminah), {"person": cast.budi.key}).status_code >= 403
    page = visit(cast.hasan).get(f"/permohonan/{aminah.application.key}").text
    assert "Aminah Rekaan" in page
    assert "Rina" not in page
    assert ApplicantTie.select().count() == 1


def test_they_are_not_offered_and_a_forged_request_is_refused(visit, cast, aminah):
    note_tie(aminah, cast.rina.id, cast.wati.id, NOON)
    wati = visit(cast.wati)

    offered = wati.post("/permohonan/putuskan", accepting(aminah, cast=cast)).text
    named_anyhow = accepting(aminah, cast=cast, ready="yes", supervisor=cast.rina.key)
    forged = wati.post("/permohonan/putuskan", named_anyhow)
    by_unit = wati.post("/permohonan/putuskan", accepting(aminah, cast=cast, ready="yes"))

    assert cast.budi.key in offered
    assert cast.rina.key not in offered
    assert "Choose one of those offered." in forged.text
    assert "Choose the unit, the supervisor and both days." in by_unit.text
    assert {forged.status_code, by_unit.status_code} == {422}
    assert not Decision.select().exists()


def test_others_of_the_letter_go_to_whoever_is_in_the_unit(visit, cast):
    first, second = places_of(entered(cast, names=named("Aminah", "Bahrun")))
    put_in_unit(cast.budi, cast.pvl)
    note_tie(first, cast.budi.id, cast.wati.id, NOON)

    accepted = accepting(first, second, cast=cast, ready="yes", over_why="so")
    visit(cast.wati).post("/permohonan/putuskan", accepted)

    chosen = {each.applicant_id: each.supervisor_id for each in Decision.select()}
    assert chosen == {first.id: cast.rina.id, second.id: cast.budi.id}


def test_once_placed_the_two_are_kept_apart(cast, aminah):
    note_tie(aminah, cast.rina.id, cast.wati.id, NOON)

    settled("accept", [aminah], cast, supervisor_id=cast.budi.id)

    placed = applicant_by_id(aminah.id)
    assert barred_for(placed.placement.person_id) == {cast.rina.id}


@pytest.mark.parametrize("is_another_there", [True, False])
def test_named_while_it_can_be_taken_back_another_one_supervises(
    visit, cast, aminah, is_another_there
):
    if is_another_there:
        put_in_unit(cast.budi, cast.pvl)
    chosen = accepting(aminah, cast=cast, ready="yes", supervisor=cast.rina.key, over_why="so")
    visit(cast.wati).post("/permohonan/putuskan", chosen)
    note_tie(aminah, cast.rina.id, cast.wati.id, NOON)

    settle_due(POST, LATER)

    placed = applicant_by_id(aminah.id)
    assert placed.state.is_accepted
    if is_another_there:
        (span,) = spans_of([placed.placement_id])
        assert span.supervisor_id == cast.budi.id
    else:
        assert placed.placement_id is None
        page = visit(cast.wati).get(f"/permohonan/{aminah.application.key}").text
        assert "nobody else supervises in this unit" in page


def test_erased_with_whatever_was_refused(cast, aminah, store):
    note_tie(aminah, cast.rina.id, cast.wati.id, NOON)
    settled("refuse", [aminah], cast, "Penuh.")

    erase_old(store, NOON + 91 * DAY)

    assert not ApplicantTie.select().exists()
    assert Applicant.get_by_id(aminah.id).conflict == ""

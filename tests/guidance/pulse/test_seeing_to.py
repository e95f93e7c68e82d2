"""What is not as agreed is on the list of those who read it, that day, and is seen to once."""

import pytest

from mori.access.roles import Role
from mori.accounts.operations import add_person, give_role
from mori.guidance.pulse.models import PulseAnswer, PulseEvent
from mori.guidance.pulse.rules import PulseState, Side
from mori.placements.models import UnitSpan
from tests.cast import NOON
from tests.guidance.pulse.asking import FINE, OTHER_WORK, PAID, UNSAFE, answer

pytestmark = pytest.mark.usefixtures("noon")

LISTED = "Tidak sesuai kesepakatan"


def path_of(cast) -> str:
    return f"/peserta/{cast.placement.key}/hari-kesepuluh"


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("said", [PAID, OTHER_WORK, UNSAFE])
def test_it_is_on_the_coordinators_list_that_day(visit, cast, said, side):
    answer(cast.placement, said, side)

    page = visit(cast.wati).get("/tertunda").text

    assert LISTED in page
    assert f'href="{path_of(cast)}"' in page
    assert LISTED not in visit(cast.hasan).get("/tertunda").text
    assert LISTED not in visit(cast.citra).get("/tertunda").text


def test_what_is_as_agreed_is_on_no_list_and_can_be_read(visit, cast):
    answer(cast.placement, FINE, words="Semua baik.")

    assert LISTED not in visit(cast.wati).get("/tertunda").text
    assert "Semua baik." in visit(cast.wati).get(path_of(cast)).text
    assert "1 jawaban" in visit(cast.wati).get(f"/peserta/{cast.placement.key}").text


def test_it_is_seen_to_with_a_sentence(visit, cast):
    said = answer(cast.placement, PAID)
    browser = visit(cast.wati)

    reply = browser.post(path_of(cast), {"answer": said.key, "words": "Uangnya dikembalikan."})

    assert reply.status_code == 303
    assert PulseAnswer.get().state == PulseState.SEEN_TO
    assert LISTED not in browser.get("/tertunda").text
    page = browser.get(path_of(cast)).text
    assert "Uangnya dikembalikan." in page
    assert "Wati Contoh" in page


def test_without_a_sentence_it_is_not(visit, cast):
    said = answer(cast.placement, PAID)
    answer(cast.placement, OTHER_WORK, Side.SUPERVISOR)

    reply = visit(cast.wati).post(path_of(cast), {"answer": said.key, "words": ""})

    assert reply.status_code == 422
    assert PulseAnswer.get_by_id(said.id).state == PulseState.RAISED


def test_it_is_seen_to_once(visit, cast):
    said, browser = answer(cast.placement, PAID), visit(cast.wati)
    browser.post(path_of(cast), {"answer": said.key, "words": "Sudah."})

    reply = browser.post(path_of(cast), {"answer": said.key, "words": "Lagi."})

    assert reply.status_code == 409
    assert PulseEvent.select().where(PulseEvent.verb == "see_to").count() == 1


def test_an_answer_of_another_placement_is_not_seen_to_here(visit, cast):
    theirs = answer(cast.placement_tono, PAID)

    reply = visit(cast.wati).post(path_of(cast), {"answer": theirs.key, "words": "Sudah."})

    assert reply.status_code == 422
    assert PulseAnswer.get().state == PulseState.RAISED


@pytest.fixture
def wati_supervises(cast):
    """The only coordinator supervises Sari."""
    UnitSpan.update(supervisor=cast.wati).where(UnitSpan.placement == cast.placement.id).execute()
    give_role(cast.wati, cast.banua.id, Role.SUPERVISOR, NOON)


def test_where_the_coordinator_supervises_the_head_reads_it(visit, cast, wati_supervises):
    answer(cast.placement, PAID)

    assert LISTED not in visit(cast.wati).get("/tertunda").text
    assert visit(cast.wati).get(path_of(cast)).status_code == 404
    assert LISTED in visit(cast.hasan).get("/tertunda").text
    assert visit(cast.hasan).get(path_of(cast)).status_code == 200


def test_and_the_intern_is_told_so(visit, cast, wati_supervises):
    page = visit(cast.sari).get("/hari-kesepuluh").text

    assert "Hasan Contoh di kantormu" in page
    assert "Wati" not in page


def test_where_another_coordinator_is_left_they_read_it(visit, cast, wati_supervises):
    other = add_person("Yuli Contoh", NOON, "+6281100077777", "yuli@contoh.example")
    give_role(other, cast.banua.id, Role.COORDINATOR, NOON)
    answer(cast.placement, PAID)

    assert LISTED in visit(other).get("/tertunda").text
    assert LISTED not in visit(cast.hasan).get("/tertunda").text


def test_where_everyone_supervises_nobody_reads_and_the_intern_is_told(
    visit, cast, wati_supervises
):
    UnitSpan.update(stand_in=cast.hasan).where(UnitSpan.placement == cast.placement.id).execute()
    answer(cast.placement_tono, PAID)

    assert "Tidak ada: semua" in visit(cast.sari).get("/hari-kesepuluh").text
    assert LISTED in visit(cast.wati).get("/tertunda").text  # of Tono, whom she does not supervise


def test_who_supervised_when_it_was_answered_never_reads_it(visit, cast, wati_supervises):
    answer(cast.placement, PAID, words="Diminta oleh pembimbing.")

    UnitSpan.update(supervisor=cast.rina).where(UnitSpan.placement == cast.placement.id).execute()

    assert LISTED not in visit(cast.wati).get("/tertunda").text
    assert visit(cast.wati).get(path_of(cast)).status_code == 404
    assert "Diminta oleh pembimbing." in visit(cast.hasan).get(path_of(cast)).text

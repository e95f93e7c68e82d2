"""Ready phrases: five everywhere, until an office has its own."""

import pytest

from mori.logbook.phrases.models import ReadyPhrase
from mori.logbook.phrases.operations import adopt_phrases
from mori.logbook.review.models import Verdict
from tests.logbook.writing import write_entry

LAW = "Tambahkan dasar hukumnya, ya."


pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def own(cast):
    adopt_phrases(cast.banua.id, ["Nomor berkasnya?", "Tulis lebih rinci, ya."])
    return ReadyPhrase.select().order_by(ReadyPhrase.position)[0]


def test_an_office_without_its_own_has_five(visit, cast):
    write_entry(cast)

    page = visit(cast.rina).get("/tinjau").text

    assert LAW in page
    assert LAW in visit(cast.wati).get("/kantor/frasa").text
    assert 'href="/kantor/frasa"' in visit(cast.wati).get("/kantor").text


def test_a_coordinator_begins_with_the_five(visit, cast):
    wati = visit(cast.wati)

    for _ in range(2):
        assert wati.post("/kantor/frasa/mulai").status_code == 303

    assert ReadyPhrase.select().where(ReadyPhrase.office == cast.banua).count() == 5
    assert not ReadyPhrase.select().where(ReadyPhrase.office == cast.seberang).exists()


def test_the_queue_offers_the_offices_own_at_once(visit, cast, own):
    write_entry(cast)
    rina, wati = visit(cast.rina), visit(cast.wati)
    before = rina.get("/tinjau").text

    wati.post(
        f"/kantor/frasa/{own.key}", {"text": "Berkas mana?", "position": 9, "is_offered": "y"}
    )
    after = rina.get("/tinjau").text

    assert "Nomor berkasnya?" in before
    assert LAW not in before
    assert after.index("Tulis lebih rinci, ya.") < after.index("Berkas mana?")


def test_what_is_no_longer_offered_is_not_chosen(visit, cast, own):
    entry = write_entry(cast)
    wati, rina = visit(cast.wati), visit(cast.rina)
    wati.post(f"/kantor/frasa/{own.key}", {"text": own.text, "position": 1})

    reply = rina.post(
        f"/tinjau/{entry.key}",
        {"verb": "return", "revision": 1, "phrase": own.key, "note": "Kata saya."},
    )

    assert own.text not in rina.get("/tinjau").text
    assert reply.status_code == 422
    assert "Kata saya." in reply.text


def test_an_own_phrase_reaches_the_decision(visit, cast, own):
    entry = write_entry(cast)

    visit(cast.rina).post(
        f"/tinjau/{entry.key}", {"verb": "return", "revision": 1, "phrase": own.key}
    )

    assert Verdict.get().note == "Nomor berkasnya?"


def test_one_more_stands_behind_the_others(visit, cast, own):
    wati = visit(cast.wati)

    reply = wati.post("/kantor/frasa", {"text": "Yang ketiga."})

    page = wati.get(reply.location).text
    assert page.index("Tulis lebih rinci, ya.") < page.index("Yang ketiga.")


@pytest.mark.parametrize("text", ["", "  ", "x" * 201])
def test_bad_words_come_back(visit, cast, own, text):
    wati = visit(cast.wati)

    assert wati.post("/kantor/frasa", {"text": text}).status_code == 422
    reply = wati.post(f"/kantor/frasa/{own.key}", {"text": text, "position": 0})
    assert reply.status_code == 422
    assert ReadyPhrase.select().count() == 2


def test_thirteen_are_too_many(visit, cast):
    adopt_phrases(cast.banua.id, [f"Frasa {n}." for n in range(12)])

    reply = visit(cast.wati).post("/kantor/frasa", {"text": "Satu lagi."})

    assert reply.status_code == 409
    assert "Satu lagi." in reply.text


def test_another_office_and_other_roles_change_nothing(visit, cast, own):
    assert visit(cast.citra).get(f"/kantor/frasa/{own.key}").status_code == 404
    assert "Nomor berkasnya?" not in visit(cast.citra).get("/kantor/frasa").text
    assert visit(cast.rina).get("/kantor/frasa").status_code == 403
    assert visit(cast.hasan).post("/kantor/frasa", {"text": "x"}).status_code == 403

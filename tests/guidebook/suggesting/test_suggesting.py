"""An intern suggests a change of a chapter, and is thanked with what became of it."""

import pytest

from mori.core.clock import now
from mori.core.errors import Refused
from mori.guidebook import queries
from mori.guidebook.models import Revision
from mori.guidebook.suggesting import operations
from mori.guidebook.suggesting.models import Suggestion, SuggestionEvent
from mori.guidebook.suggesting.rules import SuggestionState
from mori.notifications.models import Message
from tests.guidebook.publishing import approve_all, chapter, load

pytestmark = pytest.mark.usefixtures("noon")

TEXT = "Bab ini belum menyebut di mana papan standar pelayanan dipasang."


@pytest.fixture(autouse=True)
def books(cast):
    load(cast)
    approve_all(cast)


def suggested(cast, text=TEXT, by=None) -> Suggestion:
    person = by or cast.sari
    return operations.suggest_change(chapter(), cast.banua.id, text, person.id, text[:40], now())


def state_of(suggestion) -> SuggestionState:
    return Suggestion.get_by_id(suggestion.id).state


def mails_to(person) -> list[Message]:
    return list(Message.select().where(Message.recipient == person.email))


def form(suggestion, **said):
    base = queries.text_in_force(suggestion.office_id, suggestion.chapter_id)
    return {
        "token": "a",
        "base": base.key,
        "suggestion": suggestion.key,
        "title": base.title,
        "body": f"{base.body}\n\nPapan itu ada di lobi.",
        "change": "material",
        "do": "propose",
    } | said


def test_an_intern_suggests_and_a_double_tap_is_one(cast, visit):
    browser = visit(cast.sari)
    said = {"token": "a", "chapter": chapter().key, "text": TEXT}

    answers = [browser.post("/belajar/saran", said) for _tap in range(2)]

    assert [each.status_code for each in answers] == [303, 303]
    assert Suggestion.select().count() == 1
    assert SuggestionEvent.select().count() == 1
    assert TEXT in browser.get("/belajar/saran").text
    assert 'href="/belajar/saran"' in browser.get("/belajar").text


@pytest.mark.parametrize("wrong", [{"text": ""}, {"chapter": ""}, {"text": "a" * 601}])
def test_what_cannot_be_taken_stays_in_the_form(cast, visit, wrong):
    said = {"token": "a", "chapter": chapter().key, "text": TEXT} | wrong

    answer = visit(cast.sari).post("/belajar/saran", said)

    assert answer.status_code == 422
    assert said["text"] in answer.text
    assert not Suggestion.select().exists()


def test_another_offices_section_cannot_be_chosen(cast, visit):
    said = {"token": "a", "chapter": "tidakada", "text": TEXT}

    assert visit(cast.sari).post("/belajar/saran", said).status_code == 422


def test_it_is_written_down_approved_and_thanked_for(cast, visit):
    suggestion = suggested(cast)
    path = f"/naskah/bab/{chapter().key}/ubah"
    wati = visit(cast.wati)

    there = wati.get(f"/naskah/saran/{suggestion.key}").text
    writing = wati.get(f"{path}?saran={suggestion.key}").text
    wati.post(path, form(suggestion))
    made = Revision.get(Revision.author == cast.wati)
    waiting = state_of(suggestion)
    visit(cast.hasan).post(
        f"/naskah/usul/{made.key}/setujui", {"seen": made.digest, "change": "material"}
    )

    assert f"{path}?saran={suggestion.key}" in there
    assert TEXT in writing
    assert waiting is SuggestionState.WAITING
    assert state_of(suggestion) is SuggestionState.ADOPTED
    assert "sudah masuk ke naskah bab ini" in visit(cast.sari).get("/belajar/saran").text
    (mail,) = mails_to(cast.sari)
    assert "/belajar/saran" in mail.body


def test_a_supervisor_who_guesses_a_key_writes_nothing_down(cast, visit):
    suggestion = suggested(cast)
    path = f"/naskah/bab/{chapter().key}/ubah"
    rina = visit(cast.rina)

    seen = rina.get(f"{path}?saran={suggestion.key}").text
    rina.post(path, form(suggestion))

    assert TEXT not in seen
    assert Revision.select().where(Revision.author == cast.rina).exists()
    assert Suggestion.get_by_id(suggestion.id).revision_id is None


def test_a_chapter_stays_as_it_is_with_words_to_whoever_suggested(cast, visit):
    suggestion = suggested(cast)
    path = f"/naskah/saran/{suggestion.key}"
    wati = visit(cast.wati)

    empty = wati.post(path, {"reply": ""})
    answered = wati.post(path, {"reply": "Itu ada di bab 5."})
    late = wati.post(path, {"reply": "Kata lain."})

    assert [each.status_code for each in (empty, answered, late)] == [409, 303, 409]
    assert "Kata lain." not in visit(cast.sari).get("/belajar/saran").text
    assert "Itu ada di bab 5." in visit(cast.sari).get("/belajar/saran").text
    assert state_of(suggestion) is SuggestionState.DECLINED
    assert len(mails_to(cast.sari)) == 1


def test_what_was_declined_is_not_adopted_any_more(cast):
    suggestion = suggested(cast)
    revision = queries.text_in_force(cast.banua.id, chapter().id)
    operations.write_down(suggestion, revision, cast.wati.id, now())
    seen = Suggestion.get_by_id(suggestion.id)
    operations.decline_suggestion(seen, "Tidak.", "", cast.wati.id, now())

    operations.adopt_suggestions(revision, "", cast.hasan.id, now())
    with pytest.raises(Refused):
        operations.decline_suggestion(seen, "Lain.", "", cast.hasan.id, now())

    assert state_of(suggestion) is SuggestionState.DECLINED


def test_it_is_for_those_who_decide_in_the_same_office_alone(cast, visit):
    suggestion = suggested(cast)
    path = f"/naskah/saran/{suggestion.key}"

    asked = {who: visit(getattr(cast, who)).get(path).status_code for who in ("wati", "hasan")}
    refused = [visit(each).get(path).status_code for each in (cast.rina, cast.sari, cast.citra)]
    other = visit(cast.tono).get("/belajar/saran").text

    assert set(asked.values()) == {200}
    assert not {200, 303} & set(refused)
    assert TEXT not in other
    assert TEXT[:60] in visit(cast.wati).get("/naskah/saran").text
    assert "1 saran untuk buku menunggu" in visit(cast.wati).get("/ringkasan").text

"""Interns and staff bring ideas, say that they met the same, and take both back."""

import pytest

from mori.contributions.ideas import operations
from mori.contributions.ideas.models import Idea, IdeaEvent, IdeaSupport
from mori.contributions.ideas.rules import IdeaState
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.placements.models import Placement
from tests.cast import TODAY
from tests.contributions.ideas.bringing import PROBLEM, PROPOSAL, adopted, brought, fresh, shared

pytestmark = pytest.mark.usefixtures("noon")

BUTTON = 'action="/bantuan"'


def form(**said):
    return {
        "token": "a",
        "about": "service",
        "title": "Papan biaya di pintu",
        "problem": PROBLEM,
        "proposal": PROPOSAL,
        "shown": "named",
        "first": "coordinator",
    } | said


def test_an_idea_is_sent_once_and_promised_an_answer(cast, visit):
    sari = visit(cast.sari)

    answers = [sari.post("/belajar/ide/baru", form()) for _tap in range(2)]
    page = sari.get(answers[0].location).text

    assert [each.status_code for each in answers] == [303, 303]
    assert 'href="/belajar/ide"' in sari.get("/belajar").text
    assert "Kantor menjawab paling lambat Rabu, 2 Desember 2026" in page
    (idea,) = Idea.select()
    assert (idea.state, str(idea.answer_by)) == (IdeaState.OPEN, "2026-12-02")
    assert "Papan biaya" in sari.get("/belajar/ide?saring=milikku").text
    assert "Papan biaya" in visit(cast.wati).get("/ide").text


def test_a_draft_is_nobody_elses_until_it_is_sent(cast, visit):
    sari = visit(cast.sari)

    made = sari.post("/belajar/ide/baru", form(do="draft"))
    path = made.location
    others = [visit(each).get(path).status_code for each in (cast.wati, cast.hasan, cast.tono)]
    seen = sari.get(f"{path}/ubah").text
    sari.post(f"{path}/ubah", form(title="Papan urutan loket"))
    again = sari.post(f"{path}/ubah", form(title="Lain lagi"))

    assert others == [404, 404, 404]
    assert PROBLEM in seen
    (idea,) = Idea.select()
    assert (idea.title, idea.state) == ("Papan urutan loket", IdeaState.OPEN)
    assert again.status_code == 409
    assert "Lain lagi" in again.text


@pytest.mark.parametrize(
    "wrong",
    [
        *({name: ""} for name in ("about", "title", "problem", "proposal", "shown", "first")),
        {"first": "officer"},
        {"problem": "a" * 1501},
        {"title": "a" * 121},
    ],
)
def test_what_cannot_be_taken_stays_in_the_form(cast, visit, wrong):
    said = form() | wrong

    answer = visit(cast.sari).post("/belajar/ide/baru", said)

    assert answer.status_code == 422
    assert all(said[name] in answer.text for name in ("title", "problem", "proposal"))
    assert not Idea.select().exists()


def test_words_of_danger_show_the_red_button_once_and_keep_nothing(cast, visit):
    said, sari = form(problem="Kadang aku ingin mati saja di sini."), visit(cast.sari)

    asked = sari.post("/belajar/ide/baru", said)
    kept = Idea.select().exists()
    sent = sari.post("/belajar/ide/baru", said | {"aware": "y"})

    assert asked.status_code == 422
    assert BUTTON in asked.text
    assert 'id="danger"' in asked.text
    assert said["problem"] in asked.text
    assert "tidak mencatat bahwa pertanyaan ini muncul" in asked.text
    assert not kept
    assert sent.status_code == 303
    (event, _sent) = IdeaEvent.select().order_by(IdeaEvent.id)
    assert (event.verb, event.note) == ("keep", "")


def test_a_coordinators_own_idea_goes_to_the_head(cast, visit):
    wati = visit(cast.wati)

    refused = wati.post("/belajar/ide/baru", form())
    sent = wati.post("/belajar/ide/baru", form(first="head"))

    assert refused.status_code == 422
    assert sent.status_code == 303


def test_whoever_has_left_follows_theirs_and_brings_no_more(cast, visit):
    mine, other = adopted(cast, cast.sari), brought(cast, title="Tertutup")
    gone = Placement.update(state="finished", ends_on=TODAY - DAY)
    gone.where(Placement.id == cast.placement.id).execute()
    sari = visit(cast.sari)

    listed = sari.get("/belajar/ide").text
    refused = sari.post("/belajar/ide/baru", form(title="Terlambat datang"))

    assert mine.title in listed
    assert "/belajar/ide/baru" not in listed
    assert sari.get(f"/belajar/ide/{mine.key}").status_code == 200
    assert sari.get(f"/belajar/ide/{other.key}").status_code == 404
    assert refused.status_code == 422
    assert "Terlambat datang" in refused.text
    assert Idea.select().count() == 2


def test_met_the_same_is_one_sentence_that_can_be_taken_back(cast, visit):
    idea, sari = shared(cast), visit(cast.sari)
    path = f"/belajar/ide/{idea.key}"

    empty = sari.post(f"{path}/sama", {"text": " "})
    for text in ("Kemarin di loket dua.", "Tadi pagi di loket tiga."):
        sari.post(f"{path}/sama", {"text": text})
    there = visit(cast.rina).get(path).text
    danger = sari.post(f"{path}/sama", {"text": "Aku dipukul di sana."})
    sari.post(f"{path}/sama/hapus")

    assert empty.status_code == 422
    assert "Tadi pagi di loket tiga." in there
    assert "Kemarin di loket dua." not in there
    assert danger.status_code == 422
    assert "Aku dipukul di sana." in danger.text
    assert not IdeaSupport.select().exists()
    assert "Tadi pagi" not in visit(cast.rina).get(path).text
    with pytest.raises(Refused):
        operations.say_the_same(fresh(idea), cast.tono.id, "Aku.", now())


def test_what_was_sent_is_withdrawn_and_seen_by_nobody_else(cast, visit):
    idea, tono = shared(cast), visit(cast.tono)
    path = f"/belajar/ide/{idea.key}"

    tono.post(f"{path}/tarik")
    second = tono.post(f"{path}/tarik")

    assert second.status_code == 409
    assert [visit(each).get(path).status_code for each in (cast.sari, cast.wati)] == [404, 404]
    assert tono.get(path).status_code == 200


def test_the_list_stands_by_day_and_nothing_else(cast, visit):
    first = shared(cast, cast.sari, title="Yang lama")
    Idea.update(sent_on=TODAY - 9 * DAY).where(Idea.id == first.id).execute()
    shared(cast, title="Yang baru")
    for person in (cast.rina, cast.budi, cast.tono):
        operations.say_the_same(fresh(first), person.id, "Sama.", now())

    text = visit(cast.rina).get("/belajar/ide").text

    assert text.index("Yang baru") < text.index("Yang lama")

"""A session that ended under a form: what was written goes through signing in and is sent."""

import re
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from mori.accounts.models import Session
from mori.accounts.views import begin
from mori.core.clock import now
from mori.logbook.models import Entry
from mori.logbook.review.models import Verdict
from mori.logbook.rules import MAX_TEXT
from tests.cast import PASSWORD, TODAY
from tests.logbook.writing import write_entry

WORDS = {
    "token": "t1",
    "day": TODAY,
    "text": 'Menyusun "kronologi" <tiga> laporan.',
    "activity": "",
}


pytestmark = pytest.mark.usefixtures("noon")


def end_sessions():
    Session.update(ended_at=now()).execute()


def carried(reply) -> str:
    return re.search(r'name="carried"[^>]*value="([^"]+)"', reply.text)[1]


def written_after_the_end(visit, cast, **more):
    """Sent by a page of the session that has ended, and so with that session's form token."""
    browser = visit(cast.sari)
    end_sessions()
    reply = browser.post("/logbook", {**WORDS, "writer": cast.sari.key, **more})
    browser.who = "anonymous"
    return browser, reply


def sign_in(browser, person, sealed):
    return browser.post(
        "/masuk", {"login": person.phone or person.email, "password": PASSWORD, "carried": sealed}
    )


def test_what_was_written_is_sent_by_signing_in(visit, cast):
    browser, reply = written_after_the_end(visit, cast)

    sent = sign_in(browser, cast.sari, carried(reply))

    assert Entry.get().text == WORDS["text"]
    assert (sent.status_code, sent.location) == (303, "/logbook")
    assert WORDS["text"].split()[0] in browser.get("/logbook").text


@pytest.mark.parametrize("sign", ["é", "ب", "😀"])
def test_the_longest_text_comes_through_whatever_its_signs(visit, cast, sign, monkeypatch):
    monkeypatch.setattr("tests.visit.lint", lambda reply: None)  # a page that carries is large
    longest = dict.fromkeys(("text", "learnt", "obstacles"), sign * MAX_TEXT)
    browser, reply = written_after_the_end(visit, cast, **longest)

    sign_in(browser, cast.sari, carried(reply))

    entry = Entry.get()
    assert {"text": entry.text, "learnt": entry.learnt, "obstacles": entry.obstacles} == longest


def test_a_wrong_password_loses_nothing(visit, cast):
    browser, reply = written_after_the_end(visit, cast)

    wrong = browser.post(
        "/masuk", {"login": cast.sari.phone, "password": "salah", "carried": carried(reply)}
    )

    assert carried(wrong) == carried(reply)
    assert not Entry.select().exists()


def test_what_is_refused_comes_back_to_be_mended(visit, cast):
    browser, reply = written_after_the_end(visit, cast, day="2026-01-01")

    sent = sign_in(browser, cast.sari, carried(reply))

    assert sent.status_code == 409
    assert "kronologi" in sent.text
    assert browser.get("/logbook").status_code == 200


def test_another_person_neither_sends_nor_sees_it(visit, cast):
    browser, reply = written_after_the_end(visit, cast)

    refused = sign_in(browser, cast.tono, carried(reply))

    assert refused.status_code == 409
    assert carried(refused) == carried(reply)
    assert "kronologi" not in refused.text
    assert not Entry.select().exists()


def test_after_the_second_step_too_nobody_sends_what_another_wrote(app, visit, cast):
    _, reply = written_after_the_end(visit, cast)

    with app.test_request_context("/masuk", method="POST"):
        answer = begin(cast.tono, sealed=carried(reply))

    assert (answer.status_code, answer.location) == (303, "/")
    assert not Entry.select().exists()


def test_what_nobody_wrote_is_not_sent_by_whoever_signs_in(visit, cast):
    entry = write_entry(cast)
    browser = visit()  # a shared computer, on which somebody leaves this for the supervisor
    reply = browser.post(f"/tinjau/{entry.key}", {"verb": "approve", "revision": 1})
    sealed = re.search(r'name="carried"[^>]*value="([^"]+)"', reply.text)

    sign_in(browser, cast.rina, sealed[1] if sealed else "")

    assert not Verdict.select().exists()


def test_the_sign_in_page_shows_nothing_of_it(visit, cast):
    _, reply = written_after_the_end(visit, cast)

    assert reply.status_code == 200
    assert "kronologi" not in reply.text


def test_what_was_not_sealed_here_is_ignored(visit, cast):
    signed_in = sign_in(visit(), cast.sari, "gAAAAAB-not-ours")

    assert signed_in.status_code == 303
    assert not Entry.select().exists()


def test_a_check_in_has_nothing_to_carry(visit, cast):
    browser = visit(cast.sari)
    end_sessions()

    assert browser.post("/presensi/masuk").status_code == 303


def test_a_password_in_a_page_that_is_too_old_is_carried_nowhere(visit, cast):
    browser = visit(cast.sari)
    end_sessions()

    reply = browser.post("/masuk", {"login": cast.sari.phone, "password": PASSWORD})

    assert reply.status_code == 400
    assert "carried" not in reply.text


def test_a_form_within_a_page_keeps_its_text_where_it_stands(visit, cast):
    browser = visit(cast.sari, htmx=True)
    end_sessions()

    reply = browser.post("/logbook", WORDS)

    assert (reply.status_code, reply.headers["HX-Retarget"]) == (400, "#messages")


@pytest.mark.parametrize("size", [20_000, 400_000, 3_000_000])
def test_the_words_beside_photos_come_through_and_the_photos_are_asked_for_again(visit, cast, size):
    browser, said = visit(cast.sari), "Foto tidak ikut terbawa. Pilih lagi fotonya setelah masuk."
    end_sessions()
    reply = browser.upload(
        "/logbook",
        {**WORDS, "day": str(TODAY), "writer": cast.sari.key,
         "photo": FileStorage(BytesIO(b"x" * size), "foto.jpg")},
    )  # fmt: skip
    browser.who = "anonymous"

    sent = sign_in(browser, cast.sari, carried(reply))

    assert said in reply.text
    assert Entry.get().text == WORDS["text"]
    assert said in browser.get(sent.location).text


def test_without_photos_nothing_is_said_of_them(visit, cast):
    browser, reply = written_after_the_end(visit, cast)

    sent = sign_in(browser, cast.sari, carried(reply))

    assert "Foto tidak ikut" not in reply.text
    assert "Foto tidak ikut" not in browser.get(sent.location).text


def test_only_a_session_that_once_was_sends_anything_large(visit, cast):
    browser = visit()
    browser.client.set_cookie("mori", "a-made-up-token", domain="127.0.0.1")

    reply = browser.upload(
        "/logbook",
        {**WORDS, "day": str(TODAY), "photo": FileStorage(BytesIO(b"x" * 400_000), "foto.jpg")},
    )

    assert reply.status_code == 413

"""Saying whom it is about, on the person's phone and on an officer's page; and what others see."""

import pytest

from mori.core import sealing
from mori.core.db import db
from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.alerts.operations import acknowledge_alert, mark_accident
from mori.safeguarding.subjects.models import Subject
from mori.safeguarding.subjects.rules import SubjectState
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import (
    alert_of,
    climb,
    climb_until,
    minutes,
    reload,
    replay,
    tap,
)
from tests.safeguarding.receipts.reading import phone_of, seen
from tests.safeguarding.subjects.naming import called_alert, name

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def alert(cast, noon):
    alert = called_alert(cast)
    acknowledge_alert(alert, cast.ningsih.id, NOON + minutes(3))
    return reload(alert)


@pytest.fixture
def phone(visit, alert):
    return phone_of(visit(), Tap.get().code)


def ask(phone, **said):
    return phone.post(f"/c/{Tap.get().code}/orangnya", {"token": "t", **said})


def test_the_person_says_who_it_is_and_the_page_shows_nothing_of_it(cast, alert, phone):
    before = seen(phone.get(f"/c/{Tap.get().code}"))
    asked = seen(phone.get(f"/c/{Tap.get().code}/orangnya"))

    reply = ask(phone, person=cast.hasan.key)
    kept = seen(phone.get(reply.location))

    assert reply.status_code == 303
    assert "orangnya" in before
    assert "Hasan Contoh" in asked
    assert "Kept." in kept
    assert Subject.get().person == cast.hasan
    assert "selected" not in kept.split('value="' + cast.hasan.key)[1].split(">")[0]
    again = seen(phone.get(f"/c/{Tap.get().code}"))
    assert "Hasan" not in again
    assert ("orangnya" in again) is True


def test_somebody_else_is_said_in_words_which_are_sealed(visit, cast, alert, phone, app):
    bare, said = ask(phone, words=" "), ask(phone, words="Tamu bernama Anggrek")

    assert (bare.status_code, said.status_code) == (422, 303)
    (stored,) = db.execute_sql("SELECT words FROM subject").fetchone()
    assert "Anggrek" not in stored
    assert sealing.unseal(app.config["SECRET_KEY"], stored) == "Tamu bernama Anggrek"
    assert "Tamu bernama Anggrek" in visit(cast.ningsih).get(f"/jaga/{alert.key}").text


def test_nobody_can_be_named_who_does_not_work_there(cast, alert, phone):
    for other in (cast.joko, cast.tono, cast.sari, cast.gita):
        assert ask(phone, person=other.key).status_code == 422

    assert Subject.select().count() == 0


def test_another_phone_and_a_stranger_say_nothing(visit, cast, alert):
    code = Tap.get().code
    for browser in (visit(), visit(cast.tono), visit(cast.hasan)):
        assert browser.get(f"/c/{code}/orangnya").status_code == 404
        assert browser.post(f"/c/{code}/orangnya", {"words": "x"}).status_code == 404

    unknown = replay(tap())
    phone = phone_of(visit(), unknown.code)
    assert "orangnya" not in seen(phone.get(f"/c/{unknown.code}"))
    assert phone.get(f"/c/{unknown.code}/orangnya").status_code == 409


def test_after_it_was_called_an_accident_the_page_offers_it_no_more(alert, phone):
    mark_accident(Tap.get(), NOON + minutes(5))

    assert "orangnya" not in seen(phone.get(f"/c/{Tap.get().code}"))


def test_an_officer_says_so_with_a_reason_and_loses_it_with_the_office(visit, cast, alert):
    browser, address = visit(cast.ningsih), f"/jaga/{alert.key}/tentang"
    said = {"token": "t", "person": cast.hasan.key}

    bare = browser.post(address, said)
    kept = browser.post(address, {**said, "reason": "Katanya sendiri di telepon"})

    assert (bare.status_code, kept.status_code, kept.location) == (422, 303, "/jaga")
    assert browser.get(f"/jaga/{alert.key}").status_code == 404
    climb_until(NOON + minutes(40), since=NOON + minutes(5))
    html = visit(cast.dewi).get(f"/jaga/{alert.key}").text
    assert "Katanya sendiri di telepon" in html
    assert "Ningsih Contoh" in html


@pytest.mark.parametrize("who", ["ningsih", "opik", "hasan", "wati", "rina"])
def test_who_is_kept_out_finds_what_anybody_finds_who_was_never_told(visit, cast, alert, who):
    """Board, badge, list and every form; the page of a call that never was says the same."""
    climb_until(NOON + minutes(20), since=NOON + minutes(4))
    name(alert, cast.hasan)
    browser = visit(getattr(cast, who))

    opened, none = browser.get(f"/jaga/{alert.key}"), browser.get("/jaga/nosuchalert234")
    assert opened.status_code == none.status_code
    assert stripped(opened.text, alert.key) == stripped(none.text, "nosuchalert234")
    for form in ("tangani", "dihubungi", "catatan", "tentang", "usul", "usul/setuju", "buka-lagi"):
        answers = [browser.post(f"/jaga/{key}/{form}", {"token": "t", "text": "x"}) for key in
                   (alert.key, "nosuchalert234")]  # fmt: skip
        assert len({each.status_code for each in answers}) == 1
    if who in ("ningsih", "opik", "hasan"):
        board, of_nobody = browser.get("/jaga").text, visit(cast.eko).get("/jaga").text
        assert alert.key not in board
        assert "data-waits" not in board
        assert ("Belum ada" in board) == ("Belum ada" in of_nobody)
        assert alert.key not in browser.get("/jaga/ditutup").text


def stripped(html, key):
    """Without the keys that each page has anew."""
    lines = html.replace(key, "").split("<")
    return [
        each for each in lines if not any(name in each for name in ("value=", "csrf", "data-k"))
    ]


def test_a_mistake_is_taken_back_on_the_pages_of_two(visit, cast, alert):
    name(alert, cast.hasan)
    climb_until(NOON + minutes(50), since=NOON + minutes(10))
    one, other = visit(cast.dewi), visit(cast.eko)
    key = {"subject": Subject.get().key}

    one.post(f"/jaga/{alert.key}/tentang/keliru", key)
    own = one.post(f"/jaga/{alert.key}/tentang/batal", key)
    offered = other.get(f"/jaga/{alert.key}").text
    other.post(f"/jaga/{alert.key}/tentang/batal", key)

    assert own.status_code == 409
    assert "tentang/batal" in offered
    assert Subject.get().state == SubjectState.DROPPED
    assert visit(cast.ningsih).get(f"/jaga/{alert.key}").status_code == 200


def test_a_subject_of_another_call_is_not_decided_here(visit, cast, alert):
    other = alert_of(cast.laila)
    climb(NOON)
    subject = name(other, cast.joko)

    reply = visit(cast.ningsih).post(f"/jaga/{alert.key}/tentang/keliru", {"subject": subject.key})

    assert reply.status_code == 409
    assert Subject.get().state == SubjectState.NAMED

"""One tap in a mail, and no more of its kind: without signing in, and effective at once."""

import re

import pytest

from mori.alumni.consents.operations import withdraw_all
from mori.alumni.consents.queries import agreed_by
from mori.alumni.finding.operations import refresh
from mori.alumni.messages.letters import stop_ticket
from mori.alumni.models import Alumnus
from mori.alumni.rules import Agreed, AlumnusState
from mori.notifications.models import Message
from tests.cast import NOON

from .writing import ADDRESS, READY, alumnus, mails, sent, work_on

ONE_TAP = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def made(app, cast):
    return alumnus(cast.banua, agreed=[*READY, Agreed.CONTACT])


@pytest.fixture
def path(made, settings):
    return f"/alumni/berhenti/{stop_ticket(settings.key, made.key, Agreed.NEWS)}"


def post(app, path, data=None):
    """As a mail program does it: no page, no cookie, no form token."""
    return app.test_client().post(path, data=data or {}, base_url="http://127.0.0.1:8000")


def test_the_mail_carries_the_address_for_its_reader_and_their_program(made, cast):
    sent(cast)
    work_on()

    mail = Message.get(Message.recipient == "ayu@contoh.example")

    assert mail.unsubscribe_url.startswith(f"{ADDRESS}/alumni/berhenti/")
    assert mail.unsubscribe_url in mail.body


def test_opening_it_changes_nothing(made, path, visit):
    shown = visit().get(path)

    assert shown.status_code == 200
    assert "A. U." in shown.text
    assert not re.search(r"\bAyu\b", shown.text), "whoever finds the link learns no name"
    assert "Berhenti menerima surel ini" in shown.text
    assert Agreed.NEWS in agreed_by(made)
    assert "no-store" in shown.headers["Cache-Control"]
    assert "Set-Cookie" not in shown.headers


def test_a_mail_program_ends_it_with_one_post(app, made, path, cast):
    sent(cast)

    answer = post(app, path, ONE_TAP)

    assert answer.status_code == 200
    assert agreed_by(made) == {Agreed.DIRECTORY, Agreed.CONTACT}, "and nothing else"
    work_on()
    assert mails() == []


def test_twice_is_once(app, made, path):
    first, second = post(app, path), post(app, path, ONE_TAP)

    assert (first.status_code, second.status_code) == (200, 200)
    assert Agreed.NEWS not in agreed_by(made)


def test_it_is_taken_back_on_the_same_page(app, made, path, visit):
    post(app, path)
    assert f'action="{path}/lagi"' in visit().get(path).text

    answer = post(app, f"{path}/lagi")

    assert answer.status_code == 200
    assert Agreed.NEWS in agreed_by(made)


def test_who_stepped_back_altogether_is_not_brought_back_by_an_old_mail(app, made, path, visit):
    withdraw_all(made, None, NOON)

    answer = post(app, f"{path}/lagi")

    assert answer.status_code == 200
    assert not agreed_by(made)
    assert "/lagi" not in visit().get(path).text


def test_a_mail_to_one_merged_since_ends_it_for_the_other(app, made, path, cast):
    kept = alumnus(cast.banua, "Ayu Lain")
    Alumnus.update(merged_into=kept).where(Alumnus.id == made.id).execute()
    refresh([kept.id])

    post(app, path)

    assert Agreed.NEWS not in agreed_by(kept)


@pytest.mark.parametrize("change", ["x{}", "{}x", "{}.news", "1"])
def test_what_was_changed_opens_nothing(app, path, change, made):
    prefix, _slash, ticket = path.rpartition("/")

    answer = post(app, f"{prefix}/{change.format(ticket)}")

    assert answer.status_code == 404
    assert Agreed.NEWS in agreed_by(made)


def test_for_another_purpose_it_is_another_address(app, made, settings, path):
    signed = path.rpartition("/")[2].replace("news", "contact")

    assert post(app, f"/alumni/berhenti/{signed}").status_code == 404
    assert Agreed.CONTACT in agreed_by(made)


def test_erased_it_is_about_nobody(app, made, path):
    Alumnus.update(state=AlumnusState.ERASED).execute()

    assert post(app, path).status_code == 404

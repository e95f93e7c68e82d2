"""A link or an account opens one record; a ticket in a mail ends one purpose of one person."""

import pytest

from mori.alumni.consents.queries import agreed_by
from mori.alumni.messages.letters import STOP_TICKET, stop_ticket
from mori.alumni.models import Alumnus
from mori.alumni.privacy.models import PrivacyRequest
from mori.alumni.privacy.rules import RequestKind, RequestState
from mori.alumni.rules import Agreed
from mori.core import tickets
from mori.links.models import SignedLink
from mori.links.operations import Given
from tests.alumni.dumps import difference, dump
from tests.alumni.own.holding import base_of, holder, link_to
from tests.alumni.privacy.asking import ask
from tests.alumni.records.making import make

pytestmark = pytest.mark.usefixtures("app", "noon")

AGREED = [Agreed.DIRECTORY, Agreed.NEWS]
PATHS = ("", "/perbaiki", "/persetujuan", "/berhenti", "/teman", "/data", "/data/salinan.json")
FORMS = {
    "/benar": {"seen": "x"},
    "/perbaiki": {"seen": "x", "name": "Lain"},
    "/persetujuan": {"give": "contact"},
    "/berhenti": {"sure": "y"},
    "/data": {"wanted": "erasure", "token": "x"},
}


@pytest.fixture
def umi(cast):
    return make(cast.banua, agreed=AGREED)


@pytest.fixture
def other(cast):
    return make(cast.banua, "Rahmat Rahasia", agreed=AGREED, phones=["+6281250009999"])


def everything():
    return dump(without={"session"})


@pytest.fixture
def browser(cast, visit, umi):
    return holder(visit, link_to(cast, umi))


@pytest.mark.parametrize("path", PATHS)
def test_whoever_has_one_link_sees_nothing_behind_another(cast, browser, other, path):
    there = base_of(link_to(cast, other, "other"))

    answer = browser.get(f"{there}{path}")

    assert answer.status_code != 200
    assert "Rahasia" not in answer.text


@pytest.mark.parametrize("path", FORMS)
def test_nor_changes_anything_there(cast, browser, other, path):
    there = base_of(link_to(cast, other, "other"))
    before = everything()

    answer = browser.post(f"{there}{path}", FORMS[path])

    assert answer.status_code not in (200, 303)
    assert difference(before, everything()) == {}


@pytest.mark.parametrize("whose", ["link", "account"])
@pytest.mark.parametrize("path", FORMS)
def test_the_key_of_a_record_opens_no_record_of_somebody_else(
    cast, visit, browser, other, whose, path
):
    make(cast.banua, "Sari Contoh", person=cast.sari)
    there = f"/saya/alumni/{other.key}"
    who = browser if whose == "link" else visit(cast.sari)
    before = everything()

    shown, sent = who.get(there), who.post(f"{there}{path}", FORMS[path])

    assert shown.status_code != 200
    assert sent.status_code in (302, 303, 401, 403, 404)
    assert "Rahasia" not in shown.text + sent.text
    assert difference(before, everything()) == {}


def test_a_request_of_somebody_else_is_not_taken_back(cast, browser, umi, other):
    asked = ask(other, RequestKind.ERASURE)

    browser.post(f"{base_of(link_of(umi))}/data", {"back": asked.key})

    assert PrivacyRequest.get_by_id(asked.id).state is RequestState.OPEN


def link_of(alumnus):
    """The link that the browser holds."""
    return Given(SignedLink.get(SignedLink.about_key == alumnus.key), "")


FORGED = {
    "by another key": lambda secret, key, _other: stop_ticket(b"another secret", key, Agreed.NEWS),
    "for something else": lambda secret, key, _other: tickets.sign(secret, "help", key, "news"),
    "with another's key": lambda secret, key, other: stop_ticket(
        secret, other, Agreed.NEWS
    ).replace(other, key),
    "for another purpose": lambda secret, key, _other: stop_ticket(
        secret, key, Agreed.CONTACT
    ).replace("contact", "news"),
    "cut short": lambda secret, key, _other: stop_ticket(secret, key, Agreed.NEWS)[:-1],
    "of another server": lambda secret, key, _other: tickets.sign(
        {"2": secret}, STOP_TICKET, key, "news"
    ),
}


@pytest.mark.parametrize("tail", ["", "/lagi"])
@pytest.mark.parametrize("way", FORGED)
def test_a_forged_ticket_ends_and_begins_nothing(app, visit, settings, umi, other, way, tail):
    ticket = FORGED[way](settings.key, umi.key, other.key)
    before = everything()

    answer = visit().post(f"/alumni/berhenti/{ticket}{tail}")

    assert answer.status_code == 404
    assert difference(before, everything()) == {}


def test_a_ticket_ends_it_for_whom_it_was_written_and_nobody_else(visit, settings, umi, other):
    visit().post(f"/alumni/berhenti/{stop_ticket(settings.key, other.key, Agreed.NEWS)}")

    assert agreed_by(other) == {Agreed.DIRECTORY}
    assert agreed_by(Alumnus.get_by_id(umi.id)) == set(AGREED)

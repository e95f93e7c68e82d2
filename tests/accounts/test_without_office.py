"""A role may belong to no office: its person lives in MORI, and sees nothing of any office."""

from dataclasses import replace

import pytest
import time_machine
from peewee import IntegrityError

from mori.access.roles import TERMS, Role
from mori.accounts.models import Membership, Person
from mori.accounts.operations import add_person, give_role
from mori.accounts.passwords import hashed
from mori.core.errors import Refused
from tests.cast import NOON, PASSWORD, role_of
from tests.safeguarding.alerts.alarm import alert_of, climb, session_of, told

LATER = {"X-Mori-Queue": "later"}
every_role = pytest.mark.parametrize("role", Role)


@pytest.fixture(autouse=True)
def no_role_needs_an_office(monkeypatch):
    for role, terms in TERMS.items():
        monkeypatch.setitem(TERMS, role, replace(terms, needs_office=False))


@pytest.fixture
def lintang(cast) -> Person:
    person = add_person("Lintang Contoh", NOON, None, "lintang@contoh.example")
    Person.update(password_hash=hashed(PASSWORD)).where(Person.id == person.id).execute()
    return person


@every_role
def test_signing_in_leads_to_a_page_with_a_menu(visit, lintang, role):
    give_role(lintang, None, role, NOON)
    browser = visit()

    reply = browser.post("/masuk", {"login": lintang.email, "password": PASSWORD})
    start = browser.get(reply.location)

    first = "/nasional" if role == Role.OPERATOR else "/saya"
    assert (start.status_code, start.location) == (303, first)
    page = browser.get("/saya")
    assert page.status_code == 200
    menu = page.text.split("<nav")[1].split("</nav>")[0]
    others = ["/jaga/nasional", "/nasional/tahunan"] if role == Role.OPERATOR else []
    assert menu.count("<a ") == len({first, "/saya", *others})
    assert "Tanpa kantor" not in page.text  # said beside several roles alone


@every_role
def test_times_are_in_the_countrys_zone(visit, lintang, role):
    give_role(lintang, None, role, NOON)
    with time_machine.travel(NOON, tick=False):
        page = visit(lintang).get("/saya").text

    assert "Rab 18 Nov, 11.00" in page  # 12.00 in Banua


def test_a_phones_receipt_names_that_zone(visit, lintang):
    give_role(lintang, None, Role.HEAD, NOON)
    with time_machine.travel(NOON, tick=False):
        reply = visit(lintang).post("/saya/bahasa", {"locale": "id"}, headers=LATER)

    assert reply.json["clock"] == "11.00 WIB"


def test_that_zone_is_the_operators_to_choose(visit, lintang, app, settings):
    give_role(lintang, None, Role.HEAD, NOON)
    app.config["SETTINGS"] = replace(settings, zone="Asia/Singapore")
    with time_machine.travel(NOON, tick=False):
        reply = visit(lintang).post("/saya/bahasa", {"locale": "id"}, headers=LATER)
    app.config["SETTINGS"] = settings

    assert reply.json["clock"] == "12.00 Asia/Singapore"


@every_role
def test_pages_that_say_no_are_whole(visit, lintang, role):
    give_role(lintang, None, role, NOON)
    browser = visit(lintang)

    assert "Lintang" not in browser.get("/orang").text
    assert browser.get("/orang").status_code == 403
    assert browser.get("/nowhere").status_code == 404
    assert browser.get("/kotak-keluar").status_code == 200
    assert browser.get("/bantuan").status_code == 200


def test_the_role_is_changed_for_one_of_an_office_and_back(visit, lintang, cast):
    beyond = give_role(lintang, None, Role.HEAD, NOON)
    here = give_role(lintang, cast.banua.id, Role.COORDINATOR, NOON)
    browser = visit(lintang)
    assert "Tanpa kantor" in browser.get("/saya").text

    browser.post(f"/saya/peran/{here.key}")
    assert "Wati Contoh" in browser.get("/orang").text

    browser.post(f"/saya/peran/{beyond.key}")
    assert browser.get("/orang").status_code == 403


def test_no_office_lists_or_opens_a_role_of_none(visit, lintang, cast):
    beyond = give_role(lintang, None, Role.INTERN, NOON)

    assert "Lintang" not in visit(cast.wati).get("/orang").text
    assert visit(cast.wati).get(f"/orang/{beyond.key}").status_code == 404


def test_a_role_of_no_office_is_given_once(lintang):
    first = give_role(lintang, None, Role.HEAD, NOON)

    assert give_role(lintang, None, Role.HEAD, NOON) == first
    with pytest.raises(IntegrityError):
        Membership.create(person=lintang, role=Role.HEAD, made_at=NOON)


def test_a_role_that_needs_an_office_is_not_given_without(lintang, monkeypatch):
    monkeypatch.undo()

    for role in Role:
        if TERMS[role].needs_office:
            with pytest.raises(Refused):
                give_role(lintang, None, role, NOON)


def test_their_tap_reaches_an_officer(lintang):
    give_role(lintang, None, Role.INTERN, NOON)

    alert = alert_of(lintang, session=session_of(lintang))
    climb(NOON)

    assert alert.office_id is None
    assert told(alert) == ["ningsih"]


def test_a_tap_of_somebody_with_an_office_too_reaches_its_officers(lintang, cast):
    give_role(lintang, None, Role.INTERN, NOON)
    give_role(lintang, cast.seberang.id, Role.SUPERVISOR, NOON)

    alert = alert_of(lintang, session=session_of(lintang))
    climb(NOON)

    assert alert.office_id == cast.seberang.id
    assert told(alert) == ["dewi"]


def test_an_officer_of_no_office_is_called_after_those_of_the_office(lintang, cast):
    Membership.update(office=None).where(Membership.id == role_of(cast.ningsih).id).execute()

    alert = alert_of(cast.sari)
    climb(NOON)

    assert told(alert) == ["opik"]

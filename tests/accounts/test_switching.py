"""The second step belongs to the role that is used: a session without it goes no further."""

from dataclasses import replace

import pyotp
import pytest
import time_machine

from mori.access.roles import Role
from mori.accounts.models import Membership, Person, Session
from mori.accounts.operations import give_role, keep_second_factor
from mori.core import sealing
from tests.cast import NOON, PASSWORD, role_of

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def asked(app, settings):
    """Codes are asked for, as they are unless an operator turns them off."""
    app.config["SETTINGS"] = replace(settings, second_factor=True)
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock
    app.config["SETTINGS"] = settings


@pytest.fixture
def appointed(cast, visit):
    """Rina signed in as a supervisor, and became an officer afterwards: (browser, new role)."""
    browser = visit()
    browser.post("/masuk", {"login": cast.rina.email, "password": PASSWORD})
    return browser, give_role(cast.rina, cast.banua.id, Role.OFFICER, NOON)


def switch(browser, membership):
    browser.who = Session.select().order_by(Session.id.desc()).get().digest
    return browser.post(f"/saya/peran/{membership.key}")


def ticket_of(page):
    return page.split('name="ticket"')[1].split('value="')[1].split('"')[0]


def test_a_session_from_before_the_appointment_does_not_open_the_board(appointed):
    browser, officer = appointed

    reply = switch(browser, officer)

    assert reply.status_code == 200
    assert 'action="/masuk/kode"' in reply.text
    assert browser.get("/jaga").status_code == 403


def test_with_a_code_it_goes_on_in_the_new_role_as_long_as_that_allows(cast, settings, appointed):
    browser, officer = appointed
    keep_second_factor(cast.rina, sealing.seal(settings.key, SECRET), 1)
    ticket = ticket_of(switch(browser, officer).text)

    reply = browser.post("/masuk/kode", {"ticket": ticket, "code": pyotp.TOTP(SECRET).at(NOON)})

    session = Session.select().order_by(Session.id.desc()).get()
    hours = (session.expires_at - session.began_at).total_seconds() / 3600
    assert reply.status_code == 303
    assert browser.get("/jaga").status_code == 200
    assert (session.membership, hours) == (officer, 12)


def test_the_session_without_a_code_is_over_then(cast, settings, appointed):
    browser, officer = appointed
    keep_second_factor(cast.rina, sealing.seal(settings.key, SECRET), 1)
    before = Session.select().order_by(Session.id.desc()).get()
    ticket = ticket_of(switch(browser, officer).text)

    browser.post("/masuk/kode", {"ticket": ticket, "code": pyotp.TOTP(SECRET).at(NOON)})

    assert Session.get_by_id(before.id).ended_at == NOON


def test_who_began_with_a_code_switches_to_and_fro_without_another(cast, settings, visit):
    give_role(cast.rina, cast.banua.id, Role.OFFICER, NOON)
    keep_second_factor(cast.rina, sealing.seal(settings.key, SECRET), 1)
    browser = visit()
    page = browser.post("/masuk", {"login": cast.rina.email, "password": PASSWORD}).text
    code = pyotp.TOTP(SECRET).at(NOON)
    browser.post("/masuk/kode", {"ticket": ticket_of(page), "code": code})
    officer = Membership.get(Membership.person == cast.rina, Membership.role == Role.OFFICER)

    replies = [switch(browser, each) for each in (officer, role_of(cast.rina), officer)]

    assert [reply.status_code for reply in replies] == [303, 303, 303]
    assert browser.get("/jaga").status_code == 200


def test_a_role_that_asks_for_no_code_is_switched_to_at_once(cast, visit):
    give_role(cast.rina, cast.banua.id, Role.INTERN, NOON)
    browser = visit()
    browser.post("/masuk", {"login": cast.rina.email, "password": PASSWORD})
    intern = Membership.get(Membership.person == cast.rina, Membership.role == Role.INTERN)

    assert switch(browser, intern).status_code == 303


def test_a_code_for_a_role_that_ended_meanwhile_opens_another_of_theirs(cast, settings, appointed):
    browser, officer = appointed
    keep_second_factor(cast.rina, sealing.seal(settings.key, SECRET), 1)
    ticket = ticket_of(switch(browser, officer).text)
    Membership.update(ended_at=NOON).where(Membership.id == officer.id).execute()

    browser.post("/masuk/kode", {"ticket": ticket, "code": pyotp.TOTP(SECRET).at(NOON)})

    assert Person.get_by_id(cast.rina.id).second_factor_step > 1
    assert browser.get("/jaga").status_code == 403
    assert browser.get("/tinjau").status_code == 200

"""Somebody who must not sign in any more is out, until it is undone; a call still arrives."""

from mori.accounts.models import Person, Session
from mori.accounts.operations import invite_person
from mori.accounts.people.models import AccountEvent
from mori.core.clock import now
from mori.notifications.models import Message
from tests.cast import PASSWORD, role_of
from tests.safeguarding.alerts.alarm import alert_of


def switch(browser, person, verb):
    return browser.post(f"/orang/{role_of(person).key}/{verb}", {"sure": "y"})


def test_sessions_end_links_are_void_and_the_password_opens_nothing(visit, cast):
    phone, link = visit(cast.tono), invite_person(cast.tono, now())

    reply = switch(visit(cast.wati), cast.tono, "nonaktifkan")

    login = visit().post("/masuk", {"login": cast.tono.email, "password": PASSWORD})
    assert reply.status_code == 303
    assert phone.get("/saya").status_code == 303
    assert visit().get(f"/undangan/{link}").status_code == 409
    assert login.status_code == 409
    assert not Session.select().where(Session.person == cast.tono, Session.ended_at.is_null())


def test_a_lost_password_is_no_way_back(visit, cast):
    switch(visit(cast.wati), cast.tono, "nonaktifkan")
    Message.delete().execute()

    visit().post("/lupa-sandi", {"login": cast.tono.email})

    assert not Message.select().exists()


def test_a_phone_of_theirs_can_still_call(visit, cast):
    switch(visit(cast.wati), cast.sari, "nonaktifkan")

    assert alert_of(cast.sari).person == cast.sari


def test_undone_the_old_password_opens_it_again(visit, cast):
    browser = visit(cast.wati)
    switch(browser, cast.tono, "nonaktifkan")
    off = browser.get(f"/orang/{role_of(cast.tono).key}").text
    listed = browser.get("/orang").text

    switch(browser, cast.tono, "aktifkan")

    login = visit().post("/masuk", {"login": cast.tono.email, "password": PASSWORD})
    assert "Akun ini dinonaktifkan" in off
    assert "nonaktif" in listed
    assert login.status_code == 303
    assert [event.change for event in AccountEvent.select()] == ["disabled", "enabled"]


def test_it_needs_a_tick(visit, cast):
    reply = visit(cast.wati).post(f"/orang/{role_of(cast.tono).key}/nonaktifkan")

    assert reply.status_code == 409
    assert Person.get_by_id(cast.tono.id).is_active


def test_twice_is_once(visit, cast):
    browser = visit(cast.wati)
    replies = [switch(browser, cast.tono, "nonaktifkan") for _ in "ab"]

    assert [reply.status_code for reply in replies] == [303, 409]
    assert AccountEvent.select().count() == 1


def test_the_other_officers_hear_that_one_is_switched_off(visit, cast):
    switch(visit(cast.hasan), cast.ningsih, "nonaktifkan")

    assert {each.recipient for each in Message.select()} == {cast.ningsih.email, cast.opik.email}

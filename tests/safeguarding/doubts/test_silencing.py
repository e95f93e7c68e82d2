"""Whoever opens an intern's link that staff made learns of no call and stops none."""

import datetime as dt

import pytest

from mori.accounts.models import Invitation, Person, Session
from mori.accounts.operations import accept_invitation, invite_person, open_session
from mori.accounts.people.models import AccountEvent
from mori.accounts.people.rules import AccountChange
from mori.core.tickets import tap_ticket
from mori.safeguarding.alerts.event_operations import note_reading
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.rules import AlertState
from tests.cast import NOON, role_of
from tests.safeguarding.alerts.alarm import (
    climb,
    hand_over,
    minutes,
    reload,
    replay,
    session_of,
    tap,
    told,
    verbs,
)

LATER = NOON + minutes(2)

pytestmark = pytest.mark.usefixtures("clock")


def open_link(person, at, made_by):
    """Somebody opens a link that staff made, and is signed in as the person."""
    invite_person(person, at, made_by.id if made_by else None)
    invitation = Invitation.select().order_by(Invitation.id.desc()).get()
    return accept_invitation(invitation, "perahu kertas merah", at)


def again(person):
    return Person.get_by_id(person.id)


def phone_of(browser, code, at=LATER):
    """The browser, with the cookie of a tap."""
    ticket = tap_ticket(browser.secret, code, at.timestamp())
    browser.client.set_cookie("mori_tap", ticket, domain="127.0.0.1")
    return browser


@pytest.fixture
def called(cast):
    """Sari has called on her own phone; Ningsih was told."""
    first = replay(tap(cast.sari, session=session_of(cast.sari, NOON - minutes(60))))
    climb(NOON)
    hand_over(NOON)
    return first


@pytest.fixture
def intruder(visit, cast, called, clock):
    """Wati opens Sari's link; with the session that it began she taps, and joins."""
    clock.move_to(LATER)
    return visit(open_link(cast.sari, LATER, cast.wati))


def tap_of(browser, person=None, at=LATER):
    return replay(tap(person, at, session=browser.who))


def test_a_coordinator_cannot_silence_an_open_alert(visit, cast, called, intruder):
    joined = tap_of(intruder, again(cast.sari))
    phone = phone_of(intruder, joined.code)

    page = phone.get(f"/c/{joined.code}")
    pressed = phone.post(f"/c/{joined.code}/dihubungi")
    by_accident = phone.post(f"/c/{joined.code}/tidak-sengaja")

    assert joined.alert == called.alert
    assert "petugas akan memastikan dulu" in page.text
    assert "/dihubungi" not in page.text
    assert "tel:" in page.text
    assert (pressed.status_code, by_accident.status_code) == (409, 409)
    assert reload(called.alert).state == AlertState.NOTIFIED
    assert reload(called.alert).accident_at is None


def test_the_ladder_goes_on_and_officers_read_that_a_link_was_used(visit, cast, called, intruder):
    tap_of(intruder, again(cast.sari))
    climb(LATER)

    opened = visit(cast.ningsih).get(f"/jaga/{called.alert.key}").text

    assert told(called.alert) == ["ningsih", "opik"]
    assert verbs(called.alert)[-3:] == ["doubt", "notify", "read"]
    assert "Pastikan siapa orangnya" in opened
    assert "Masuk: Test" in opened


def test_the_code_of_the_interns_own_call_shows_the_intruder_nothing(called, intruder):
    climb(LATER)

    page = intruder.get(f"/c/{called.code}").text

    assert "Petugas sudah diberi tahu" not in page
    assert "petugas akan memastikan dulu" in page
    assert intruder.post(f"/c/{called.code}/dihubungi").status_code == 409


def test_nothing_leads_the_intruder_to_a_call(visit, cast, called, intruder):
    mine = visit(cast.sari)
    Session.update(began_at=NOON - minutes(60)).where(Session.digest == mine.who).execute()

    assert f"/c/{called.code}" in mine.get("/saya").text
    assert "/c/" not in intruder.get("/saya").text


def test_a_ticket_had_in_such_a_session_is_worth_no_more(visit, cast, called, intruder):
    joined = replay(tap(again(cast.sari), LATER))  # the ticket alone: signed out by now
    phone = phone_of(visit(), joined.code)

    assert joined.alert == called.alert
    assert "petugas akan memastikan dulu" in phone.get(f"/c/{joined.code}").text
    assert phone.post(f"/c/{joined.code}/dihubungi").status_code == 409


def test_signing_in_anew_with_the_password_chosen_there_is_worth_no_more(
    visit, cast, called, intruder
):
    other = visit(again(cast.sari))
    joined = tap_of(other, again(cast.sari))

    assert phone_of(other, joined.code).post(f"/c/{joined.code}/dihubungi").status_code == 409


def test_a_second_link_does_not_clear_the_first(visit, cast, called, intruder, clock):
    joined = tap_of(intruder, again(cast.sari))
    clock.move_to(LATER + minutes(1))
    open_link(cast.sari, LATER + minutes(1), None)

    reply = phone_of(visit(), joined.code).post(f"/c/{joined.code}/dihubungi")

    assert reply.status_code == 409


def test_a_lost_password_link_to_an_address_that_staff_changed_is_worth_no_more(
    visit, cast, called, clock
):
    clock.move_to(LATER)
    visit(cast.wati).post(
        f"/orang/{role_of(cast.sari).key}",
        {"name": cast.sari.name, "phone": cast.sari.phone, "email": "lain@contoh.example"},
    )
    browser = visit(open_link(again(cast.sari), LATER, None))

    assert browser.post(f"/c/{called.code}/dihubungi").status_code == 409


def test_the_interns_own_phone_still_sees_and_decides(visit, cast, called, intruder):
    tap_of(intruder, again(cast.sari))
    climb(NOON + minutes(2))
    own = phone_of(visit(), called.code, NOON)

    page = own.get(f"/c/{called.code}").text
    reply = own.post(f"/c/{called.code}/dihubungi")

    assert "Petugas sudah diberi tahu" in page
    assert reply.status_code == 303
    assert reload(called.alert).state == AlertState.CONTACTED


def test_a_call_of_that_session_alone_is_followed_as_any(visit, cast, clock):
    """An intern who has just signed in with the first link is not left in the dark."""
    browser = visit(open_link(cast.sari, NOON, cast.wati))
    first = tap_of(browser, at=NOON)
    climb(NOON)
    climb(NOON + minutes(2))
    hand_over(NOON)
    phone = phone_of(browser, first.code, NOON)

    assert "Petugas sudah diberi tahu" in phone.get(f"/c/{first.code}").text
    assert phone.post(f"/c/{first.code}/dihubungi").status_code == 303
    assert reload(first.alert).state == AlertState.CONTACTED


def test_a_call_that_the_intern_joins_is_that_sessions_no_longer(visit, cast, clock):
    own = session_of(cast.sari, NOON - minutes(60))
    browser = visit(open_link(cast.sari, NOON, cast.wati))
    bait = tap_of(browser, at=NOON)
    joined = replay(tap(session=own, at=LATER))

    reply = phone_of(browser, bait.code, NOON).post(f"/c/{bait.code}/dihubungi")

    assert joined.alert == bait.alert
    assert reply.status_code == 409
    assert Alert.get().state != AlertState.CONTACTED


def test_once_an_officer_has_made_sure_the_phone_sees_and_decides_again(
    visit, cast, called, intruder
):
    joined = tap_of(intruder, again(cast.sari))
    officer = visit(cast.ningsih)
    seen = Session.get(Session.digest == intruder.who).key

    reply = officer.post(f"/jaga/{called.alert.key}/pastikan", {"seen": seen})

    page = phone_of(intruder, joined.code).get(f"/c/{joined.code}").text
    assert reply.status_code == 303
    assert verbs(called.alert)[-1] == "vouch"
    assert "Petugas sudah diberi tahu" in page
    assert "Pastikan siapa orangnya" not in officer.get(f"/jaga/{called.alert.key}").text
    assert intruder.post(f"/c/{joined.code}/dihubungi").status_code == 303


def test_it_was_somebody_else_and_they_are_out_with_all_they_had(visit, cast, called, intruder):
    joined = tap_of(intruder, again(cast.sari))
    epoch = again(cast.sari).help_epoch
    seen = Session.get(Session.digest == intruder.who).key

    visit(cast.ningsih).post(f"/jaga/{called.alert.key}/bukan", {"seen": seen})

    login = {"login": cast.sari.email, "password": "perahu kertas merah"}
    assert intruder.get("/saya").status_code == 303
    assert visit().post("/masuk", login).status_code == 422
    assert again(cast.sari).help_epoch == epoch + 1
    assert phone_of(visit(), joined.code).post(f"/c/{joined.code}/dihubungi").status_code == 409
    assert verbs(called.alert)[-1] == "shut_out"


def test_an_officer_decides_about_the_devices_they_saw(visit, cast, called, intruder):
    seen = Session.get(Session.digest == intruder.who).key
    open_session(again(cast.sari), LATER + dt.timedelta(seconds=1))

    reply = visit(cast.ningsih).post(f"/jaga/{called.alert.key}/pastikan", {"seen": seen})

    assert reply.status_code == 409
    assert again(cast.sari).doubted_since is not None


@pytest.mark.parametrize("decision", ["pastikan", "bukan"])
@pytest.mark.parametrize("who", ["wati", "rina", "sari", "dewi"])
def test_only_an_officer_who_was_told_makes_sure(visit, cast, called, intruder, who, decision):
    seen = Session.get(Session.digest == intruder.who).key

    reply = visit(again(getattr(cast, who))).post(
        f"/jaga/{called.alert.key}/{decision}", {"seen": seen}
    )

    assert reply.status_code == 404
    assert again(cast.sari).doubted_since == LATER


def test_officers_see_the_number_that_stood_there_before(visit, cast, called, intruder):
    AccountEvent.create(
        person=cast.sari,
        change=AccountChange.PHONE,
        before="+628110000000",
        after="+62812999900",
        actor=cast.wati,
        at=LATER,
    )

    opened = visit(cast.ningsih).get(f"/jaga/{called.alert.key}").text

    assert "Nomor HP diubah" in opened
    assert "+628110000000" in opened
    assert "Wati Contoh" in opened


def test_what_officers_find_out_stands_on_no_page_of_staff(visit, cast, called, intruder):
    before = visit(cast.wati).get(f"/orang/{role_of(cast.sari).key}").text
    note_reading(called.alert, cast.ningsih.id, LATER)
    seen = Session.get(Session.digest == intruder.who).key

    visit(cast.ningsih).post(f"/jaga/{called.alert.key}/pastikan", {"seen": seen})

    after = visit(cast.wati).get(f"/orang/{role_of(cast.sari).key}").text
    assert before.split("timeline")[1] == after.split("timeline")[1]

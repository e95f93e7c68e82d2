"""Signing in: however the number is written, slowly after failures, and telling nobody anything."""

import datetime as dt

import pytest
import time_machine

from mori.access.roles import Role
from mori.accounts.models import Membership, Person, Session
from mori.accounts.operations import end_role, give_role
from mori.core import tickets
from mori.core.clock import now
from tests.cast import NOON, PASSWORD


def sign_in(browser, login, password=PASSWORD, **more):
    return browser.post("/masuk", {"login": login, "password": password, **more})


@pytest.mark.parametrize(
    "login",
    ["0811-000-00000", "+62 811 000 00000", "6281100000000", "81100000000", "SARI@Contoh.example "],
)
def test_a_phone_number_or_e_mail_is_known_however_it_is_written(visit, cast, login):
    reply = sign_in(visit(), login)

    assert (reply.status_code, reply.location) == (303, "/")


def test_after_signing_in_the_person_is_where_they_wanted_to_be(visit, cast):
    reply = sign_in(visit(), "sari@contoh.example", next="/logbook?after=x")

    assert reply.location == "/logbook?after=x"


@pytest.mark.parametrize(
    "wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "x"]
)
def test_nobody_is_sent_elsewhere_through_us(visit, cast, wanted):
    reply = sign_in(visit(), "sari@contoh.example", next=wanted)

    assert reply.location == "/"


def test_what_was_typed_stays_but_the_password(visit, cast):
    reply = sign_in(visit(), "sari@contoh.example", "salah sekali")

    assert reply.status_code == 422
    assert "sari@contoh.example" in reply.text
    assert "salah sekali" not in reply.text


def test_a_wrong_password_and_an_unknown_account_read_the_same(visit, cast):
    known = sign_in(visit(), "sari@contoh.example", "salah sekali").text
    unknown = sign_in(visit(), "tiada@contoh.example", "salah sekali").text

    assert without_keys(known) == without_keys(unknown.replace("tiada@", "sari@"))


def without_keys(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if 'name="k"' not in line)


def test_failures_slow_an_account_down_and_never_lock_it(visit, cast):
    with time_machine.travel(NOON, tick=False) as clock:
        browser = visit()
        for _ in range(6):
            sign_in(browser, "sari@contoh.example", "salah sekali")
            clock.shift(0.001)

        at_once = sign_in(browser, "sari@contoh.example")
        clock.shift(31)
        later = sign_in(browser, "sari@contoh.example")

    assert at_once.status_code == 429
    assert later.status_code == 303


def test_an_unknown_account_is_slowed_down_alike(visit, cast):
    with time_machine.travel(NOON, tick=False) as clock:
        browser = visit()
        for _ in range(6):
            sign_in(browser, "tiada@contoh.example", "salah sekali")
            clock.shift(0.001)

        assert sign_in(browser, "tiada@contoh.example").status_code == 429


def test_the_cookies_are_small_and_closed_to_scripts(visit, cast):
    reply = sign_in(visit(https=True), "sari@contoh.example")

    cookies = reply.headers.getlist("Set-Cookie")
    names = ["__Host-mori", "__Host-mori_help", "mori_device"]
    assert [cookie.split("=")[0] for cookie in cookies] == names
    assert "Path=/masuk;" in cookies[2]  # no other page carries it
    assert all("HttpOnly" in cookie and "Secure" in cookie for cookie in cookies)
    assert all("SameSite=Lax" in cookie and "Path=/" in cookie for cookie in cookies)


def test_signing_in_leaves_a_ticket_that_can_only_ask_for_help(visit, cast, settings):
    browser = visit()
    sign_in(browser, "sari@contoh.example")

    cookie = browser.client.get_cookie("mori_help", domain="127.0.0.1")

    assert tickets.read_help_ticket(settings.key, cookie.value) == (cast.sari.key, 1)


def test_an_anonymous_page_sets_no_cookie(visit):
    assert not visit().get("/masuk").headers.getlist("Set-Cookie")


def test_a_copied_cookie_is_dead_after_signing_out(visit, cast):
    browser = visit(cast.sari)
    token = browser.client.get_cookie("mori", domain="127.0.0.1").value

    browser.post("/keluar")
    thief = visit()
    thief.client.set_cookie("mori", token, domain="127.0.0.1")

    assert thief.get("/saya").status_code == 303


def test_signing_out_takes_the_cookies_away(visit, cast):
    browser = visit(cast.sari)

    browser.post("/keluar")

    assert browser.client.get_cookie("mori", domain="127.0.0.1") is None


@pytest.mark.parametrize(
    ("name", "days"), [("sari", 90), ("rina", 14), ("wati", 1), ("ningsih", 0.5)]
)
def test_a_session_lasts_as_long_as_the_role_allows(visit, cast, name, days):
    with time_machine.travel(NOON, tick=False) as clock:
        browser = visit(getattr(cast, name))
        clock.shift(dt.timedelta(days=days) - dt.timedelta(minutes=1))
        before = browser.get("/saya").status_code
        clock.shift(dt.timedelta(minutes=2))

        assert (before, browser.get("/saya").status_code) == (200, 303)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_post_from_another_site_is_refused(visit, cast, headers):
    form = {"login": "sari@contoh.example", "password": PASSWORD}

    assert visit().post("/masuk", form, headers=headers).status_code == 403


def test_over_https_a_browser_is_told_to_stay_there_for_a_year(visit):
    replies = [visit(https=https).get("/masuk") for https in (True, False)]

    told = [reply.headers.get("Strict-Transport-Security") for reply in replies]
    assert told == ["max-age=31536000", None]


def test_a_form_without_its_token_says_what_to_do(visit, cast):
    reply = visit(cast.sari).post("/saya/bahasa", {"csrf_token": "old", "locale": "en"})

    assert reply.status_code == 400
    assert "salin tulisan tadi" in reply.text


def test_someone_who_was_deactivated_is_out_at_once(visit, cast):
    browser = visit(cast.sari)

    Person.update(is_active=False).where(Person.id == cast.sari.id).execute()

    assert browser.get("/saya").status_code == 303
    assert sign_in(visit(), "sari@contoh.example").status_code == 409


def test_sessions_are_listed_and_ended_by_their_owner(visit, cast):
    other = visit(cast.sari)
    browser = visit(cast.sari)
    row = Session.get(Session.digest == other.who)

    browser.post(f"/saya/perangkat/{row.key}")

    assert other.get("/saya").status_code == 303
    assert browser.get("/saya").status_code == 200


def test_one_person_switches_between_two_roles(visit, cast):
    both = Membership.create(person=cast.rina, office=cast.banua, role="coordinator", made_at=now())
    browser = visit(cast.rina)

    before = browser.get("/orang").status_code
    browser.post(f"/saya/peran/{both.key}")

    assert (before, browser.get("/orang").status_code) == (403, 200)


def test_a_role_that_has_ended_is_not_gone_back_to(visit, cast):
    ended = give_role(cast.rina, cast.banua.id, Role.HEAD, NOON)
    end_role(ended, NOON)
    browser = visit(cast.rina)

    reply = browser.post(f"/saya/peran/{ended.key}")

    assert reply.status_code == 404
    assert browser.get("/tinjau").status_code == 200


def test_the_chosen_language_speaks_on_every_page(visit, cast):
    browser = visit(cast.sari)

    browser.post("/saya/bahasa", {"locale": "en"})

    assert 'lang="en"' in browser.get("/saya").text


def test_a_new_password_ends_the_other_sessions(visit, cast):
    other, browser = visit(cast.sari), visit(cast.sari)

    reply = browser.post("/saya/sandi", {"current": PASSWORD, "password": "sungai lebar tenang"})

    assert reply.status_code == 303
    assert browser.get("/saya").status_code == 200
    assert other.get("/saya").status_code == 303


def test_a_new_password_needs_the_old_one(visit, cast):
    reply = visit(cast.sari).post(
        "/saya/sandi", {"current": "x", "password": "sungai lebar tenang"}
    )

    assert reply.status_code == 422

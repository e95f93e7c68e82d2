"""A tap is attributed to nobody wrongly."""

import hashlib

import pytest

from mori.core import tickets
from tests.safeguarding.tapping import (
    PERSON,
    SECRET,
    SESSION,
    button_in,
    help_cookie,
    kept,
    tap,
)

DIGEST = hashlib.sha256(SESSION.encode()).hexdigest()
HELP = {"HTTP_COOKIE": help_cookie()}
KEY = "Zk3-_abcdefghijk"


@pytest.fixture
def button(tmp_path):
    return button_in(tmp_path)


def test_a_session_is_recorded_by_its_digest_for_the_dispatcher(button):
    tap(button, HTTP_COOKIE=f"a=b; __Host-mori={SESSION}; {help_cookie()}")

    (record,) = kept(button)
    assert (record["session"], record["person"], record["epoch"]) == (DIGEST, PERSON, 3)


def test_a_session_alone_is_claimed_until_the_database_is_asked(button):
    tap(button, HTTP_COOKIE=f"__Host-mori={SESSION}")

    (record,) = kept(button, "claimed")
    assert (record["session"], record["person"], record["lane"]) == (DIGEST, "", "claimed")


@pytest.mark.parametrize(
    "cookies",
    [
        "",
        help_cookie(secret=b"another secret"),
        help_cookie()[:-1],
        "__Host-mori_help=; __Host-mori=",
        "__Host-mori=tooshort",
        "__Host-mori=" + "!" * 43,
        f"mori={SESSION}; " + help_cookie().removeprefix("__Host-"),
    ],
)
def test_who_cannot_be_told_goes_to_the_unidentified_lane(button, cookies):
    reply = tap(button, {"t": KEY}, HTTP_COOKIE=cookies)

    (record,) = kept(button, "unknown")
    assert reply.status == 303
    assert (record["session"], record["person"], record["lane"]) == ("", "", "unknown")
    assert kept(button) == []


def test_plain_http_uses_plain_cookie_names(button):
    cookies = f"mori={SESSION}; " + help_cookie().removeprefix("__Host-")

    reply = tap(button, HTTP_COOKIE=cookies, **{"wsgi.url_scheme": "http"})

    (record,) = kept(button)
    assert (record["session"], record["person"]) == (DIGEST, PERSON)
    assert reply.cookie.startswith("mori_tap=")
    assert "Secure" not in reply.headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("headers", "lane"),
    [
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, "known"),
        ({"HTTP_SEC_FETCH_SITE": "none"}, "known"),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"}, "known"),
        ({"HTTP_ORIGIN": "https://mori.example"}, "known"),
        ({"HTTP_ORIGIN": "https://MORI.example"}, "known"),
        ({}, "known"),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, "unknown"),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, "unknown"),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "https://mori.example"}, "unknown"),
        ({"HTTP_ORIGIN": "https://evil.example"}, "unknown"),
        ({"HTTP_ORIGIN": "http://mori.example"}, "unknown"),
        ({"HTTP_ORIGIN": "https://mori.example.evil.example"}, "unknown"),
        ({"HTTP_ORIGIN": "null"}, "unknown"),
        ({"HTTP_ORIGIN": ""}, "unknown"),
    ],
)
def test_another_site_cannot_raise_an_alert_in_somebodys_name(button, headers, lane):
    cookies = f"__Host-mori={SESSION}; {help_cookie()}"

    reply = tap(button, {"t": KEY}, HTTP_COOKIE=cookies, **headers)

    (record,) = kept(button, lane)
    assert reply.status == 303
    assert bool(record["session"]) == bool(record["person"]) == (lane == "known")
    assert record["token"] == KEY


@pytest.mark.parametrize(
    ("hops", "schemes", "hosts", "lane"),
    [
        (0, "https", "mori.example", "unknown"),
        (1, "https", "mori.example", "known"),
        (1, "http, https", "evil.example, mori.example", "known"),
        (1, "https, http", "mori.example, evil.example", "unknown"),
        (2, "https, http", "mori.example, 10.0.0.2", "known"),
        (2, "https", "mori.example", "unknown"),
    ],
)
def test_forwarded_headers_count_for_exactly_the_stated_hops(tmp_path, hops, schemes, hosts, lane):
    button = button_in(tmp_path, hops=hops)
    inside = {"wsgi.url_scheme": "http", "HTTP_HOST": "127.0.0.1:8000"}
    outside = {
        "HTTP_X_FORWARDED_PROTO": schemes,
        "HTTP_X_FORWARDED_HOST": hosts,
        "HTTP_ORIGIN": "https://mori.example",
    }

    tap(button, **inside, **outside, **HELP)

    assert len(kept(button, lane)) == 1


def of_the_page(person: str) -> str:
    return tickets.help_ticket(SECRET, person, 3)


WAITED = {"HTTP_X_MORI_QUEUE": "tap"}
OTHER = "p-another-one-"


def test_a_tap_that_waited_is_of_whoever_saw_the_page(button):
    cookies = f"__Host-mori={SESSION}; {help_cookie()}"

    tap(button, {"t": KEY, "b": of_the_page(OTHER)}, HTTP_COOKIE=cookies, **WAITED)

    (record,) = kept(button)
    assert (record["person"], record["session"], record.get("also")) == (OTHER, "", None)


def test_an_old_page_of_another_names_both(button):
    tap(button, {"t": KEY, "b": of_the_page(OTHER)}, HTTP_COOKIE=help_cookie())

    (record,) = kept(button)
    assert (record["person"], record["also"], record["also_epoch"]) == (OTHER, PERSON, 3)


def test_a_page_of_the_same_person_says_nothing_new(button):
    tap(button, {"t": KEY, "b": of_the_page(PERSON)}, HTTP_COOKIE=help_cookie())

    (record,) = kept(button)
    assert (record["person"], record.get("also")) == (PERSON, None)


def test_a_forged_ticket_of_a_page_counts_for_nothing(button):
    forged = tickets.help_ticket(b"another secret", OTHER, 3)

    tap(button, {"t": KEY, "b": forged}, HTTP_COOKIE=help_cookie(), **WAITED)

    (record,) = kept(button)
    assert record["person"] == PERSON


@pytest.mark.parametrize(
    ("ago", "is_told"), [(3600, True), (40 * 86400, True), (5, False), (-3600, False)]
)
def test_the_phones_time_is_kept_where_the_tap_waited(button, ago, is_told):
    said = button.clock() - ago

    tap(button, {"t": KEY, "w": str(int(said * 1000))}, HTTP_COOKIE=help_cookie())

    (record,) = kept(button)
    assert record["phone_at"] == (pytest.approx(said, abs=0.01) if is_told else 0)

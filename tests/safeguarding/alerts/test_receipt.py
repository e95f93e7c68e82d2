"""The page after a tap says what is known, to whoever tapped, and to nobody else."""

import re
from contextlib import contextmanager

import pytest
from peewee import SqliteDatabase

from mori.core import sealing
from mori.core.bytes import brotli_size
from mori.core.db import db
from mori.safeguarding.alerts import operations
from mori.safeguarding.alerts.event_operations import note_reading
from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.alerts.rules import AlertState
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import (
    climb,
    climb_until,
    hand_over,
    minutes,
    reload,
    replay,
    session_of,
    tap,
    verbs,
)
from tests.safeguarding.receipts.reading import page_of, phone_of, seen
from tests.visit import Visit

pytestmark = pytest.mark.usefixtures("clock")


def test_before_replay_the_page_says_only_that_the_tap_was_received(visit):
    response = phone_of(visit(), "abcd2345").get("/c/abcd2345")

    html = seen(response)
    assert "11.00.00 WIB" in html
    assert "abcd2345" in html
    assert "Officers were told" not in html
    assert "Read at" not in html
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Refresh"] == "3"


def test_invariant_5_each_thing_is_said_once_it_is_known_and_not_before(visit, cast, clock):
    first = replay(tap(cast.sari))
    steps = ["Officers were told", "Read at 12.01", "is handling it", "You confirmed"]

    pages = [page_of(visit, first)]
    climb(NOON)
    pages.append(page_of(visit, first))
    hand_over(NOON)
    pages.append(page_of(visit, first))
    clock.move_to(NOON + minutes(1))
    note_reading(first.alert, cast.ningsih.id, NOON + minutes(1))
    pages.append(page_of(visit, first))
    operations.acknowledge_alert(reload(first.alert), cast.ningsih.id, NOON + minutes(1))
    pages.append(page_of(visit, first))
    operations.confirm_contact_as_person(first, NOON + minutes(4))
    pages.append(page_of(visit, first))

    said = [[step in html for step in steps] for html in pages]
    assert said == [
        [False, False, False, False],
        [False, False, False, False],
        [True, False, False, False],
        [True, True, False, False],
        [True, True, True, False],
        [True, True, False, True],
    ]
    assert all("12.00.00 WITA" in html for html in pages)


def test_an_acknowledgement_that_lapsed_is_not_called_contact(visit, cast, clock):
    first = replay(tap(cast.sari))
    climb(NOON)
    operations.acknowledge_alert(reload(first.alert), cast.ningsih.id, NOON)
    climb(NOON + minutes(30))

    assert "The contact is not confirmed yet" in page_of(visit, first)


def test_after_five_unread_minutes_the_page_says_so_and_offers_numbers(visit, cast, clock):
    first = replay(tap(cast.sari))
    climb(NOON)
    hand_over(NOON)
    before = page_of(visit, first)

    clock.move_to(NOON + minutes(5))

    assert "Nobody has read it yet" not in before
    assert "Nobody has read it yet" in page_of(visit, first)
    assert 'href="tel:129"' in page_of(visit, first)


def test_the_page_is_calm_and_has_a_way_out_first(visit, cast):
    html = page_of(visit, replay(tap(cast.sari)))

    first_link = re.search(r'<a [^>]*href="([^"]+)"', html)
    assert first_link[1] == "/masuk"
    assert "<title>Help note · MORI</title>" in html
    assert "Call again" in html
    assert "Red Button" not in html
    assert html.count('action="/bantuan"') == 1


def test_somebody_signed_in_leaves_to_the_logbook_and_gets_their_news_by_htmx(visit, cast):
    first = replay(tap(cast.sari))

    response = visit(cast.sari).get(f"/c/{first.code}")

    html = seen(response)
    assert re.search(r'<a [^>]*href="([^"]+)"', html)[1] == "/logbook"
    assert 'hx-trigger="every 10s"' in html
    assert "Refresh" not in response.headers
    fragment = seen(visit(cast.sari, htmx=True).get(f"/c/{first.code}"))
    assert fragment.startswith('<div id="known"')


def test_the_page_is_small(visit, cast):
    first = replay(tap(cast.sari))
    climb(NOON)

    html = seen(visit(cast.sari).get(f"/c/{first.code}"))

    assert brotli_size(html.encode()) < 2048


@pytest.mark.parametrize("who", ["tono", "rina", "ningsih", "hasan", None])
def test_nobody_else_sees_it(visit, cast, who):
    first = replay(tap(cast.sari))
    climb(NOON)
    browser = visit(who and getattr(cast, who))

    paths = [f"/c/{first.code}"]
    posts = [f"/c/{first.code}/{verb}" for verb in ("kontak", "dihubungi", "tidak-sengaja")]

    assert [browser.get(path).status_code for path in paths] == [404]
    assert [browser.post(path).status_code for path in posts] == [404] * 3
    assert reload(first.alert).state == AlertState.NOTIFIED


def test_the_cookie_of_another_tap_opens_nothing(visit, cast):
    first = replay(tap(cast.sari))

    assert phone_of(visit(), "other234").get(f"/c/{first.code}").status_code == 404


def test_the_person_confirms_without_a_session(visit, cast):
    first = replay(tap(cast.sari))
    climb_until(NOON + minutes(2))

    response = phone_of(visit(), first.code).post(f"/c/{first.code}/dihubungi")

    assert (response.status_code, response.location) == (303, f"/c/{first.code}")
    assert reload(first.alert).state == AlertState.CONTACTED
    assert "You confirmed" in page_of(visit, first)
    assert "I have been contacted" not in page_of(visit, first)


def test_confirming_twice_is_harmless(visit, cast):
    first = replay(tap(cast.sari))
    browser = phone_of(visit(), first.code)

    statuses = [browser.post(f"/c/{first.code}/dihubungi").status_code for _ in range(2)]

    assert statuses == [303, 303]
    assert verbs(first.alert) == ["raise", "confirm"]


def test_somebody_unknown_can_leave_a_way_to_be_reached_which_is_kept_sealed(visit, app):
    first = replay(tap())
    browser = phone_of(visit(), first.code)
    before = browser.get(f"/c/{first.code}")

    response = browser.post(f"/c/{first.code}/kontak", {"contact": "0812 0000 1234"})

    kept = Tap.get_by_id(first.id).contact
    assert "Refresh" not in before.headers, "it would renew itself under somebody who types"
    assert response.status_code == 303
    assert "0812" not in kept
    assert sealing.unseal(app.config["SECRET_KEY"], kept) == "0812 0000 1234"
    html = page_of(visit, first)
    assert "Kept." in html
    assert "0812" not in html


def test_an_empty_contact_is_422_with_the_form(visit):
    first = replay(tap())

    response = phone_of(visit(), first.code).post(f"/c/{first.code}/kontak", {"contact": " "})

    assert response.status_code == 422
    assert "Write a number" in response.get_data(as_text=True)


def test_where_session_and_ticket_disagree_the_page_asks(visit, cast):
    first = replay(tap(cast.laila, session=session_of(cast.sari)))

    assert "Not you" in page_of(visit, first)
    assert visit(cast.sari).get(f"/c/{first.code}").status_code == 404


def test_somebody_known_is_asked_nothing(visit, cast):
    first = replay(tap(cast.sari))

    assert "/kontak" not in page_of(visit, first)
    response = phone_of(visit(), first.code).post(f"/c/{first.code}/kontak", {"contact": "x"})
    assert response.status_code == 409


def test_a_change_before_replay_is_refused_kindly(visit):
    response = phone_of(visit(), "abcd2345").post("/c/abcd2345/dihubungi")

    assert response.status_code == 409
    assert "written down" in response.get_data(as_text=True)


def test_renewing_can_be_stopped(visit, cast):
    first = replay(tap(cast.sari))
    browser = phone_of(visit(), first.code)

    assert browser.get(f"/c/{first.code}").headers["Refresh"] == "20"
    assert "Refresh" not in browser.get(f"/c/{first.code}?tetap=1").headers


@contextmanager
def database_away(folder):
    before = db.obj
    db.initialize(SqliteDatabase(folder / "not there" / "mori.db"))
    try:
        yield
    finally:
        db.initialize(before)


def test_while_the_database_is_away_the_page_answers_from_the_cookie(committed, tmp_path):
    first = replay(tap(committed.cast.sari))
    browser = phone_of(Visit(committed.app)(), first.code)

    with database_away(tmp_path):
        html = seen(browser.get(f"/c/{first.code}"))
        stranger = Visit(committed.app)().get(f"/c/{first.code}").status_code

    assert "Received" in html
    assert "Officers were told" not in html
    assert 'href="tel:129"' in html
    assert stranger == 404


def test_the_help_page_says_each_number_once_and_when_it_was_checked(visit):
    response = visit().get("/bantuan?lang=en")

    html = seen(response)
    assert "jawapos" not in html
    for number in ("129", "110", "112"):
        assert len(re.findall(rf">[^<]*\b{number}\b[^<]*<", html.split("<main")[1])) == 1
    assert "January 2026" in html
    assert "nobody sits at a desk all night" in html
    assert response.headers["Cache-Control"] == "no-store"

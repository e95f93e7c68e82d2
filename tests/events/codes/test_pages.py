"""The code in the room: judged when the page opens, then good for a quarter of an hour."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine

from mori.core.clock import now
from mori.events.codes.rules import code_in, minute_of, pass_of, secret_of
from mori.events.models import Event
from mori.events.presence.models import Presence, Scan
from mori.events.rules import EventState
from tests.cast import TODAY
from tests.events.presence.holding import hold_event, listed

OPENING = re.compile(r'name="opening" value="([^"]+)"')
LAST_SECOND = dt.datetime(2026, 11, 18, 0, 41, 59, tzinfo=dt.UTC)


@pytest.fixture
def event(cast):
    return hold_event(cast.banua)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The last second of a minute, until the test moves the clock on."""
    with time_machine.travel(LAST_SECOND, tick=False) as moved:
        yield moved


def code_at(app, event, at: dt.datetime) -> str:
    secret = secret_of(app.config["SECRET_KEY"], event.key)
    return code_in(secret, TODAY, minute_of(at))


def opened(visit, url: str, code: str) -> str:
    found = OPENING.search(visit().get(f"{url}?kode={code}").text)
    return found[1] if found else ""


def test_a_code_opened_in_its_last_second_is_good_ten_minutes_later(app, visit, event, clock):
    first, url = listed(event)[0], f"/h/{event.key}"
    opening = opened(visit, url, code_at(app, event, LAST_SECOND))
    clock.move_to(LAST_SECOND + dt.timedelta(minutes=10))

    sent = visit().post(url, {"opening": opening, "who": first.short_code.lower()})

    assert sent.status_code == 303
    assert "kamu tercatat hadir" in visit().get(sent.location).text
    assert Scan.get().seen_at == LAST_SECOND
    assert visit().post(url, {"opening": opening, "who": first.short_code}).status_code == 303
    assert (Scan.select().count(), Presence.select().count()) == (1, 1)


def test_a_photograph_of_twenty_minutes_ago_is_refused_with_the_way_out(app, visit, event, clock):
    code = code_at(app, event, LAST_SECOND)
    clock.move_to(LAST_SECOND + dt.timedelta(minutes=20))

    answer = visit().get(f"/h/{event.key}?kode={code}")

    assert not OPENING.search(answer.text)
    assert "Paraf daftar hadir di pintu" in answer.text
    assert 'name="kode"' in answer.text


def test_an_opening_of_twenty_minutes_ago_is_refused_as_well(app, visit, event, clock):
    first, url = listed(event)[0], f"/h/{event.key}"
    opening = opened(visit, url, code_at(app, event, LAST_SECOND))
    clock.move_to(LAST_SECOND + dt.timedelta(minutes=20))

    answer = visit().post(url, {"opening": opening, "who": first.short_code})

    assert answer.status_code == 422
    assert "Paraf daftar hadir di pintu" in answer.text
    assert not Scan.select().count()


@pytest.mark.parametrize("apart", [-30, 30])
def test_a_screen_of_one_server_is_right_for_another(app, visit, event, clock, apart):
    clock.move_to(LAST_SECOND + dt.timedelta(seconds=apart))
    shown = code_at(app, event, LAST_SECOND)

    assert opened(visit, f"/h/{event.key}", shown)


def test_an_opening_is_of_one_event_and_cannot_be_made(app, visit, cast, event, clock):
    other = hold_event(cast.banua)
    opening = opened(visit, f"/h/{event.key}", code_at(app, event, LAST_SECOND))
    theirs = {"opening": opening, "who": listed(other)[0].short_code}

    assert visit().post(f"/h/{other.key}", theirs).status_code == 422
    forged = {"opening": opening[:-1] + "0", "who": listed(event)[0].short_code}
    assert visit().post(f"/h/{event.key}", forged).status_code == 422
    assert not Scan.select().count()


def test_letters_of_nobody_are_said_and_nothing_is_lost(app, visit, event, clock):
    opening = opened(visit, f"/h/{event.key}", code_at(app, event, LAST_SECOND))

    answer = visit().post(f"/h/{event.key}", {"opening": opening, "who": "ZZZZ"})

    assert answer.status_code == 422
    assert OPENING.search(answer.text)[1] == opening
    assert 'value="ZZZZ"' in answer.text


def test_a_participants_own_page_asks_for_the_code_alone(app, visit, event, clock):
    first = listed(event)[0]
    url = f"/p/{pass_of(app.config['SECRET_KEY'], event.key, first.short_code)}"
    opening = opened(visit, url, code_at(app, event, LAST_SECOND))

    visit().post(url, {"opening": opening})

    assert "Kamu tercatat hadir" in visit().get(url).text
    assert Presence.get().participant_id == first.id
    assert visit().get(url[:-1] + "z").status_code == 404


def test_wrong_codes_are_slowed_after_a_hallful(visit, event, clock):
    for _ in range(60):
        visit().client.get(f"/h/{event.key}?kode=000000")

    assert "Terlalu banyak" in visit().get(f"/h/{event.key}?kode=000000").text


def test_the_screen_shows_the_code_of_now_and_asks_anew_each_minute(app, visit, cast, event, clock):
    shown = visit(cast.wati).get(f"/kegiatan/{event.key}/layar")
    link = re.search(r"/layar-kegiatan/[\w.-]+", shown.text)[0]
    code = code_at(app, event, LAST_SECOND)

    assert f"{code[:3]} {code[3:]}" in shown.text
    assert shown.headers["Refresh"] == "1"
    assert f"{code[:3]} {code[3:]}" in visit().get(link).text
    assert visit().get(link[:-1] + "0").status_code == 404


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CALLED_OFF])
def test_an_event_that_does_not_take_place_has_no_code(app, visit, event, clock, state):
    Event.update(state=state).where(Event.id == event.id).execute()

    assert visit().get(f"/h/{event.key}").status_code == 404


def test_on_another_day_nobody_is_marked(visit, cast):
    event = hold_event(cast.banua, day=now().date() - dt.timedelta(days=3))

    assert "bukan hari kegiatan" in visit().get(f"/h/{event.key}?kode=000000").text

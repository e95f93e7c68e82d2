"""When a room's code is right, and how long a page that was opened with it may take."""

import datetime as dt

import pytest

from mori.events.codes.rules import (
    Opening,
    code_in,
    is_right,
    minute_of,
    opening_from,
    seconds_left,
    secret_of,
)
from mori.events.presence.rules import Part

DAY = dt.date(2026, 11, 18)
LAST_SECOND = dt.datetime(2026, 11, 18, 0, 41, 59, tzinfo=dt.UTC)
SECRET = secret_of(b"server", "k" * 14)


def shown(at: dt.datetime) -> str:
    """What a screen shows at a moment of its server's clock."""
    return code_in(SECRET, DAY, minute_of(at))


def later(**times: int) -> dt.datetime:
    return LAST_SECOND + dt.timedelta(**times)


def test_a_code_is_six_digits_that_change_with_the_minute_and_the_event():
    assert len(shown(LAST_SECOND)) == 6
    assert shown(LAST_SECOND) != shown(later(seconds=1))
    assert seconds_left(LAST_SECOND) == 1
    minute, another = minute_of(LAST_SECOND), secret_of(b"server", "m" * 14)
    assert code_in(another, DAY, minute) != shown(LAST_SECOND)
    assert code_in(SECRET, DAY + dt.timedelta(days=1), minute) != shown(LAST_SECOND)


@pytest.mark.parametrize("apart", [-30, 0, 30])
def test_two_servers_half_a_minute_apart_agree(apart):
    code = shown(LAST_SECOND)

    assert is_right(SECRET, DAY, code, later(seconds=apart))
    assert is_right(SECRET, DAY, f"{code[:3]} {code[3:]}", later(seconds=apart))


@pytest.mark.parametrize("minutes", [-2, 2, 20])
def test_a_code_of_another_minute_is_wrong(minutes):
    assert not is_right(SECRET, DAY, shown(LAST_SECOND), later(minutes=minutes))


@pytest.mark.parametrize("typed", ["", "12345", "٤٨٢٩١٣", "x" * 6])
def test_what_is_no_code_is_wrong(typed):
    assert not is_right(SECRET, DAY, typed, LAST_SECOND)


@pytest.mark.parametrize(
    ("after", "is_good"),
    [
        (dt.timedelta(0), True),
        (dt.timedelta(minutes=10), True),
        (dt.timedelta(minutes=15), True),
        (dt.timedelta(minutes=15, seconds=1), False),
        (dt.timedelta(seconds=-30), True),  # sent to a server whose clock is behind
        (dt.timedelta(minutes=-2), False),
    ],
)
def test_an_opening_is_good_for_a_quarter_of_an_hour(after, is_good):
    opening = Opening("k" * 14, DAY, Part.AM, LAST_SECOND)

    assert opening_from(opening.fields) == opening
    assert opening.is_good(LAST_SECOND + after) is is_good

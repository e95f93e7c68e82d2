"""What a participant shows at a door, and when a door's pass opens it."""

import datetime as dt
from types import SimpleNamespace

import pytest
import segno

from mori.events.door.rules import PassState, Shown, pass_of, read_pass, state_of

KEY, DAY = "k7qmk7qmk7qmk7", dt.date(2026, 11, 18)
PASS = pass_of(b"server", KEY, "R2TX")


def test_a_pass_says_whose_it_is_to_whoever_has_the_key():
    assert read_pass(b"server", PASS) == Shown(KEY, "R2TX")
    assert read_pass(b"another", PASS) is None


@pytest.mark.parametrize(
    "forged",
    ["", PASS[:-1], PASS + "a", PASS.replace("R2TX", "R2TY"), PASS.replace("k7qmk7", "k7qmk8")],
)
def test_a_pass_of_somebody_else_cannot_be_made(forged):
    assert read_pass(b"server", forged) is None


def test_a_pass_is_a_code_of_few_modules():
    made = segno.make(f"https://mori.kantor-contoh.go.id/p/{PASS}", error="l", boost_error=False)

    assert made.version <= 4


@pytest.mark.parametrize(
    ("days", "state"),
    [(-2, PassState.EARLY), (-1, PassState.OPEN), (0, PassState.OPEN), (1, PassState.OVER)],
)
def test_a_door_is_open_on_its_day_and_may_be_opened_the_day_before(days, state):
    door = SimpleNamespace(valid_on=DAY, revoked_at=None)
    revoked = SimpleNamespace(valid_on=DAY, revoked_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))

    assert state_of(door, DAY + dt.timedelta(days=days)) is state
    assert state_of(revoked, DAY + dt.timedelta(days=days)) is PassState.REVOKED

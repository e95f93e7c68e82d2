"""When a door's pass opens it."""

import datetime as dt
from types import SimpleNamespace

import pytest

from mori.events.door.rules import PassState, state_of

DAY = dt.date(2026, 11, 18)


@pytest.mark.parametrize(
    ("days", "state"),
    [(-2, PassState.EARLY), (-1, PassState.OPEN), (0, PassState.OPEN), (1, PassState.OVER)],
)
def test_a_door_is_open_on_its_day_and_may_be_opened_the_day_before(days, state):
    door = SimpleNamespace(valid_on=DAY, revoked_at=None)
    revoked = SimpleNamespace(valid_on=DAY, revoked_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))

    assert state_of(door, DAY + dt.timedelta(days=days)) is state
    assert state_of(revoked, DAY + dt.timedelta(days=days)) is PassState.REVOKED

"""Twenty phones mark one person at once, and a guest's form is sent twice at once."""

import datetime as dt
from functools import partial

import pytest

from mori.events.presence.models import Presence, Scan
from mori.events.presence.operations import Way, mark_present, mark_walk_in
from mori.events.presence.rules import HalfDay, How, Part
from tests.cast import NOON, TODAY
from tests.events.presence.holding import hold_event, listed
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")
AM = HalfDay(TODAY, Part.AM)


def test_twenty_marks_at_once_are_one_presence_by_the_earliest(committed):
    event = hold_event(committed.cast.banua, people=1)
    row = listed(event)[0]

    def mark(number: int) -> None:
        seen_at = NOON - dt.timedelta(minutes=(number * 7) % 20)
        mark_present(row, AM, Way(How.DOOR), seen_at, f"phone {number}", NOON)

    ends = all_at_once(*(partial(mark, number) for number in range(20)))

    assert ends == ["done"] * 20
    assert (Scan.select().count(), Presence.select().count()) == (20, 1)
    assert Presence.get().scan.seen_at == NOON - dt.timedelta(minutes=19)


def test_a_guest_whose_form_comes_twice_at_once_is_one(committed):
    event = hold_event(committed.cast.banua, people=1)
    said = ("Tamu Contoh", "", AM, Way(How.DOOR), NOON)

    ends = all_at_once(
        *(partial(mark_walk_in, event, *said, token, NOON) for token in ("a", "a", "b", "b"))
    )

    assert ends == ["done"] * 4
    assert len(listed(event)) == 3
    assert Presence.select().count() == 2

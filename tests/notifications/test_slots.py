"""A slot of time is taken once, however often it is asked for in one process."""

import datetime as dt

import pytest

from mori.notifications.operations import take_slot
from mori.notifications.rules import SLOTS_KEPT
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("app")


def test_a_slot_is_taken_once_and_each_slot_for_itself():
    taken = [take_slot("digest", slot, NOON) for slot in ("1", "1", "2", "1")]

    assert taken == [True, False, True, False]


def test_a_slot_that_is_no_longer_kept_can_be_taken_again():
    take_slot("digest", "1", NOON)

    assert take_slot("digest", "1", NOON + SLOTS_KEPT + dt.timedelta(seconds=1))

"""Marking who is there: marks are added, the earliest counts, and what is voided stays readable."""

import datetime as dt

import pytest

from mori.core.clock import now
from mori.core.errors import Refused
from mori.events.presence.models import Presence, Scan
from mori.events.presence.operations import Way, mark_present, mark_walk_in, void_mark
from mori.events.presence.queries import presence_of, present_by_half_day, scans_of, voids_of
from mori.events.presence.rules import HalfDay, How, Part
from tests.cast import TODAY
from tests.events.presence.holding import hold_event, listed

AM, PM = HalfDay(TODAY, Part.AM), HalfDay(TODAY, Part.PM)
HAND = Way(How.HAND)


@pytest.fixture
def event(cast):
    return hold_event(cast.banua)


def ago(minutes: int) -> dt.datetime:
    return now() - dt.timedelta(minutes=minutes)


def test_the_earliest_mark_counts_in_whatever_order_they_come(event):
    first, _second, _third = listed(event)

    assert mark_present(first, AM, Way(How.SHEET), ago(5), "sheet", now())
    assert not mark_present(first, AM, Way(How.DOOR), ago(90), "door", now())
    assert not mark_present(first, AM, HAND, ago(1), "hand", now())

    assert presence_of(first.id, AM).scan.token == "door"
    assert [each.token for each in scans_of(first.id)] == ["door", "sheet", "hand"]
    assert present_by_half_day(event.id) == {AM: 1}


def test_the_same_form_twice_is_one_mark_and_a_half_day_is_not_the_other(event):
    first, *_others = listed(event)
    for _ in range(2):
        mark_present(first, AM, HAND, ago(1), "once", now())
    mark_present(first, PM, HAND, ago(1), "afternoon", now())

    assert Scan.select().count() == 2
    assert present_by_half_day(event.id) == {AM: 1, PM: 1}


def test_a_voided_mark_stays_and_the_next_one_counts(event, cast):
    first, *_others = listed(event)
    mark_present(first, AM, Way(How.DOOR), ago(90), "door", now())
    mark_present(first, AM, HAND, ago(5), "hand", now())
    door, hand = scans_of(first.id)

    for _ in range(2):
        void_mark(door, "Salah orang.", cast.wati.id, now())

    assert presence_of(first.id, AM).scan == hand
    assert voids_of([door.id])[door.id].reason == "Salah orang."
    void_mark(hand, "Tidak datang.", cast.wati.id, now())
    assert presence_of(first.id, AM) is None
    assert len(scans_of(first.id)) == 2
    mark_present(first, AM, HAND, ago(1), "again", now())
    assert presence_of(first.id, AM).scan.token == "again"


def test_two_guests_of_one_name_are_two_and_the_same_form_twice_is_one(event):
    for token in ("a", "b", "b"):
        mark_walk_in(event, "Tamu Contoh", "", AM, HAND, ago(1), token, now())

    guests = listed(event)[3:]
    assert [each.row for each in guests] == [4, 5]
    assert len({each.short_code for each in guests}) == 2
    assert Presence.select().count() == 2


@pytest.mark.parametrize("seen_ago", [dt.timedelta(days=8), dt.timedelta(minutes=-5)])
def test_what_was_noted_too_long_ago_or_is_to_come_is_refused(event, seen_ago):
    with pytest.raises(Refused):
        mark_present(listed(event)[0], AM, HAND, now() - seen_ago, "late", now())

    assert not Scan.select().count()

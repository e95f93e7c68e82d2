"""The bar of a rotation and the word "now" follow the days, for whoever looks."""

import datetime as dt
import re

import pytest

from mori.placements.models import Placement, UnitSpan
from mori.placements.operations import withdraw_placement
from mori.placements.rules import PlacementState, Step
from tests.cast import NOON, TODAY, place

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("noon")


def tenths(text: str) -> list[str]:
    return re.findall(r"now-(\d+)", text)


def move(placement: Placement, starts_on: dt.date, ends_on: dt.date, *gap: dt.date) -> None:
    """Give a placement of one span other days; with a gap, its span alone."""
    Placement.update(starts_on=starts_on, ends_on=ends_on).execute()
    first, last = gap or (starts_on, ends_on)
    UnitSpan.update(starts_on=first, ends_on=last).where(
        UnitSpan.placement == placement.id
    ).execute()


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [(0, 59, 1), (0, 9, 1), (4, 5, 5), (16, 43, 3), (9, 0, 10), (0, 0, 10), (50, 3, 9)],
)
def test_a_step_is_filled_as_far_as_it_is_over(before, after, share):
    step = Step("PVL", TODAY - before * DAY, TODAY + after * DAY, TODAY)

    assert step.is_now
    assert step.tenths == share


@pytest.mark.parametrize(("first", "last"), [(1, 5), (-5, -1)])
def test_a_step_is_not_now_before_its_first_day_or_after_its_last(first, last):
    step = Step("PVL", TODAY + first * DAY, TODAY + last * DAY, TODAY)

    assert not step.is_now
    assert step.is_later == (first > 0)
    assert step.is_over == (last < 0)


def test_intern_and_supervisor_see_the_true_share(visit, cast):
    profile = f"/peserta/{cast.placement.key}"

    assert tenths(visit(cast.sari).get("/").text) == ["3"]  # the 17th of 60 days
    assert tenths(visit(cast.rina).get(profile).text) == ["3"]


@pytest.mark.parametrize(
    "days",
    [
        (TODAY + 5 * DAY, TODAY + 40 * DAY),
        (TODAY - 40 * DAY, TODAY - DAY),
        (TODAY - 9 * DAY, TODAY + 9 * DAY, TODAY - 9 * DAY, TODAY - DAY),
        (TODAY - 9 * DAY, TODAY + 9 * DAY, TODAY + DAY, TODAY + 9 * DAY),
    ],
    ids=["before", "after", "gap behind", "gap ahead"],
)
def test_nothing_is_now_outside_of_a_unit(visit, cast, days):
    move(cast.placement, *days)

    profile = visit(cast.wati).get(f"/peserta/{cast.placement.key}").text

    assert not tenths(profile)
    assert "sekarang" not in profile
    assert not tenths(visit(cast.sari).get("/").text)


def test_before_the_first_day_a_profile_says_when_it_begins(visit, cast):
    move(cast.placement, TODAY + 5 * DAY, TODAY + 40 * DAY)

    profile = visit(cast.wati).get(f"/peserta/{cast.placement.key}").text

    assert profile.count("mulai Senin, 23 November") == 2  # of the state, and of the unit
    assert "<dd>Aktif</dd>" not in profile


def test_after_the_last_day_a_profile_says_when_it_ended(visit, cast):
    move(cast.placement, TODAY - 40 * DAY, TODAY - DAY)

    profile = visit(cast.wati).get(f"/peserta/{cast.placement.key}").text

    assert "selesai Selasa, 17 November" in profile
    assert "Aktif" not in profile


def test_the_next_unit_is_announced_only_in_a_gap(visit, cast):
    placement = place(
        cast.laila,
        cast.seberang,
        [(cast.unit_seberang, cast.joko, None)] * 2,
        TODAY - 9 * DAY,
        days=20,
    )
    profile = f"/peserta/{placement.key}"

    text = visit(cast.citra).get(profile).text

    assert "sekarang" in text
    assert "mulai Kamis, 19 November" not in text


def test_nobody_is_anywhere_now_while_paused(visit, cast):
    Placement.update(state=PlacementState.PAUSED).execute()

    assert "sekarang" not in visit(cast.wati).get(f"/peserta/{cast.placement.key}").text


def test_whoever_stepped_back_before_the_first_day_does_not_start(visit, cast):
    move(cast.placement, TODAY + 5 * DAY, TODAY + 40 * DAY)
    withdraw_placement(Placement.get_by_id(cast.placement.id), "", cast.wati.id, NOON)

    assert "mulai Senin" not in visit(cast.wati).get(f"/peserta/{cast.placement.key}").text

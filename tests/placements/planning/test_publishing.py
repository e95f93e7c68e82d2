"""What a publishing keeps, and when it can no longer be taken back."""

import datetime as dt

import pytest
import time_machine

from mori.core.errors import Refused
from mori.core.workdays import DAY, monday_of
from mori.notifications.models import Message
from mori.placements.barred.operations import bar_person
from mori.placements.models import UnitSpan
from mori.placements.operations import extend_placement
from mori.placements.planning.grid import grid_of
from mori.placements.planning.operations import (
    drop_plan,
    plan_row,
    revise_plan,
    set_posts,
)
from mori.placements.planning.publishing_operations import publish_plan, take_back_plan
from mori.placements.planning.rules import Clash, Post
from mori.placements.queries import placement_by_key
from tests.cast import NOON, TODAY

from .cohorts import fresh
from .making import make_plan

pytestmark = pytest.mark.usefixtures("noon")
MONDAY = monday_of(TODAY)


@pytest.fixture
def plan(cast):
    """Six weeks from Monday on: Sari is in PVL, Tono in Pencegahan; today is Wednesday."""
    plan = make_plan(cast)
    posts = {cast.pvl.id: Post(cast.rina.id, cast.budi.id), cast.pencegahan.id: Post(cast.budi.id)}
    set_posts(plan, posts)
    return fresh(plan)


def put(cast, plan, placement, units: dict[int, int], at=NOON) -> None:
    seen = grid_of(plan, at).row_of(placement.id).units
    plan_row(plan, placement.id, {**seen, **units}, seen, at)


def publish(cast, plan, reason: str = "Sudah dibicarakan.", at=NOON) -> None:
    publish_plan(plan, fresh(plan).step, reason, "https://mori.example", cast.wati.id, at)


def stays(placement) -> list[tuple]:
    rows = UnitSpan.select().where(UnitSpan.placement == placement).order_by(UnitSpan.position)
    return [(row.unit_id, row.starts_on, row.ends_on, row.supervisor_id) for row in rows]


def test_today_and_before_stay_what_they_were(cast, plan):
    put(cast, plan, cast.placement, {0: cast.pencegahan.id, 1: cast.pencegahan.id})

    publish(cast, plan)

    sunday = MONDAY + 13 * DAY
    assert stays(cast.placement) == [
        (cast.pvl.id, dt.date(2026, 11, 2), TODAY, cast.rina.id),
        (cast.pencegahan.id, TODAY + DAY, sunday, cast.budi.id),
        (cast.pvl.id, sunday + DAY, dt.date(2026, 12, 31), cast.rina.id),
    ]


def test_a_week_that_has_begun_elsewhere_is_two_units_in_one_week(cast, plan):
    put(cast, plan, cast.placement, {0: cast.pencegahan.id, 1: cast.pencegahan.id})

    assert grid_of(plan, NOON).clashes[cast.placement.id, 0] == [Clash.TWO_UNITS]
    assert (cast.placement.id, 1) not in grid_of(plan, NOON).clashes


def test_what_speaks_against_it_needs_a_reason(cast, plan):
    put(cast, plan, cast.placement, {0: cast.pencegahan.id})

    with pytest.raises(Refused):
        publish(cast, plan, "")
    publish(cast, plan, "Sepekan saja.")


def test_a_plan_that_somebody_changed_meanwhile_is_looked_at_again(cast, plan):
    seen = plan.step
    put(cast, plan, cast.placement, {2: cast.pencegahan.id})

    with pytest.raises(Refused):
        publish_plan(plan, seen, "", "", cast.wati.id, NOON)


def test_nobody_is_told_whose_rotation_stays(cast, plan):
    put(cast, plan, cast.placement, {2: cast.pencegahan.id})

    publish(cast, plan)

    told = {each.recipient for each in Message.select()}
    assert told == {cast.sari.email, cast.rina.email, cast.budi.email}


def test_a_barred_supervisor_yields_to_the_stand_in(cast, plan):
    bar_person(cast.banua.id, cast.sari.id, cast.rina.id, "", cast.wati.id, NOON)

    publish(cast, plan)

    assert [each[3] for each in stays(cast.placement)] == [cast.rina.id, cast.budi.id, cast.rina.id]


def test_nobody_is_published_without_anyone_who_may_supervise(cast, plan):
    bar_person(cast.banua.id, cast.tono.id, cast.budi.id, "", cast.wati.id, NOON)

    assert Clash.INTEREST in grid_of(plan, NOON).clashes[cast.placement_tono.id, 1]
    with pytest.raises(Refused):
        publish(cast, plan)


def test_it_is_taken_back_until_its_first_changed_day(cast, plan):
    before = stays(cast.placement)
    put(cast, plan, cast.placement, {2: cast.pencegahan.id})
    publish(cast, plan)
    first = dt.datetime.combine(MONDAY + 14 * DAY, dt.time(1), dt.UTC)

    with time_machine.travel(first), pytest.raises(Refused):
        take_back_plan(fresh(plan), "", cast.wati.id, first)
    take_back_plan(fresh(plan), "", cast.wati.id, first - DAY)

    assert stays(cast.placement) == before


def test_it_is_not_taken_back_over_what_somebody_did_since(cast, plan):
    put(cast, plan, cast.placement, {2: cast.pencegahan.id})
    publish(cast, plan)
    placement = placement_by_key(cast.placement.key)
    extend_placement(placement, placement.ends_on + DAY, "", cast.wati.id, NOON)

    with pytest.raises(Refused):
        take_back_plan(fresh(plan), "", cast.wati.id, NOON)


def test_it_is_not_taken_back_under_a_later_version(cast, plan):
    put(cast, plan, cast.placement, {2: cast.pencegahan.id})
    publish(cast, plan)
    later = revise_plan(fresh(plan), cast.wati.id, NOON)

    with pytest.raises(Refused):
        take_back_plan(fresh(plan), "", cast.wati.id, NOON)
    drop_plan(later, cast.wati.id, NOON)
    take_back_plan(fresh(plan), "", cast.wati.id, NOON)


def test_the_next_version_begins_with_what_was_changed_for_one(cast, plan):
    publish(cast, plan)
    span = UnitSpan.get(UnitSpan.placement == cast.placement_tono)
    UnitSpan.update(unit=cast.pvl).where(UnitSpan.id == span.id).execute()

    later = revise_plan(fresh(plan), cast.wati.id, NOON)

    assert set(grid_of(later, NOON).row_of(cast.placement_tono.id).units.values()) == {cast.pvl.id}

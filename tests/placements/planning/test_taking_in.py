"""Whoever was placed after a plan began comes into it; what is over stays what it was."""

import pytest
import time_machine

from mori.access.roles import Role
from mori.accounts.operations import add_member
from mori.core.errors import Refused
from mori.core.workdays import DAY, monday_of
from mori.offices.operations import add_unit
from mori.placements.models import UnitSpan
from mori.placements.planning import queries
from mori.placements.planning.grid import grid_of
from mori.placements.planning.operations import drop_plan, leave_out, revise_plan, take_in
from mori.placements.planning.publishing_operations import publish_plan
from tests.cast import NOON, TODAY, place

from .cohorts import fresh
from .making import make_plan

pytestmark = pytest.mark.usefixtures("noon")
LATE = TODAY + 12 * DAY  # a Monday, the third week of the plan


@pytest.fixture
def plan(cast):
    return make_plan(cast)


@pytest.fixture
def late(cast, plan):
    """Placed after the plan was begun, in a unit that is not one of its own."""

    third = add_unit(cast.banua.id, "pemeriksaan", "Pemeriksaan Laporan", "Pemeriksaan")
    mail = "susulan@contoh.example"
    person = add_member("Susulan Contoh", None, mail, cast.banua.id, Role.INTERN, NOON)
    return place(person, cast.banua, [(third, cast.rina, None)], LATE, 30)


def names(plan) -> list[str]:
    return [each.person.name for each in grid_of(fresh(plan), NOON).placements]


def test_an_intern_placed_later_is_taken_in_with_unit_and_weeks(visit, cast, plan, late):
    browser, place = visit(cast.wati), f"/rotasi/{plan.key}"
    assert "1 peserta di pekan-pekan ini belum masuk rencana" in browser.get(place).text

    browser.post(f"{place}/sertakan", {"peserta": late.key})

    assert "Susulan Contoh" in names(plan)
    unit = UnitSpan.get(UnitSpan.placement == late).unit_id
    grid = grid_of(fresh(plan), NOON)
    assert grid.row_of(late.id).units == dict.fromkeys(range(2, 6), unit)
    assert [each.supervisor_id for each in grid.units if each.unit_id == unit] == [cast.rina.id]
    assert "belum masuk rencana" not in browser.get(place).text


def test_whoever_was_left_out_comes_back(cast, plan):
    leave_out(plan, cast.placement.id)
    leave_out(plan, cast.placement_tono.id)
    assert names(plan) == []

    take_in(plan, "", NOON)

    assert names(plan) == ["Sari Contoh", "Tono Contoh"]


def test_twice_is_once(cast, plan, late):
    for _ in range(2):
        take_in(plan, late.key, NOON)

    assert len(names(plan)) == 3


def test_nobody_of_another_office_is_taken_in(visit, cast, plan):
    visit(cast.wati).post(f"/rotasi/{plan.key}/sertakan", {"peserta": cast.placement_laila.key})
    assert "Laila Contoh" not in names(plan)

    answer = visit(cast.citra).post(f"/rotasi/{plan.key}/sertakan")

    assert answer.status_code == 404


def test_a_plan_that_is_no_draft_takes_nobody_in(cast, plan, late):
    drop_plan(plan, cast.wati.id, NOON)

    with pytest.raises(Refused):
        take_in(plan, late.key, NOON)


def test_a_plan_has_an_end(visit, cast, plan, late, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 2)

    visit(cast.wati).post(f"/rotasi/{plan.key}/sertakan")

    assert len(names(plan)) == 2


def test_weeks_that_are_over_show_what_was(cast, plan):
    """As if Sari was moved while the draft lay: the first week is over, and was in another unit."""
    third = monday_of(TODAY) + 14 * DAY
    UnitSpan.update(unit=cast.pencegahan).where(UnitSpan.placement == cast.placement).execute()

    with time_machine.travel(NOON + 14 * DAY, tick=False):
        grid = grid_of(fresh(plan), NOON + 14 * DAY)

    assert grid.frame.weeks[grid.first_open].first == third
    units = grid.row_of(cast.placement.id).units
    assert [units[week] for week in range(3)] == [cast.pencegahan.id] * 2 + [cast.pvl.id]


def test_a_later_version_says_what_becomes_of_the_one_before(visit, cast, plan):

    publish_plan(plan, fresh(plan).step, "Ya.", "", cast.wati.id, NOON)
    later = revise_plan(fresh(plan), cast.wati.id, NOON)

    assert "Sampai diterbitkan, versi 1 yang berlaku" in (
        visit(cast.wati).get(f"/rotasi/{later.key}").text
    )
    assert "yang berlaku" not in visit(cast.wati).get(f"/rotasi/{plan.key}").text

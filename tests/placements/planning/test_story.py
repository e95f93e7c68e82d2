"""Eighteen interns through three units of six places in twelve weeks, on the pages."""

import pytest

from mori.core.workdays import DAY
from mori.notifications.models import Message
from mori.placements.models import UnitSpan
from mori.placements.planning.grid import grid_of
from mori.placements.planning.models import RotationPlan
from mori.placements.planning.rules import PlanState
from tests.cast import NOON

from .cohorts import MONDAY, WEEKS, cohort_of, drafted, fresh, note_away, six_each

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def cohort(cast):
    return cohort_of(cast)


@pytest.fixture
def browser(visit, cast, cohort):
    browser = visit(cast.wati)
    six_each(browser, cohort)
    return browser


@pytest.fixture
def plan(browser, cohort) -> RotationPlan:
    plan = drafted(browser, cohort)
    assert browser.post(f"/rotasi/{plan.key}/usulan").status_code == 303
    return fresh(plan)


def publish(browser, plan, reason: str = ""):
    step = fresh(plan).step
    return browser.post(f"/rotasi/{plan.key}/terbitkan", {"step": step, "reason": reason})


def spans() -> list[tuple]:
    rows = UnitSpan.select().order_by(UnitSpan.placement, UnitSpan.position)
    return [
        (each.placement_id, each.unit_id, each.starts_on, each.ends_on, each.supervisor_id)
        for each in rows
    ]


def test_everybody_in_these_weeks_is_in_the_plan_where_they_are_now(cohort, browser):
    plan = drafted(browser, cohort)

    grid = grid_of(plan, NOON)

    assert len(grid.rows) == 18
    assert all(set(row.units.values()) == {cohort.units[0].id} for row in grid.rows)
    assert "18 peserta untuk 6 tempat" in browser.get(f"/rotasi/{plan.key}").text


def test_a_proposal_takes_all_through_each_unit_within_capacity(cohort, plan):
    grid = grid_of(plan, NOON)

    assert grid.clashes == {}
    assert set(grid.taken.values()) == {6}
    for row in grid.rows:
        assert [*row.units] == [*range(WEEKS)]
        assert set(row.units.values()) == {each.id for each in cohort.units}


def test_ten_leaves_are_marked_and_named(cohort, browser, plan):
    for number, placement in enumerate(cohort.placements[:10]):
        first = MONDAY + 7 * number * DAY
        note_away(browser, placement.person, first, first + 4 * DAY)

    grid = grid_of(fresh(plan), NOON)

    assert sorted(grid.clashes) == sorted(
        (each.id, number) for number, each in enumerate(cohort.placements[:10])
    )
    text = browser.get(f"/rotasi/{plan.key}").text
    assert text.count("Cuti 5") == 10
    assert text.count('<small class="against">peserta tidak ada</small>') == 10


def test_published_it_is_everybodys_rotation(cohort, browser, plan):
    assert publish(browser, plan).status_code == 303

    assert fresh(plan).state is PlanState.PUBLISHED
    for placement in cohort.placements:
        here = [each for each in spans() if each[0] == placement.id]
        assert {each[1] for each in here} == {each.id for each in cohort.units}
        assert here[0][2] == placement.starts_on
        assert here[-1][3] == placement.ends_on


def test_everybody_concerned_is_told_once(cohort, browser, plan):
    publish(browser, plan)
    publish(browser, plan)

    told = [each.recipient for each in Message.select()]

    assert sorted(told) == sorted(
        {each.person.email for each in cohort.placements}
        | {each.email for each in cohort.supervisors}
    )


def test_taken_back_it_is_as_before(cohort, browser, plan):
    before = spans()
    publish(browser, plan)
    assert spans() != before

    browser.post(f"/rotasi/{plan.key}/tarik")

    assert spans() == before
    assert fresh(plan).state is PlanState.DRAFT


def test_changed_later_it_is_a_new_version_and_the_old_one_is_kept(cohort, browser, plan):
    publish(browser, plan)
    before = spans()
    answer = browser.post(f"/rotasi/{plan.key}/ubah")
    second = fresh(RotationPlan.get(RotationPlan.replaces == plan.id))
    assert answer.location.endswith(second.key)
    assert grid_of(second, NOON).rows == grid_of(plan, NOON).rows
    one, other = cohort.placements[0], cohort.units[2]
    cell = {"peserta": one.key, "week": "0", "unit": other.key, "seen": cohort.units[0].key}

    browser.post(f"/rotasi/{second.key}/sel", cell)

    assert publish(browser, second).status_code == 409  # seven for six, and nobody says why
    assert publish(browser, second, "Hanya sepekan.").status_code == 303
    assert fresh(plan).state is PlanState.REPLACED
    assert spans() != before

    browser.post(f"/rotasi/{second.key}/tarik")

    assert spans() == before
    assert fresh(plan).state is PlanState.PUBLISHED


def test_a_draft_is_undone_step_by_step(cohort, browser):
    plan = drafted(browser, cohort)
    shown = [grid_of(plan, NOON).rows]
    for number in range(3):
        said = {
            "peserta": cohort.placements[number].key,
            "week": "2",
            "unit": cohort.units[1].key,
            "seen": cohort.units[0].key,
        }
        browser.post(f"/rotasi/{plan.key}/sel", said)
        shown.append(grid_of(fresh(plan), NOON).rows)
    assert shown[0] != shown[1] != shown[2] != shown[3]

    for number in (2, 1, 0):
        browser.post(f"/rotasi/{plan.key}/urungkan")
        assert grid_of(fresh(plan), NOON).rows == shown[number]

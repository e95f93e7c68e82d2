"""No clash is left unnamed: each cell of a made-up plan is held against what is in the tables."""

import datetime as dt
import random

import pytest

from mori.core.workdays import DAY
from mori.offices.models import Holiday, Office
from mori.placements.away.models import PlannedAway
from mori.placements.barred.operations import bar_person
from mori.placements.capacity.models import UnitCapacity
from mori.placements.models import UnitSpan
from mori.placements.planning.grid import grid_of
from mori.placements.planning.models import PlannedStay, PlannedUnit
from mori.placements.planning.operations import leave_out
from mori.placements.planning.rules import Clash
from tests.cast import NOON, place

from .cohorts import MONDAY, WEEKS, cohort_of, drafted, fresh, note_away, six_each

pytestmark = pytest.mark.usefixtures("noon")
CLOSED = ((0, 1), (0, 2), (0, 3), (4, 0), (7, 0), (7, 1), (7, 2), (7, 3), (7, 4))  # week, weekday


@pytest.fixture
def plan(visit, cast):
    """Much at once: holidays, leave, too few places, barred pairs, others who are there."""
    cohort, browser = cohort_of(cast), visit(cast.wati)
    for week, weekday in CLOSED:
        day = MONDAY + (7 * week + weekday) * DAY
        Holiday.create(office=cast.banua, day=day, name="Libur Contoh", kind="national")
    Office.update(calendar_version=Office.calendar_version + 1).execute()
    six_each(browser, cohort)
    UnitCapacity.create(unit=cohort.units[2], week=MONDAY + 14 * DAY, places=2)
    plan = drafted(browser, cohort)
    leave_out(plan, cohort.placements[17].id)
    place(cast.tono, cast.banua, [(cohort.units[1], cast.budi, None)], MONDAY + 20 * DAY, 30)
    _shuffle(plan, cohort)
    PlannedUnit.update(stand_in=None).where(PlannedUnit.unit == cohort.units[2]).execute()
    PlannedUnit.update(supervisor=None, stand_in=None).where(
        PlannedUnit.unit == cohort.units[1]
    ).execute()
    for each in cohort.placements[:3]:
        bar_person(cast.banua.id, each.person_id, cohort.supervisors[2].id, "", cast.wati.id, NOON)
    for number, placement in enumerate(cohort.placements[:10]):
        first = MONDAY + (7 * number + number % 5) * DAY
        note_away(browser, placement.person, first, first + (number % 7) * DAY, "exam")
    note_away(browser, cohort.supervisors[2], MONDAY + 30 * DAY, MONDAY + 33 * DAY, "duty")
    note_away(browser, cohort.supervisors[0], MONDAY + 50 * DAY, MONDAY + 50 * DAY)
    return fresh(plan)


def _shuffle(plan, cohort) -> None:
    chance = random.Random(49)
    PlannedStay.delete().where(PlannedStay.plan == plan).execute()
    for placement in cohort.placements[:17]:
        for week in range(WEEKS):
            if unit := chance.choice([*cohort.units, cohort.units[2], None]):
                PlannedStay.create(plan=plan, placement=placement, week=week, unit=unit)


def expected(plan, grid) -> dict[tuple[int, int], set[Clash]]:
    """Day by day out of the tables, and in another way than the plan does it."""
    closed = {each.day for each in Holiday.select()}
    away = {
        (each.person_id, each.starts_on + n * DAY)
        for each in PlannedAway.select()
        for n in range((each.ends_on - each.starts_on).days + 1)
    }
    stays = {(row.placement_id, row.week): row.unit_id for row in PlannedStay.select()}
    found = {}
    for placement in grid.placements:
        for week in range(WEEKS):
            days = [MONDAY + (7 * week + n) * DAY for n in range(5)]
            unit, here = stays.get((placement.id, week)), [d for d in days if d not in closed]
            said = set()
            if len(here) <= len(days) - len(here):
                said.add(Clash.HOLIDAYS)
            if unit is None:
                said |= {Clash.NO_UNIT} if here else set()
            else:
                if _crowd(stays, grid, unit, week) > _places(unit, week):
                    said.add(Clash.OVER_CAPACITY)
                gone = [day for day in here if (placement.person_id, day) in away]
                if here and len(gone) >= len(here) - len(gone):
                    said.add(Clash.INTERN_AWAY)
                said |= _of_people(plan, placement, unit, here, away)
            if said:
                found[placement.id, week] = said
    return found


def _crowd(stays, grid, unit: int, week: int) -> int:
    first, mine = MONDAY + 7 * week * DAY, {each.id for each in grid.placements}
    planned = sum(where == unit and n == week for (_who, n), where in stays.items())
    others = {
        span.placement_id
        for span in UnitSpan.select()
        if span.unit_id == unit and span.starts_on < first + 7 * DAY and span.ends_on >= first
    }
    return planned + len(others - mine)


def _places(unit: int, week: int) -> int:
    rows = {row.week: row.places for row in UnitCapacity.select() if row.unit_id == unit}
    return rows.get(MONDAY + 7 * week * DAY, rows[None])


def _of_people(plan, placement, unit: int, days: list[dt.date], away) -> set[Clash]:
    post = PlannedUnit.get(PlannedUnit.plan == plan, PlannedUnit.unit == unit)
    people = [each for each in (post.supervisor, post.stand_in) if each]
    if not people:
        return {Clash.NO_SUPERVISOR}
    barred = {"Peserta A Contoh", "Peserta B Contoh", "Peserta C Contoh"}
    is_barred = placement.person.name in barred
    free = [each for each in people if not (is_barred and each.name == "Maya Contoh")]
    if not free:
        return {Clash.INTEREST}
    is_away = any((free[0].id, day) in away for day in days)
    return {Clash.SUPERVISOR_AWAY} if is_away else set()


def test_each_cell_names_what_speaks_against_it_and_nothing_else(plan):
    grid = grid_of(plan, NOON)

    found = {cell: set(each) for cell, each in grid.clashes.items()}

    wanted = expected(plan, grid)
    assert len(grid.placements) == 17
    assert found == wanted
    # All kinds were met but that of a week which has begun, which has a test of its own.
    assert set().union(*wanted.values()) == set(Clash) - {Clash.TWO_UNITS}


def test_what_is_found_stands_beside_the_cell_and_in_the_list(visit, cast, plan, word):
    grid = grid_of(plan, NOON)

    text = visit(cast.wati).get(f"/rotasi/{plan.key}").text

    named = [each for found in grid.clashes.values() for each in found]
    assert text.count('class="against"') == len(named)
    for clash in set(named) - {Clash.OVER_CAPACITY}:  # which says how many
        assert text.count(f'class="against">{word(clash)}<') == named.count(clash)
    listed = text.split("<details", 1)[1].split("</details>", 1)[0]
    assert listed.count("<li>") == len(grid.clashes)

"""Eighteen through three units in twelve weeks, on a wide screen and without a mouse."""

import pytest

from tests.browser import acts
from tests.support.servers.browser import axe, described

from .cohort import (
    HOLIDAY_WEEK,
    SIZE,
    UNITS,
    all_in_the_first,
    found_office,
    intern,
    rotations,
)
from .preparing import (
    ABSENT_POST,
    BARRED,
    DUTY_WEEK,
    EXAM,
    begin_plan,
    enter,
    named,
    prepare,
    said_in,
    table,
    ten_leaves,
)

DESKTOP = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}
OFFICE = "97"
LAST = SIZE - 1
FIRST, SECOND, THIRD = UNITS


@pytest.fixture(scope="module")
def coordinator(site):
    return found_office(site, OFFICE)


@pytest.fixture
def page(browser, site, coordinator):
    with acts.signed_in(browser, coordinator, base_url=site.address, **DESKTOP) as page:
        yield page


def put(page, number: int, week: int, key: str, unit: str) -> None:
    """Go by arrows from the cell that the tabulator reaches, and press the key of a unit."""
    reached = page.locator("td[tabindex='0']")
    reached.focus()
    row, column = reached.evaluate("at => [at.parentNode.sectionRowIndex, at.cellIndex - 1]")
    for _ in range(abs(number - row)):
        page.keyboard.press("ArrowDown" if number > row else "ArrowUp")
    for _ in range(abs(week - column)):
        page.keyboard.press("ArrowRight" if week > column else "ArrowLeft")
    page.keyboard.press(key)
    acts.wait_for(lambda: said_in(page, number, week)[0] == unit)


@pytest.mark.usefixtures("requests_fail")  # 409 names what speaks against the plan
def test_a_cohort_is_planned_published_changed_and_undone(page, site):
    prepare(page)
    begin_plan(page)
    enter(page.get_by_role("button", name="Usulkan: unit bergiliran"))

    everything_planted_is_named(page)
    cells_are_changed(page)
    draft = [[said[0] for said in row] for row in table(page)]
    assert rotations(site, OFFICE) == {"plans": ["draft"], "stays": all_in_the_first()}
    publish(page, "Sudah dibicarakan dengan ketiga unit.")

    published = rotations(site, OFFICE)
    assert published["plans"] == ["published"]
    assert published["stays"] == {
        intern(n): [[unit] for unit in units] for n, units in enumerate(draft)
    }

    enter(page.get_by_role("button", name="Ubah, sebagai versi baru"))
    put(page, LAST, 11, "1", FIRST)
    publish(page, "Satu pekan saja.")

    changed = rotations(site, OFFICE)
    assert changed["plans"] == ["replaced", "published"]
    assert changed["stays"][intern(LAST)] == [*published["stays"][intern(LAST)][:11], [FIRST]]

    enter(page.get_by_role("button", name="Tarik penerbitan"))

    assert rotations(site, OFFICE) == {
        "plans": ["published", "draft"],
        "stays": published["stays"],
    }


def everything_planted_is_named(page) -> None:
    """Each in its cell, and in the list above the table."""
    shown = table(page)
    for number, leave in enumerate(ten_leaves()):
        said = shown[number][number]
        assert "peserta tidak ada" in said, (number, said)
        assert any(each.startswith(leave.why) for each in said)
    assert shown[EXAM][EXAM][1] == "Ujian 5"
    for number, row in enumerate(shown):
        assert "pekan libur" in row[HOLIDAY_WEEK]
        there = row[DUTY_WEEK]
        assert ("pembimbing tidak ada" in there) == (there[0] == UNITS[ABSENT_POST])
        # Whoever is related to the one supervisor of a unit is not proposed for it.
        assert number != BARRED or THIRD not in {said[0] for said in row}
    page.locator("#grid summary").press("Enter")
    counted = page.locator("#grid td:has(.against)").count()
    assert len(named(page)) == counted == SIZE + 10 - 1 + 6  # one of the ten is in the holidays
    assert axe(page) == [], described(axe(page))


def cells_are_changed(page) -> None:
    """Too many, one whom nobody there may supervise, nobody anywhere; all named, and undone."""
    crowd = "7 peserta untuk 6 tempat"
    put(page, LAST, 0, "1", FIRST)
    assert said_in(page, LAST, 0) == [FIRST, crowd]
    assert crowd in said_in(page, 0, 0)
    put(page, BARRED, 10, "3", THIRD)
    assert "benturan kepentingan" in said_in(page, BARRED, 10)
    put(page, BARRED, 9, "0", "tanpa unit")

    page.keyboard.press("z")
    acts.wait_for(lambda: said_in(page, BARRED, 9) == [SECOND])
    with_interest(page)
    for unit in (SECOND, THIRD):
        page.keyboard.press("z")
        where = (BARRED, 10) if unit == SECOND else (LAST, 0)
        acts.wait_for(lambda where=where, unit=unit: said_in(page, *where) == [unit])


def with_interest(page) -> None:
    """What nobody can decide otherwise keeps a plan from being published."""
    address = page.url
    enter(page.get_by_role("link", name="Periksa dan terbitkan"))
    assert "benturan kepentingan" in page.locator("main").inner_text()
    assert page.get_by_role("button", name="Terbitkan", exact=True).count() == 0
    page.goto(address)
    page.locator("td[tabindex='0']").focus()


def publish(page, reason: str) -> None:
    """Look at all that is named, say why, publish."""
    shown = page.locator("#grid td:has(.against)").count()
    enter(page.get_by_role("link", name="Periksa dan terbitkan"))
    assert page.locator("main section li").count() == shown
    enter(page.get_by_role("button", name="Terbitkan", exact=True))
    page.locator("#summary").wait_for()
    page.get_by_label("Mengapa diterbitkan").fill(reason)
    enter(page.get_by_role("button", name="Terbitkan", exact=True))
    page.get_by_role("button", name="Tarik penerbitan").wait_for()

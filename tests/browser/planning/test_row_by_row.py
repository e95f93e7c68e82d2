"""The same on a small phone without JavaScript: an intern at a time, and nothing left unnamed."""

import pytest

from tests.browser import acts

from .cohort import HOLIDAY_WEEK, SIZE, UNITS, all_in_the_first, found_office, intern, rotations
from .preparing import BARRED, DUTY_WEEK, EXAM, begin_plan, enter, prepare, said_in, table

OFFICE = "98"
FIRST, SECOND, THIRD = UNITS
LAST = SIZE - 1


@pytest.fixture(scope="module")
def coordinator(site):
    return found_office(site, OFFICE)


@pytest.fixture
def page(browser, site, coordinator):
    with signed_in(browser, site, coordinator) as page:
        yield page


@pytest.fixture(scope="module")
def plan(browser, site, coordinator):
    """The address of a plan as it was proposed, and what stands in it."""
    with signed_in(browser, site, coordinator) as page:
        prepare(page)
        begin_plan(page)
        page.get_by_role("button", name="Usulkan: unit bergiliran").click()
        return page.url, table(page)


def signed_in(browser, site, coordinator):
    return acts.signed_in(browser, coordinator, base_url=site.address, java_script_enabled=False)


@pytest.mark.usefixtures("requests_fail")  # 409 names what speaks against a row
def test_nothing_is_saved_before_what_speaks_against_it_is_named(page, site, plan):
    address, proposed = plan
    page.goto(address)

    for number, weeks, said in (
        (LAST, {0: FIRST}, "7 peserta untuk 6 tempat"),
        (LAST, {DUTY_WEEK: SECOND}, "pembimbing tidak ada"),
        (BARRED, {10: THIRD}, "benturan kepentingan"),
        (BARRED, {9: "Tanpa unit"}, "tanpa unit"),
    ):
        named_before_it_is_saved(page, number, weeks, said)
    what_no_unit_can_change_is_named_too(page)
    assert table(page) == proposed  # for none of that was saved

    saved_all_the_same(page, LAST, {0: FIRST})
    assert said_in(page, LAST, 0) == [FIRST, "7 peserta untuk 6 tempat"]
    page.get_by_role("button", name="Urungkan langkah terakhir").click()
    assert table(page) == proposed
    assert rotations(site, OFFICE) == {"plans": ["draft"], "stays": all_in_the_first()}


@pytest.mark.usefixtures("requests_fail")
def test_a_plan_is_published_changed_and_taken_back(page, site, plan):
    address, proposed = plan
    page.goto(address)

    publish(page, "Sudah dibicarakan dengan ketiga unit.")
    published = rotations(site, OFFICE)
    assert published["plans"] == ["published"]
    assert published["stays"] == {
        intern(n): [[said[0]] for said in row] for n, row in enumerate(proposed)
    }

    page.get_by_role("button", name="Ubah, sebagai versi baru").click()
    saved_all_the_same(page, LAST, {11: FIRST})
    publish(page, "Satu pekan saja.")
    changed = rotations(site, OFFICE)
    assert changed["plans"] == ["replaced", "published"]
    assert changed["stays"][intern(LAST)] == [*published["stays"][intern(LAST)][:11], [FIRST]]

    page.get_by_role("button", name="Tarik penerbitan").click()
    undone = {"plans": ["published", "draft"], "stays": published["stays"]}
    assert rotations(site, OFFICE) == undone


def open_row(page, number: int) -> None:
    page.get_by_role("link", name=intern(number)).first.click()


def choose(page, weeks: dict[int, str]) -> None:
    for week, unit in weeks.items():
        page.locator(f"#weeks-{week}").select_option(label=unit)
    page.get_by_role("button", name="Simpan pekan").click()


def named_before_it_is_saved(page, number: int, weeks: dict[int, str], said: str) -> None:
    """Beside the week, with the choice kept; then go back and leave it."""
    address = page.url
    open_row(page, number)
    choose(page, weeks)
    for week, unit in weeks.items():
        field = page.locator(".field", has=page.locator(f"#weeks-{week}"))
        assert said in field.locator(".error").inner_text()
        assert field.locator("option:checked").inner_text() == unit
    assert page.get_by_role("button", name="Tetap simpan").is_visible()
    page.goto(address)


def what_no_unit_can_change_is_named_too(page) -> None:
    """Holidays and an examination stand beside their weeks as soon as a row is opened."""
    address = page.url
    open_row(page, EXAM)
    texts = page.locator("form .field").all_inner_texts()
    assert "pekan libur" in texts[HOLIDAY_WEEK]
    assert "Libur Contoh" in texts[HOLIDAY_WEEK]
    assert "Ujian 5" in texts[EXAM]
    assert "peserta tidak ada" in texts[EXAM]
    page.goto(address)
    open_row(page, 0)
    assert "Cuti 5" in page.locator("form .field").first.inner_text()
    page.goto(address)


def saved_all_the_same(page, number: int, weeks: dict[int, str]) -> None:
    open_row(page, number)
    choose(page, weeks)
    page.get_by_role("button", name="Tetap simpan").click()
    page.locator("table.plan").wait_for()


def publish(page, reason: str) -> None:
    enter(page.get_by_role("link", name="Periksa dan terbitkan"))
    assert "pekan libur" in page.locator("main section").first.inner_text()
    page.get_by_label("Mengapa diterbitkan").fill(reason)
    page.get_by_role("button", name="Terbitkan", exact=True).click()
    page.get_by_role("button", name="Tarik penerbitan").wait_for()

"""Placing somebody from a campus that is nearly known, and merging two spellings on a phone."""

import pytest

from mori.core.clock import local_date, now
from mori.core.workdays import DAY
from tests.browser import acts
from tests.browser.site import Site

COORDINATORS = {"without JavaScript": "Rusdiana Misalkan", "with htmx": "Ratna Contoh"}
INTERNS = {"without JavaScript": "Sekar Peraga", "with htmx": "Melati Umpama"}
CAMPUS = {
    "without JavaScript": ("Universitas Contoh Banua", "Univers. Contoh Banua"),
    "with htmx": ("Universitas Contoh Krakatau", "Univers. Contoh Krakatau"),
}


@pytest.fixture(params=COORDINATORS)
def way(request) -> str:
    return request.param


@pytest.fixture
def page(browser, site: Site, way: str):
    person = site.people[COORDINATORS[way]]
    scripts = way == "with htmx"
    with acts.signed_in(
        browser, person, base_url=site.address, java_script_enabled=scripts
    ) as opened:
        opened.set_viewport_size({"width": 360, "height": 640})
        yield opened


def row_of(page, name: str):
    return page.locator("tr", has_text=name)


@pytest.mark.usefixtures("requests_fail")
def test_a_campus_is_proposed_merged_and_unmerged(page, way):
    known, typed = CAMPUS[way]
    name = INTERNS[way]
    add_intern(page, name)

    place(page, name, typed)
    assert page.get_by_label("Program", exact=True).input_value() == "Kuliah Kerja Praktik"
    assert page.get_by_label(known, exact=True).count() == 1
    page.get_by_text(f"Bukan, usulkan “{typed}”").click()
    plan(page, name)
    assert page.get_by_text(typed).count()

    page.get_by_role("link", name="Peserta").first.click()
    page.get_by_role("link", name="Lembaga", exact=True).click()
    page.get_by_role("link", name="Usulan", exact=True).click()
    page.get_by_role("link", name=typed).click()
    page.get_by_role("link", name=f"Bandingkan {known}").click()
    page.locator("#name").get_by_text(known).click()
    assert_it_fits(page)
    page.get_by_role("button", name="Gabungkan").click()
    page.get_by_role("heading", name=known, exact=True).wait_for()
    assert page.get_by_text(f"ditulis “{typed}”").is_visible()

    page.goto("/peserta?saring=akan-mulai")
    assert row_of(page, name).get_by_text(known).is_visible()
    page.go_back()
    page.get_by_role("button", name=f"Urungkan {known}").click()
    page.get_by_role("heading", name=typed, exact=True).wait_for()
    page.goto("/peserta?saring=akan-mulai")
    assert row_of(page, name).get_by_text(typed).is_visible()


def add_intern(page, name: str) -> None:
    page.goto("/orang/baru")
    page.get_by_label("Nama").first.fill(name)
    page.get_by_label("Surel").fill(f"{name.split()[0].lower()}@contoh.example")
    page.get_by_text("Peserta magang", exact=True).click()
    page.locator("main form button.primary").click()
    page.locator("#email").wait_for(state="detached")


def place(page, name: str, typed: str) -> None:
    """The first step, for an internship that begins next month."""
    begins = local_date(now(), "Asia/Jakarta") + 40 * DAY
    page.goto("/peserta/baru")
    page.get_by_label("Peserta magang", exact=True).select_option(label=name)
    page.get_by_text("Mahasiswa", exact=True).click()
    page.get_by_label("Asal lembaga").fill(typed)
    page.get_by_label("Program", exact=True).fill("Kuliah Kerja Praktik")
    page.get_by_label("Hari pertama").fill(f"{begins}")
    page.get_by_label("Hari terakhir").fill(f"{begins + 30 * DAY}")
    page.get_by_text("PVL", exact=True).click()
    page.locator("main form button.primary").first.click()
    page.get_by_text("Apakah salah satu dari ini?").wait_for()


def plan(page, name: str) -> None:
    """On to the second step, and done."""
    page.locator("main form button.primary").first.click()
    page.get_by_label("Pembimbing", exact=True).first.wait_for()
    page.locator("main form button.primary").first.click()
    page.get_by_role("heading", name=name).wait_for()


def assert_it_fits(page) -> None:
    """Nothing is wider than the phone."""
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360

"""Alumni searched on a phone without scripts, and their lists on narrow and on wide screens."""

import re

import pytest

from tests.browser import acts
from tests.browser.site import Site
from tests.support.servers.browser import axe, described

COORDINATOR = "Ratna Contoh"
LISTS = (
    *("/alumni", "/alumni/catatan", "/alumni/jumlah", "/alumni?cari=zzzzz"),
    *("/alumni/pilih?menurut=tahun", "/alumni/pilih?menurut=lembaga", "/alumni/catatan?tahun=-"),
)


@pytest.fixture
def page(browser, site: Site):
    with acts.signed_in(
        browser,
        site.people[COORDINATOR],
        base_url=site.address,
        java_script_enabled=False,
        viewport={"width": 360, "height": 640},
    ) as opened:
        yield opened


@pytest.fixture
def wide(browser, site: Site):
    with acts.signed_in(browser, site.people[COORDINATOR], base_url=site.address) as opened:
        yield opened


def test_records_are_narrowed_searched_and_widened_again(page):
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Alumni")).first.click()
    page.get_by_role("link", name="Catatan kantor").click()
    everybody = page.locator("tbody tr").count()
    page.locator("summary").click()
    page.get_by_role("link", name="Tahun", exact=True).click()
    year = page.locator("main ul.lines a").first
    times = year.locator("span").inner_text()
    said = year.inner_text().removesuffix(times).strip()
    year.click()

    assert f"tahun={said}" in page.url
    assert page.locator("tbody tr").count() == min(int(times), 30)

    name = page.locator("tbody th").first.inner_text().split(",")[0]
    page.get_by_label("Cari nama").fill(name)
    page.get_by_role("button", name="Cari", exact=True).click()
    assert name in page.locator("tbody th").first.inner_text()
    assert f"tahun={said}" in page.url

    page.get_by_role("link", name=f"Tahun: {said}").click()
    assert "tahun" not in page.url
    page.get_by_label("Cari nama").fill("")
    page.get_by_role("button", name="Cari", exact=True).click()
    assert page.locator("tbody tr").count() == everybody


def test_a_count_leads_to_its_people(page):
    page.goto("/alumni/jumlah")
    link = page.locator('td a[href^="/alumni/catatan?tahun="]').first
    times = int(link.inner_text().split()[-1])

    link.click()

    assert page.locator("tbody tr").count() == min(times, 30)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("width", [320, 1280])
def test_lists_fit_and_are_legible(wide, path, width):
    wide.set_viewport_size({"width": width, "height": 800})
    wide.goto(path)

    assert wide.evaluate("document.documentElement.scrollWidth") <= width
    assert not (found := axe(wide)), described(found)

"""Laporan on a phone and on a desktop: it keeps to the width, is legible, and leads on."""

import pytest

from tests.browser.acts import LONG_PATIENCE, sign_in
from tests.support.looking.legible import look_at

COORDINATOR = "Rusdiana Misalkan"
WIDTH = "document.documentElement.scrollWidth"
REPORT = "/laporan?per=lembaga&periode=2026"
LIST = "/laporan/peserta/berkas"


@pytest.fixture
def page(browser, site):
    context = browser.new_context(base_url=site.address, locale="id-ID")
    page = context.new_page()
    sign_in(page, site.people[COORDINATOR])
    yield page
    context.close()


def test_reports_keep_to_the_width_and_are_legible(page):
    for path in (REPORT, "/laporan/peserta", "/laporan/tautan", "/laporan/berkas/baru", LIST):
        page.goto(path)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(WIDTH) == width, path
        assert list(look_at(page)) == [], path


def test_on_paper_no_column_is_cut_off(page):
    page.set_viewport_size({"width": 1000, "height": 700})  # what a landscape A4 holds

    for path in (REPORT, "/laporan/peserta", "/presensi/rekap"):
        page.goto(path)
        page.emulate_media(media="print")
        table, main = page.locator("main table"), page.locator("main")
        assert table.bounding_box()["width"] <= main.bounding_box()["width"], path
        page.emulate_media(media="screen")


def test_a_figure_opens_its_rows_and_these_the_intern(page):
    page.goto(REPORT)

    page.locator(".report tbody td a").first.click()
    page.wait_for_url("**/laporan/baris?**")
    page.locator(".report tbody td a").first.click()

    page.wait_for_url("**/peserta/*")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_list_is_asked_for_and_comes_by_itself(browser, site, scripts):
    with browser.new_context(base_url=site.address, java_script_enabled=scripts) as context:
        page = context.new_page()
        sign_in(page, site.people[COORDINATOR])
        page.goto(LIST)
        page.get_by_label("Untuk apa").fill("Laporan tahunan ke pusat")
        page.get_by_text("Lembar kerja (XLSX)").click()
        page.get_by_role("button", name="Buat berkas").click()
        page.wait_for_url("**/laporan/berkas/*")

        link = page.get_by_role("link", name="Unduh")
        link.wait_for(timeout=LONG_PATIENCE * 1000)
        with page.expect_download() as download:
            link.click()

        assert download.value.suggested_filename.startswith("peserta-magang-")

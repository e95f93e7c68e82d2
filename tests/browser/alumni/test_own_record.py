"""An alumnus keeps the own record on a small phone, by a link, without scripts."""

import re

import pytest

from tests.browser.alumni.keeping import link_to_own_record
from tests.browser.site import Site

pytestmark = pytest.mark.once

TAKE_BACK = re.compile("Cabut.*direktori alumni")
AGREE = re.compile("Setuju.*direktori alumni")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_own_record_is_kept_by_a_link_alone(opened, site: Site, theme, requests_fail):
    page = opened(f"alumnus-{theme}", scripts=False)
    page.emulate_media(color_scheme=theme)
    page.goto(link_to_own_record(site))
    page.get_by_role("button", name="Buka", exact=True).click()
    page.wait_for_url("**/alumni")
    look(page)

    page.get_by_role("button", name="Semua masih benar").click()
    page.get_by_text("Jawaban terakhirmu").wait_for()

    page.get_by_role("link", name="Perbaiki").click()
    page.get_by_label("Alamat").fill("Jalan Misal 7")
    page.get_by_label("Kabupaten, kota, atau provinsi").fill("Kota Antah Berantah")
    look(page)
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("Alamat").input_value() == "Jalan Misal 7"
    look(page)
    page.get_by_label("Kabupaten, kota, atau provinsi").fill("Kota Banjarmasin")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Jalan Misal 7").wait_for()

    page.get_by_role("link", name="Yang saya setujui").click()
    page.get_by_role("button", name=TAKE_BACK).click()
    page.get_by_text("Tidak ada yang terlihat selama kamu tidak ikut direktori.").wait_for()
    look(page)
    page.get_by_role("button", name=AGREE).click()
    page.get_by_role("button", name=TAKE_BACK).wait_for()

    page.get_by_role("link", name="Hentikan semuanya").click()
    look(page)
    page.get_by_role("button", name="Hentikan semuanya").click()
    page.get_by_text("Semuanya sudah kamu hentikan").wait_for()
    look(page)
    page.get_by_role("button", name="Ikut lagi").click()
    page.get_by_role("button", name="Semua masih benar").wait_for()


def look(page) -> None:
    """The page is no wider than the screen, whatever its theme."""
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")

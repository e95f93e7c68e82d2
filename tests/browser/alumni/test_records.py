"""The office's record of an alumnus on a small phone: added, completed, and said to have died."""

import os

import pytest

from tests.browser import acts
from tests.browser.site import Site
from tests.support.servers.browser import axe, described

COORDINATOR = "Ratna Contoh"
NARROW = {"width": 320, "height": 640}
WAYS = {"with scripts": True, "without scripts": False}


@pytest.fixture
def phone(way, browser, site: Site):
    with acts.signed_in(
        browser,
        site.people[COORDINATOR],
        base_url=site.address,
        java_script_enabled=WAYS[way],
        viewport={"width": 360, "height": 640},
    ) as page:
        yield page


def judge(page, name):
    """Legible to everybody, and no wider than the narrowest phone."""
    assert described(axe(page)) == ""
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], name
    page.set_viewport_size({"width": 360, "height": 640})
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("way", ["with scripts"])
def test_a_record_is_added_completed_and_seen(phone):
    phone.goto("/alumni/baru")
    phone.get_by_label("Nama", exact=True).fill("Dr. Zulkifli Misalnya, S.H.")
    phone.get_by_label("Kampus atau sekolah").fill("Universitas Peraga")
    phone.get_by_label("Dari", exact=True).fill("Maret 2014")
    judge(phone, "new")
    phone.get_by_role("button", name="Tambah", exact=True).click()
    phone.wait_for_url("**/alumni/*")
    judge(phone, "record")
    record = phone.url

    phone.get_by_role("link", name="Tambah tempat").click()
    phone.get_by_text("Instansi", exact=True).click()
    phone.get_by_label("Nama tempatnya").fill("Dinas Sosial Kota Peraga")
    judge(phone, "place")
    phone.get_by_role("button", name="Simpan").click()
    phone.get_by_role("link", name="Tambah tawaran").click()
    judge(phone, "offer")
    phone.get_by_role("button", name="Simpan").click()
    phone.get_by_role("link", name="Koreksi", exact=True).click()
    judge(phone, "correction")
    phone.goto(record)

    assert "Dinas Sosial Kota Peraga" in phone.locator("main").inner_text()
    assert "Belum menjawab" in phone.locator("main").inner_text()
    judge(phone, "complete")


@pytest.mark.usefixtures("requests_fail")
@pytest.mark.parametrize("way", WAYS)
def test_whoever_may_be_the_same_is_shown_before_adding(phone, way):
    name = f"Yulisa Peragawati {'Satu' if WAYS[way] else 'Dua'}"
    for _time in range(2):
        phone.goto("/alumni/baru")
        phone.get_by_label("Nama", exact=True).fill(name)
        phone.get_by_role("button", name="Tambah", exact=True).click()

    phone.get_by_role("heading", name="Mungkin orang yang sama").wait_for()
    assert phone.get_by_label("Nama", exact=True).input_value() == name
    if WAYS[way]:
        judge(phone, "alike")


@pytest.mark.usefixtures("requests_fail")
@pytest.mark.parametrize("way", ["without scripts"])
def test_wafat_is_said_with_care_and_taken_back(phone):
    phone.goto("/alumni/baru")
    phone.get_by_label("Nama", exact=True).fill("Wahidah Umpamawati")
    phone.get_by_role("button", name="Tambah", exact=True).click()
    phone.get_by_role("link", name="Wafat").click()

    phone.get_by_label("Siapa yang memberi kabar, dan kapan?").fill("Adiknya, kemarin")
    phone.get_by_role("button", name="Catat").click()
    assert phone.get_by_role("alert").is_visible()
    phone.get_by_label("Memang orang ini, bukan orang lain yang senama").check()
    phone.get_by_role("button", name="Catat").click()
    assert "Hanya tampil di sini" in phone.locator("main").inner_text()

    phone.get_by_role("button", name="Urungkan").click()
    assert "Belum menjawab" in phone.locator("main").inner_text()


@pytest.mark.parametrize("way", ["with scripts"])
def test_doors_and_the_network_fit_a_phone(phone):
    phone.goto("/alumni/pintu?cari=dinas")
    judge(phone, "doors")
    phone.goto("/alumni/pintu?tawaran=speaker")
    judge(phone, "offers")
    phone.goto("/alumni/jaringan")
    phone.get_by_text("Tambah kegiatan").click()
    phone.get_by_label("Hari", exact=True).fill("2026-11-14")
    phone.get_by_label("Judul").fill("Kelas pengaduan di kampus")
    judge(phone, "network")
    phone.get_by_role("button", name="Tambah", exact=True).click()
    phone.get_by_label("Cari nama").fill("umpama")
    phone.get_by_role("button", name="Cari", exact=True).click()
    judge(phone, "activity")
    phone.goto("/alumni/jaringan/nama")
    judge(phone, "naming")

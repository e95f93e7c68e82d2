"""A book lies on the phone: it opens and is searched without a network, and without scripts."""

import pytest

BOOK = "/buku/pedoman-kalimantan-selatan-2026.1"

pytestmark = pytest.mark.usefixtures("requests_fail")


def test_a_book_is_kept_and_opens_without_a_network(opened):
    page = opened()
    page.goto(BOOK)
    page.get_by_role("link", name="Simpan di HP").click()
    page.get_by_text("Tersimpan di HP ini.").wait_for()

    page.context.set_offline(True)
    page.goto(f"{BOOK}/semua")
    page.get_by_label("Cari").fill("maklumat")
    page.get_by_text("Paragraf yang cocok: 2").wait_for()

    assert page.get_by_role("heading", name="Maklumat pelayanan", exact=True).is_visible()
    assert not page.get_by_text("sembilan orang").is_visible()
    assert page.get_by_role("button", name="Tombol Merah").is_visible()
    page.context.close()

    page = opened(scripts=False)
    page.context.set_offline(True)
    page.goto(f"{BOOK}/2-tugas-dan-wewenang")

    assert page.url.endswith("/semua#2-tugas-dan-wewenang")
    assert page.get_by_role("heading", name="2. Tugas, wewenang").is_visible()

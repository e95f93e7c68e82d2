"""A book lies on the phone: it opens, is searched and asks, without a network or scripts."""

from urllib.request import Request, urlopen

import pytest

from mori.core.bytes import BOOK_BYTES, CHAPTER_BYTES

BOOK = "/buku/pedoman-kalimantan-selatan-2026.1"
CHAPTER = f"{BOOK}/2-tugas-dan-wewenang"
REASON = "Kantor perwakilan hanya mengusulkan."

pytestmark = pytest.mark.usefixtures("requests_fail")


def test_a_book_is_kept_and_opens_without_a_network(opened):
    page = opened()
    page.goto(BOOK)
    page.get_by_role("link", name="Simpan di HP").click()
    page.get_by_text("Tersimpan di HP ini.").wait_for()

    page.context.set_offline(True)
    page.goto(f"{BOOK}/semua")
    page.get_by_label("Cari").fill("maklumat")
    page.get_by_text("Paragraf yang cocok: 3").wait_for()

    assert page.get_by_role("heading", name="Maklumat pelayanan", exact=True).is_visible()
    assert page.get_by_text("Apa itu maklumat pelayanan?").is_visible()
    assert not page.get_by_text("sembilan orang").is_visible()
    assert page.get_by_role("button", name="Tombol Merah").is_visible()
    page.context.close()

    page = opened(scripts=False)
    page.context.set_offline(True)
    page.goto(CHAPTER)

    assert page.url.endswith("/semua#2")
    assert page.get_by_role("heading", name="2. Tugas, wewenang").is_visible()
    answer(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def answer(page) -> None:
    """Tap an option; the reason was not to be seen before."""
    assert not page.get_by_text(REASON).is_visible()
    page.locator("summary", has_text="Kepala Perwakilan").click()
    assert page.get_by_text(REASON).is_visible()


def test_a_chapter_asks_without_scripts(opened):
    page = opened(scripts=False)
    page.goto(CHAPTER)

    answer(page)


@pytest.mark.parametrize(
    ("path", "most"), [(CHAPTER, CHAPTER_BYTES), (f"{BOOK}/semua", BOOK_BYTES)]
)
def test_it_is_small_on_the_wire(site, path, most):
    with urlopen(Request(site.address + path, headers={"Accept-Encoding": "br"})) as response:
        size = len(response.read())

    assert response.headers["Content-Encoding"] == "br"
    assert size <= most

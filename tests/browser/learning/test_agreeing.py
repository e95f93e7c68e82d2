"""On a small phone without JavaScript: the SOP is read, asked about and signed; then it changes."""

import pytest

from tests.browser import acts

INTERN, COORDINATOR = "Chloe Sampleton", "Rusdiana Misalkan"
WITHOUT = {"java_script_enabled": False, "viewport": {"width": 360, "height": 640}}


@pytest.fixture
def signed_in(browser, site):
    def enter(name):
        return acts.signed_in(browser, site.people[name], base_url=site.address, **WITHOUT)

    return enter


def test_an_intern_reads_asks_and_signs_and_a_coordinator_answers(signed_in):
    with signed_in(INTERN) as page:
        begin(page)
        ask(page, "Kalau sinyal hilang?")
        for _part in range(7):
            page.get_by_role("button", name="Sudah paham", exact=True).click()
        page.get_by_label("Nama lengkapmu").fill(INTERN.lower())
        page.get_by_role("button", name="Tanda tangani").click()

        page.get_by_text(f"Ditandatangani sebagai “{INTERN.lower()}”").wait_for()
        paper = page.get_by_role("link", name="Naskah yang kamu tanda tangani")
        assert page.request.get(paper.get_attribute("href")).body().startswith(b"%PDF")

    with signed_in(COORDINATOR) as page:
        answer(page, "Kalau sinyal hilang?", "Jam di HP-mu yang dicatat.")

    with signed_in(INTERN) as page:
        page.goto("/belajar/setuju/sop")
        page.get_by_text("sudah dijawab: baca jawabannya").click()
        page.get_by_text("Jam di HP-mu yang dicatat.").wait_for()
        page.get_by_role("button", name="Sekarang paham").click()
        page.get_by_text("Baik. Ini dicatat sudah kamu pahami.").wait_for()


def begin(page) -> None:
    """From *Hari ini* to the first part of the SOP."""
    page.get_by_role("link", name="Menunggu kamu: SOP dan janji").click()
    page.get_by_role("link", name="Baca dan tanda tangani SOP kantor").click()
    page.locator("main ol a").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def ask(page, text: str) -> None:
    page.get_by_role("link", name="Belum paham? Paragraf").first.click()
    page.get_by_label("Apa yang belum kamu pahami?").fill(text)
    page.get_by_role("button", name="Kirim").click()
    page.get_by_text("Terkirim ke koordinator.").wait_for()


def answer(page, question: str, text: str) -> None:
    page.goto("/naskah/pertanyaan")
    page.get_by_role("link", name=question).click()
    page.get_by_label("Jawaban Anda").fill(text)
    page.get_by_role("button", name="Jawab", exact=True).click()
    page.get_by_text("Terjawab.").wait_for()

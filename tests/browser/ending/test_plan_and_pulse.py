"""The learning plan and the tenth working day, on a small phone, with scripts and without."""

import pytest

from tests.browser import acts
from tests.browser.site import Site

pytestmark = [pytest.mark.calendar, pytest.mark.once]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
def test_a_plan_is_written_agreed_to_and_named(opened, site: Site, scripts):
    name = "Gazali Peraga" if scripts else "Rangga Seumpama"
    page = opened("intern", scripts=scripts)
    acts.sign_in(page, site.people[name])
    page.goto("/saya")
    page.get_by_role("link", name="Rencana belajarku").click()
    page.get_by_label("Capaian atau mata kuliah 1").fill("Etika pelayanan")
    page.get_by_label("Jam").first.fill("45")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Pembimbing belum melihatnya.").wait_for()

    assert page.get_by_text("0 dari 45 jam diparaf, sisa 45").is_visible()
    assert page.get_by_text("0,00 dari 1,00 SKS").is_visible()
    assert not sideways(page)


def test_a_campus_supervisor_agrees_by_the_link_alone(opened, site: Site):
    page = opened("campus", scripts=False)
    page.goto(site.links["Bapak Anwar Contoh"])
    page.get_by_role("button", name="Buka", exact=True).click()
    page.wait_for_url("**/rencana")

    assert page.get_by_role("button", name="Setuju").is_visible()
    assert page.get_by_role("button", name="Kembalikan").is_visible()
    assert not sideways(page)


def test_an_entry_names_what_it_counts_for(opened, site: Site):
    page = opened("intern", scripts=False)
    acts.sign_in(page, site.people["Farah Umpamanya"])
    page.goto(f"/logbook/baru?hari={acts.a_day_not_written()}")

    labels = page.get_by_label("Dihitung untuk").locator("option").all_inner_texts()

    assert labels[1:] == [
        "Hukum administrasi negara",
        "Penulisan laporan",
        "Komunikasi dengan warga",
    ]


def test_the_coordinator_sees_to_what_is_not_as_agreed(opened, site: Site):
    page = opened("coordinator", scripts=False)
    acts.sign_in(page, site.people["Ratna Contoh"])
    page.goto("/tertunda")
    part = page.locator("section", has_text="Tidak sesuai kesepakatan")
    part.get_by_role("link", name="Misalwan").click()
    page.wait_for_url("**/hari-kesepuluh")
    assert not sideways(page)

    page.get_by_label("Apa yang dilakukan").fill("Iuran dikembalikan.")
    page.get_by_role("button", name="Sudah ditangani").click()

    page.get_by_text("Iuran dikembalikan.").wait_for()
    page.goto("/tertunda")
    assert part.get_by_role("link", name="Misalwan").count() == 0


def sideways(page) -> bool:
    """Whether the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")

"""Assessing on a phone: oneself, two reviewers blind to each other, agreeing, locked."""

from urllib.parse import urlsplit

import pytest

from tests.browser import acts
from tests.browser.site import Site
from tests.support.servers.browser import axe

INTERN, COORDINATOR = "Rangga Seumpama", "Ratna Contoh"
SMALL = {"width": 360, "height": 640}


@pytest.fixture
def enter(browser, site: Site):
    """Open a small phone of somebody's, without scripts unless asked."""
    contexts = []

    def open_phone(name: str, *, scripts: bool = False):
        context = acts.signed_in(
            browser, site.people[name], base_url=site.address, java_script_enabled=scripts
        )
        page = context.__enter__()
        contexts.append(context)
        page.set_viewport_size(SMALL)
        return page

    yield open_phone
    for context in contexts:
        context.__exit__(None, None, None)


def assert_it_fits(page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]


def give(page, address: str, marks: list[int], words: str) -> None:
    page.goto(address)
    fields = page.locator('input[name^="n-"]')
    for place in range(fields.count()):
        fields.nth(place).fill(str(marks[min(place, len(marks) - 1)]))
    page.locator("textarea").fill(words)
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.locator("textarea").wait_for(state="detached")


@pytest.mark.usefixtures("requests_fail")
def test_from_the_self_assessment_to_a_locked_result(enter):
    intern = enter(INTERN)
    intern.goto("/penilaian/tugas")
    assert_it_fits(intern)
    address = urlsplit(
        intern.get_by_role("link", name="Laporan dan presentasi").get_attribute("href")
    ).path
    give(intern, address, [88], "Saya belajar menulis singkat.")
    key = address.split("/")[3]

    coordinator = enter(COORDINATOR)
    coordinator.goto(f"/penilaian/peserta/{key}")
    assert_it_fits(coordinator)
    rows = coordinator.locator("#laporan .lines li", has_text="belum mengirim").locator(
        "span:not(.status)"
    )
    names = [text.strip() for text in rows.all_inner_texts() if text.strip()]
    assert len(names) == 2
    one, other = (enter(name) for name in names)

    give(one, address, [90, 80], "Isinya lengkap.")
    other.goto(address)
    assert_it_fits(other)
    assert not other.get_by_text("Isinya lengkap.").count()
    assert not other.get_by_text("Saya belajar menulis singkat.").count()
    give(other, address, [40, 80], "Sumbernya kurang.")

    for page in (one, other):
        page.goto(address)
        assert page.get_by_text("Isinya lengkap.").is_visible()
        assert page.get_by_text("Saya belajar menulis singkat.").is_visible()
    assert_it_fits(one)
    one.get_by_label("Nilai", exact=True).fill("70")
    one.get_by_label("Mengapa nilai ini?").fill("Lengkap, tetapi sumbernya belum disebut.")
    one.get_by_role("button", name="Usulkan").click()
    other.goto(address)
    other.get_by_role("button", name="Setuju").click()
    other.get_by_role("button", name="Sudah dibicarakan").click()
    intern.goto(address)
    assert intern.get_by_text("Lengkap, tetapi sumbernya belum disebut.").is_visible()
    other.get_by_role("button", name="Kunci hasilnya").click()
    other.get_by_text("Inilah hasilnya").first.wait_for()

    intern.goto(address)
    assert intern.get_by_text("Inilah hasilnya").is_visible()
    assert intern.get_by_text("78", exact=True).first.is_visible()  # 70 and four times 80
    assert_it_fits(intern)


def test_a_draft_survives_a_closed_browser(site: Site, opened):
    """Of a form whose fields are those of a scheme."""
    page = opened("draft")
    page.set_default_timeout(acts.PATIENCE * 1000)
    acts.sign_in(page, site.people["Wahyu Misalkan"])
    acts.await_worker(page)
    page.goto("/penilaian/tugas")
    page.get_by_role("link", name="Laporan dan presentasi").click()
    page.wait_for_load_state()
    address = page.url
    page.locator('input[name^="n-"]').first.fill("85")
    page.locator('input[name^="u-"]').nth(1).check()
    page.locator("textarea").fill("Baru setengah jadi.")
    page.get_by_text("Draf di HP,").wait_for()
    page.context.close()

    page = opened("draft")
    page.goto(address)

    acts.wait_for(lambda: page.locator("textarea").input_value() == "Baru setengah jadi.")
    assert page.locator('input[name^="n-"]').first.input_value() == "85"
    assert page.locator('input[name^="u-"]').nth(1).is_checked()
    assert not page.locator('input[name^="u-"]').first.is_checked()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_are_without_barriers(enter, width):
    supervisor = enter("Meri Umpama", scripts=True)
    coordinator = enter(COORDINATOR, scripts=True)
    for page, paths in (
        (supervisor, ["/penilaian/tugas", "/tinjau"]),
        (coordinator, ["/penilaian/tertunda", "/tertunda"]),
    ):
        page.set_viewport_size({"width": width, "height": 800})
        for path in paths:
            page.goto(path)
            assert axe(page) == []
            links = page.locator('main a[href^="/penilaian/tugas/"], main a[href*="/peserta/"]')
            if links.count() and path.startswith("/penilaian"):
                page.goto(str(links.first.get_attribute("href")))
                assert axe(page) == []

"""The day MORI is made for: written, returned, improved, initialled; with and without scripts."""

import re
from contextlib import ExitStack

import pytest

from tests.browser import acts
from tests.browser.site import Site

pytestmark = pytest.mark.calendar

INTERNS = {"without JavaScript": "Annisa Contoh", "with htmx": "Dimas Umpama"}
SUPERVISORS = {"Annisa Contoh": "Raudah Misalkan", "Dimas Umpama": "Arif Umpama"}
ELSEWHERE = "Yuliana Teladan"
TEXT = "Menelaah laporan tentang antrean di loket dan menulis ringkasannya."
ADDED = "Dasarnya pasal 15 undang-undang pelayanan publik."


@pytest.fixture(params=INTERNS)
def scripts(request) -> str:
    return request.param


@pytest.fixture
def enter(browser, site: Site, scripts: str):
    """Somebody's own phone, signed in."""
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(
            acts.signed_in(
                browser,
                site.people[name],
                base_url=site.address,
                java_script_enabled=scripts == "with htmx",
            )
        )


def page_loads(page) -> list[str]:
    """The addresses of the pages that are loaded from now on."""
    loads: list[str] = []
    page.on("request", lambda each: loads.extend([each.url] * each.is_navigation_request()))
    return loads


def row_of(page, name: str):
    """Today's entry in the queue, page after page, for the newest stands last."""
    page.goto("/tinjau")
    row = page.locator(".queue > li").filter(has_text=name).filter(has_text=TEXT)
    while not row.count():
        page.goto(page.locator("a[rel=next]").get_attribute("href"))  # waits until it is there
    return row


def ask_for_revision(row) -> None:
    row.get_by_text("Minta revisi").click()
    row.get_by_text("Tambahkan dasar hukumnya, ya.").click()
    row.get_by_label("Dengan kata Anda sendiri").fill("Cukup nama undang-undangnya.")
    row.get_by_role("button", name="Kembalikan").click()


def test_a_day_is_written_returned_improved_and_initialled(enter, site, scripts):
    name = INTERNS[scripts]
    intern, supervisor = enter(name), enter(SUPERVISORS[name])
    in_place = scripts == "with htmx"

    check_in_and_send(intern, in_place)

    row = row_of(supervisor, name)
    loads = page_loads(supervisor)
    ask_for_revision(row)
    supervisor.get_by_text(re.compile("Dikembalikan|dikembalikan")).first.wait_for()
    assert bool(loads) is not in_place

    improve(intern)  # as soon as the decision can no longer be undone

    see_the_change_and_initial_it(supervisor, row_of(supervisor, name), in_place)

    intern.goto("/logbook")
    stamp = intern.locator(".rail > li").filter(has_text=TEXT).locator(".stamp")
    acts.reload_until(intern, stamp.is_visible)
    initials = "".join(word[0] for word in SUPERVISORS[name].split())
    assert stamp.inner_text().startswith(initials)


def check_in_and_send(page, in_place: bool) -> None:
    loads = page_loads(page)
    page.get_by_role("button", name="Absen masuk", exact=True).click()
    page.get_by_text(re.compile(r"Hadir\s+\d\d\.\d\d")).wait_for()
    page.get_by_label("Apa yang kamu kerjakan?").fill(TEXT)
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.locator("#today").get_by_text("Diterima").wait_for()
    assert bool(loads) is not in_place


def improve(page) -> None:
    """See what was said about the entry, add to it and send it again."""
    page.goto("/")
    link = page.get_by_role("link", name="Perbaiki catatan").filter(has_text="Cukup nama").first
    acts.reload_until(page, link.is_visible)
    link.click()
    said = page.locator(".note.warn")
    assert "Tambahkan dasar hukumnya, ya." in said.inner_text()
    assert "Cukup nama undang-undangnya." in said.inner_text()
    page.get_by_label("Apa yang kamu kerjakan?").fill(f"{TEXT} {ADDED}")
    page.get_by_role("button", name="Kirim perbaikan").click()
    page.wait_for_url("**/logbook")


def see_the_change_and_initial_it(page, row, in_place: bool) -> None:
    row.get_by_role("link").first.click()
    pane = page.locator("#pane")
    assert pane.locator("ins").inner_text().strip() == ADDED
    page.go_back()
    loads = page_loads(page)
    row.get_by_role("button", name="Paraf").click()
    page.get_by_text("Diparaf" if in_place else "diparaf").first.wait_for()
    assert bool(loads) is not in_place


@pytest.mark.usefixtures("requests_fail")
def test_another_office_does_not_find_the_entry(enter):
    intern, stranger = enter("Putri Misalkan"), enter("Raudah Misalkan")
    intern.goto("/logbook")
    entry = intern.locator('.rail a[href^="/logbook/"]').first.get_attribute("href")

    for path in (entry, entry.replace("/logbook/", "/tinjau?buka=")):
        assert stranger.goto(path).status == 404


def test_english_on_request_and_out_and_in_again(enter, site):
    page = enter("Rizky Misalkan")

    acts.speak(page, "English")
    page.goto("/logbook")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("link", name="Today", exact=True).is_visible()
    assert page.get_by_role("button", name="Red Button").is_visible()

    acts.speak(page, "Bahasa Indonesia")
    acts.sign_out(page)
    page.goto("/logbook")
    assert "/masuk?next=" in page.url

    acts.sign_in(page, site.people["Rizky Misalkan"])
    assert page.get_by_role("heading", level=1).inner_text().startswith("Hari ke-")

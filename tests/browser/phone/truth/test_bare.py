"""Neither network nor store nor kept pages: a tap still ends on a page of ours that is true."""

import pytest

from tests.browser import acts
from tests.browser.line import line_to
from tests.support.servers.browser import phone

pytestmark = pytest.mark.usefixtures("requests_fail")

NUMBERS = ("tel:129", "tel:110", "tel:112", "tel:021-3903963")
FORGET_PAGES = "caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))"


@pytest.fixture
def page(opened, site):
    """A phone whose worker has been there before."""
    acts.begin(opened(), site, "Rizky Misalkan").context.close()
    return opened()


def fill_store(page, site, *, is_full: bool = True) -> None:
    session = page.context.new_cdp_session(page)
    room = {"quotaSize": 1} if is_full else {}
    session.send("Storage.overrideQuotaForOrigin", {"origin": site.address, **room})


def lose_network(page) -> None:
    page.goto("/")
    acts.await_worker(page)
    page.context.set_offline(True)


def shows_all_numbers(page) -> bool:
    return all(page.locator(f'a[href="{each}"]').is_visible() for each in NUMBERS)


def test_a_tap_that_can_be_neither_sent_nor_kept_says_so_and_can_be_made_again(page, site):
    fill_store(page, site)
    lose_network(page)

    acts.red_button(page).click()

    page.get_by_role("heading", name="Tidak terkirim, tidak tersimpan").wait_for()
    assert shows_all_numbers(page)
    assert page.locator('a[href^="sms:"]').is_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Tombol Merah").click()
    page.wait_for_url("**/c/*")


def test_a_tap_that_waits_is_shown_where_the_kept_pages_were_cleared(page):
    lose_network(page)
    page.evaluate(FORGET_PAGES)

    acts.red_button(page).click()

    page.get_by_role("heading", name="Belum pasti terkirim").wait_for()
    assert shows_all_numbers(page)
    page.context.set_offline(False)
    page.wait_for_url("**/c/*", timeout=30_000)


def test_a_page_has_the_button_and_the_numbers_where_the_kept_pages_were_cleared(page):
    lose_network(page)
    page.evaluate(FORGET_PAGES)

    page.goto("/logbook")

    page.get_by_role("heading", name="Halaman ini belum bisa dibuka").wait_for()
    assert shows_all_numbers(page)
    page.get_by_role("button", name="Tombol Merah").click()
    page.get_by_role("heading", name="Belum pasti terkirim").wait_for()


def test_a_text_that_nothing_can_keep_stands_there_where_the_kept_pages_were_cleared(page, site):
    fill_store(page, site)
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written())
    acts.await_worker(page)
    page.get_by_label("Apa yang kamu kerjakan?").fill("Tak boleh hilang.")
    page.context.set_offline(True)
    page.evaluate(FORGET_PAGES)

    page.get_by_role("button", name="Kirim", exact=True).click()

    page.get_by_text("Tak boleh hilang.").wait_for()


@pytest.mark.parametrize("trouble", ["slow", "reset"])
def test_a_received_tap_is_shown_while_its_page_does_not_come(browser, site, trouble):
    with line_to(site.address) as line, phone(browser, base_url=line.address) as context:
        page = acts.begin(context.new_page(), site, "Nadia Teladan")
        line.trouble["/c/"] = trouble

        acts.red_button(page).click()

        page.get_by_role("heading", name="Panggilanmu sudah kami terima").wait_for()
        code = page.url.rpartition("/")[2]
        assert f"Kodemu: {code}" in page.locator("main").inner_text()
        assert shows_all_numbers(page)
        line.trouble.clear()
        page.get_by_role("button", name="Panggil lagi").wait_for(timeout=30_000)
        assert code in page.locator("main").inner_text()


def test_a_page_whose_body_stalls_behind_its_headers_shows_the_button(browser, site):
    with line_to(site.address) as line, phone(browser, base_url=line.address) as context:
        page = acts.begin(context.new_page(), site, "Nadia Teladan")
        line.trouble["/presensi"] = "stalls"

        page.goto("/presensi", wait_until="commit")

        page.get_by_text("Server belum menjawab").wait_for()
        assert acts.red_button(page).is_visible()

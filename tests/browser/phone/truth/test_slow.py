"""Servers that answer late, and taps that are late themselves: said honestly, delivered once."""

import datetime as dt

from mori.core.clock import now
from tests.browser import acts
from tests.browser.line import line_to
from tests.browser.phone.test_unlucky import PUT, SEND
from tests.support.servers.browser import phone

SLOWER = 7.0  # seconds; the phone waits four
TAPS = """() => new Promise(done => {
  const asked = indexedDB.open('mori');
  asked.onsuccess = () => {
    const all = asked.result.transaction('taps').objectStore('taps').getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result); };
  };
})"""


def test_a_server_slower_than_the_phone_waits_gets_an_honest_page_and_one_alert(
    browser, opened, site
):
    officer = acts.begin(opened("officer"), site, "Norhayati Umpama")
    before = acts.unopened(officer)
    with line_to(site.address) as line, phone(browser, base_url=line.address) as context:
        page = acts.begin(context.new_page(), site, "Contohwati")
        page.goto("/")
        line.delays["/bantuan"] = SLOWER

        acts.red_button(page).click()

        page.get_by_role("heading", name="Belum pasti terkirim").wait_for()
        page.wait_for_url("**/c/*", timeout=30_000)
        assert page.evaluate(TAPS) == []
    acts.reload_until(officer, lambda: acts.unopened(officer) != before)
    assert len(acts.unopened(officer) - before) == 1


def test_a_tap_that_waited_for_thirty_days_is_delivered_with_both_times(opened, site):
    page = acts.begin(opened(), site, "Annisa Contoh")
    officer = acts.begin(opened("officer"), site, "Norhayati Umpama")
    before = acts.unopened(officer)
    page.goto("/")
    page.context.set_offline(True)
    acts.red_button(page).click()
    page.get_by_role("heading", name="Belum pasti terkirim").wait_for()
    (waits,) = page.evaluate(TAPS)
    tapped_at = now() - dt.timedelta(days=30)
    page.evaluate(PUT, ["taps", [{**waits, "made": int(tapped_at.timestamp() * 1000)}]])

    page.context.set_offline(False)
    page.evaluate(SEND)

    page.wait_for_url("**/c/*", timeout=30_000)
    acts.reload_until(officer, lambda: acts.unopened(officer) != before)
    (action,) = acts.unopened(officer) - before
    acts.handle(officer, action)
    officer.get_by_text("menunggu di HP").wait_for()
    assert officer.get_by_text("menunggu di HP").count() == 1

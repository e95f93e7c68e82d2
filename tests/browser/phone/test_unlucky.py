"""Double taps, two tabs, damaged records, answers that never come: what waits comes through."""

import pytest

from tests.browser import acts
from tests.browser.line import line_to
from tests.support.servers.browser import phone

# Puts rows into the phone's store as another release, another tab or bad luck may leave them there.
PUT = """([name, rows]) => new Promise(done => {
  const asked = indexedDB.open('mori');
  asked.onsuccess = () => {
    const writing = asked.result.transaction(name, 'readwrite');
    for (const row of rows) writing.objectStore(name).put(row);
    writing.oncomplete = () => { asked.result.close(); done(); };
  };
})"""
# A button of the page of what is kept, as it is pressed in another tab or by a slow thumb.
PRESS = """([verb, id]) => fetch('/kotak-keluar',
  {method: 'POST', redirect: 'manual', body: new URLSearchParams({verb, id})}).then(() => {})"""
SEND = "navigator.serviceWorker.controller.postMessage({flush: true})"
NOWHERE = {"path": "/tidak-ada", "fields": []}  # what is sent there has no answer that counts


def write_down(page, entry: str, token: str, **other: object) -> None:
    """Let a comment wait on the phone."""
    writer = page.locator("[name=writer]").first.input_value()
    fields = [["token", token], ["writer", writer], ["text", f"Kata {token}."]]
    item = {"id": token, "kind": "comment", "path": f"{entry}/komentar", "fields": fields}
    item |= {"writer": writer, "made": 1, "state": "queued", "text": f"Kata {token}.", **other}
    page.evaluate(PUT, ["items", [item]])


def open_entry(page) -> str:
    entry = acts.first_entry(page)
    page.goto(entry)
    return entry


def states(page) -> list[str]:
    return [each["state"] for each in page.evaluate(acts.KEPT)]


def test_a_second_tap_does_not_send_again_what_was_received(opened, site):
    page = acts.begin(opened(), site, "Dimas Umpama")
    write_down(page, open_entry(page), "dua", state="refused")
    page.evaluate(PRESS, ["retry", "dua"])
    acts.wait_until_delivered(page)

    page.evaluate(PRESS, ["retry", "dua"])

    assert states(page) == ["received"]


def test_what_is_deleted_while_it_is_sent_does_not_come_back(browser, site):
    with line_to(site.address) as line, phone(browser, base_url=line.address) as context:
        page = acts.begin(context.new_page(), site, "Dimas Umpama")
        write_down(page, open_entry(page), "sesal", **NOWHERE)
        line.delays[NOWHERE["path"]] = 3
        page.evaluate(SEND)
        acts.wait_for(lambda: states(page) == ["sending"])

        page.evaluate(PRESS, ["delete", "sesal"])
        page.wait_for_timeout(4000)

        assert states(page) == []


def test_a_damaged_record_holds_up_none(opened, site):
    page = acts.begin(opened(), site, "Dimas Umpama")
    write_down(page, open_entry(page), "rusak", fields=None)
    write_down(page, page.url.removeprefix(site.address), "utuh", made=2)
    writer = page.locator("[name=writer]").first.input_value()
    page.evaluate(PUT, ["drafts", [{"id": "rusak", "writer": writer}]])

    page.evaluate(SEND)

    acts.wait_for(lambda: "Diterima" in acts.kept(page))
    acts.wait_for(lambda: acts.kept(page).count("menunggu sinyal") == 1)


def test_several_without_an_answer_hold_up_nothing_for_ever(opened, site):
    page = acts.begin(opened(), site, "Dimas Umpama")
    entry = open_entry(page)
    for n in range(3):
        write_down(page, entry, f"bisu-{n}", **NOWHERE)
    write_down(page, entry, "jelas", made=2)

    acts.wait_for(lambda: "received" in states(page), lambda: page.evaluate(SEND))


def test_what_is_too_large_is_named_and_not_sent_again_and_again(opened, site):
    page = acts.begin(opened(), site, "Dimas Umpama")
    large = [["token", "besar"], ["text", "x" * 300_000]]
    write_down(page, open_entry(page), "besar", fields=large)

    page.evaluate(SEND)

    acts.wait_for(lambda: states(page) == ["refused"])
    assert "Belum diterima: Terlalu besar." in acts.kept(page)


def test_a_page_of_a_proxy_is_no_refusal_whatever_its_status(browser, site):
    with line_to(site.address) as line, phone(browser, base_url=line.address) as context:
        page = acts.begin(context.new_page(), site, "Dimas Umpama")
        write_down(page, entry := open_entry(page), "perantara")
        for status in (413, 403, 422, 200):
            line.own[f"{entry}/komentar"] = status
            line.refused.clear()
            page.evaluate(SEND)
            acts.wait_for(lambda: line.refused)
            acts.wait_for(lambda: states(page) == ["queued"])
        line.own.clear()

        page.evaluate(SEND)

        acts.wait_until_delivered(page)


def test_what_belongs_to_another_role_is_refused_and_does_not_wait_for_a_network(opened, site):
    page = acts.begin(opened(), site, "Dimas Umpama")
    write_down(page, open_entry(page), "peran", path="/tinjau/pilihan")  # of supervisors

    page.evaluate(SEND)

    acts.wait_for(lambda: states(page) == ["refused"])
    assert "Belum diterima: Anda tidak punya akses ke halaman ini." in acts.kept(page)


def test_each_of_two_taps_that_waited_finds_its_receipt(opened, site):
    page = acts.begin(opened(), site, "Gazali Peraga")
    both = [page, page.context.new_page()]
    for each in both:
        each.goto("/")
    page.context.set_offline(True)
    for each in both:
        acts.red_button(each).click()
        each.get_by_role("heading", name="Belum pasti terkirim").wait_for()

    page.context.set_offline(False)

    for each in both:
        each.wait_for_url("**/c/*", timeout=30_000)


@pytest.mark.usefixtures("requests_fail")
def test_a_page_that_lay_long_does_not_say_that_nobody_has_the_tap(opened, site):
    page = acts.begin(opened(), site, "Gazali Peraga")
    hour_ago = page.evaluate("Date.now() - 36e5")
    page.evaluate(PUT, ["facts", [{"name": "tap aa", "receipt": "abcd2345", "at": hour_ago}]])
    page.evaluate(SEND)

    page.goto("/bantuan/luring?k=aa")
    assert page.url.endswith("/c/abcd2345")

    page.goto("/bantuan/luring?k=forgotten")
    assert page.url.endswith("/bantuan")

"""No network: nothing that was written is lost, sent twice, or said to be sent before it is."""

import re
import time

import pytest

from tests.browser import acts

HONEST = 0.5 * 5  # seconds to an honest page, with the slack of a busy machine

with_and_without_scripts = pytest.mark.parametrize(
    "scripts", [True, False], ids=["with JavaScript", "without JavaScript"]
)


def test_written_offline_closed_opened_and_reconnected_it_is_sent_once(opened, site):
    page = acts.begin(opened(), site, "Rizky Misalkan")
    text = "Ditulis di perahu tanpa sinyal."
    acts.write_offline(page, text)
    page.context.close()

    page = opened()
    page.goto("/")
    acts.wait_for(lambda: re.search(r"Diterima \d\d\.\d\d WITA", acts.kept(page)))

    assert acts.times_in_logbook(page, text) == 1


def test_what_can_be_done_with_a_kept_text_fits_one_line_and_its_time_reads_as_elsewhere(
    opened, site
):
    page = acts.begin(opened(), site, "Intan Contoh")
    line_height = "() => document.querySelector('#kept .row').offsetHeight"
    acts.write_offline(page, "Satu baris.")
    assert page.evaluate(line_height) < 60
    page.context.set_offline(False)
    page.goto("/")
    acts.wait_until_delivered(page)

    acts.speak(page, "English")
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written())
    acts.wait_for(lambda: "Write an entry" in acts.kept(page))  # it speaks English by now
    page.context.set_offline(True)
    page.get_by_label("What did you do?").fill("One line.")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("Kept on this phone, not sent yet.").wait_for()

    assert page.evaluate(line_height) < 60
    assert re.search(r"Entry · \w{3},? \d+ \w{3,4}, \d\d\.\d\d", page.locator("#kept").inner_text())


def test_without_page_scripts_the_worker_alone_keeps_and_sends(opened, site):
    acts.begin(opened(), site, "Chloe Sampleton").context.close()
    page = opened(scripts=False)
    acts.write_offline(page, "Tanpa skrip, tanpa sinyal.")
    page.context.set_offline(False)

    acts.wait_for(lambda: acts.times_in_logbook(page, "Tanpa skrip, tanpa sinyal.") == 1)


def test_of_fifty_the_one_that_is_refused_is_named_and_holds_up_none(opened, site):
    page = acts.begin(opened(), site, "Dimas Umpama")
    entry = acts.first_entry(page)
    page.goto(entry)
    page.context.set_offline(True)
    page.evaluate(
        """async ([path, writer]) => {
            const post = (url, fields) => fetch(url, {method: 'POST', redirect: 'manual', body:
                new URLSearchParams({writer, ...fields})}).catch(() => {});
            for (let n = 0; n < 50; n++) n === 20
                ? await post('/logbook', {token: 'bad-day', day: '2001-01-01', text: 'Salah hari.'})
                : await post(`${path}/komentar`, {token: `fifty-${n}`, text: `Nomor ${n}.`});
        }""",
        [entry, page.locator("[name=writer]").first.input_value()],
    )
    assert acts.kept(page).count("menunggu sinyal") == 50

    page.context.set_offline(False)
    page.reload()
    acts.wait_for(
        lambda: "menunggu sinyal" not in acts.kept(page) and "Mengirim" not in acts.kept(page)
    )

    assert acts.kept(page).count("Belum diterima: ") == 1
    assert "Pilih hari lain." in acts.kept(page)
    thread = page.goto(entry).text()
    assert sum(thread.count(f"Nomor {n}.") for n in range(50)) == 49


def test_another_person_on_the_phone_sees_and_sends_nothing_of_the_firsts(opened, site):
    page = acts.begin(opened(), site, "Nadia Teladan")
    acts.write_offline(page, "Hanya milik Nadia.")
    page.context.clear_cookies()
    page.context.set_offline(False)

    acts.begin(page, site, "Contohwati")
    page.goto("/")
    page.wait_for_timeout(1500)

    assert "Hanya milik Nadia." not in acts.kept(page)
    assert "milik orang yang sedang tidak masuk" in acts.kept(page)
    assert acts.times_in_logbook(page, "Hanya milik Nadia.") == 0
    page.context.clear_cookies()
    acts.begin(page, site, "Nadia Teladan")
    acts.wait_for(lambda: acts.times_in_logbook(page, "Hanya milik Nadia.") == 1)


def test_signing_out_asks_what_to_do_with_what_waits(opened, site):
    page = acts.begin(opened(), site, "Contohwati")
    page.goto("/saya")
    sign_out = page.get_by_role("button", name="Keluar", exact=True)
    page.context.set_offline(True)
    page.evaluate(
        """writer => fetch('/logbook', {method: 'POST', redirect: 'manual', body: new
            URLSearchParams({token: 'leave', writer, day: '2026-01-01', text: 'Belum.'})})""",
        page.locator("[name=writer]").first.input_value(),
    )
    sign_out.click()

    page.get_by_role("heading", name="1 belum terkirim").wait_for()
    page.context.set_offline(False)
    page.get_by_role("button", name="Simpan untuk saya, lalu keluar").click()
    page.wait_for_url("**/masuk")

    assert "Belum." not in acts.kept(page)
    assert "1 yang menunggu" in acts.kept(page)


def test_a_draft_survives_the_browser(opened, site):
    page = acts.begin(opened(), site, "Annisa Contoh")
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written())
    page.get_by_label("Apa yang kamu kerjakan?").fill("Baru separuh kalimat")
    page.get_by_text("Draf di HP").wait_for()
    address = page.url
    page.context.close()

    page = opened()
    page.goto(address)

    page.get_by_text("Dipulihkan dari draf").wait_for()
    assert page.get_by_label("Apa yang kamu kerjakan?").input_value() == "Baru separuh kalimat"


def test_a_comment_that_is_being_written_survives_the_browser_too(opened, site):
    page = acts.begin(opened(), site, "Annisa Contoh")
    page.goto(acts.first_entry(page))
    page.get_by_role("textbox", name="Komentar").fill("Baru separuh komentar")
    page.get_by_text("Draf di HP").wait_for()
    address = page.url
    page.context.close()

    page = opened()
    page.goto("/kotak-keluar")
    kept = page.locator("section").filter(has_text="Baru separuh komentar")
    kept.get_by_role("link", name="Lanjutkan menulis").click()

    page.get_by_text("Dipulihkan dari draf").wait_for()
    assert page.url == address
    assert page.get_by_role("textbox", name="Komentar").input_value() == "Baru separuh komentar"


@with_and_without_scripts
def test_a_tap_offline_has_an_honest_page_and_is_one_alert_afterwards(opened, site, scripts):
    name, phone = {True: "Chloe Sampleton", False: "Gazali Peraga"}[scripts], f"tap-{scripts}"
    page = acts.begin(opened(phone), site, name)
    if not scripts:
        page.context.close()
        page = opened(phone, scripts=False)
    page.goto("/")
    officer = acts.begin(opened("officer"), site, "Norhayati Umpama")
    before = acts.unopened(officer)
    page.context.set_offline(True)
    begun = time.monotonic()

    acts.red_button(page).click()
    page.get_by_role("heading", name="Belum pasti terkirim").wait_for()

    assert time.monotonic() - begun < HONEST
    assert acts.unopened(officer) == before
    page.context.set_offline(False)
    page.wait_for_url("**/c/*", timeout=30_000)
    acts.reload_until(officer, lambda: acts.unopened(officer) != before)
    (action,) = acts.unopened(officer) - before
    acts.handle(officer, action)
    officer.get_by_role("heading", name=name).wait_for()


@with_and_without_scripts
def test_who_calls_again_offline_comes_to_a_receipt_as_well(opened, site, scripts):
    acts.begin(opened(), site, "Contohwati").context.close()
    page = opened(scripts=scripts)
    page.goto("/")
    page.context.set_offline(True)
    acts.red_button(page).click()
    look = page.get_by_role("link", name="Lihat apakah sudah terkirim")
    first = look.get_attribute("href")

    page.get_by_role("button", name="Panggil lagi").click()
    acts.wait_for(lambda: look.get_attribute("href") != first)
    second = look.get_attribute("href")
    page.context.set_offline(False)

    for each in (first, second):
        page.goto(each)
        page.wait_for_url("**/c/*", timeout=30_000)


@pytest.mark.parametrize("name", ["Annisa Contoh", "Nadia Teladan"])
def test_what_one_tapped_offline_stays_theirs_when_another_signs_in(opened, site, name):
    page = acts.begin(opened(name), site, name)
    officer = acts.begin(opened("officer"), site, "Norhayati Umpama")
    before = acts.unopened(officer)
    page.goto("/")
    page.context.set_offline(True)
    if name == "Nadia Teladan":  # from the page that the phone shows by itself
        page.goto("/")
    acts.red_button(page).click()
    page.get_by_role("heading", name="Belum pasti terkirim").wait_for()
    page.context.clear_cookies()
    page.goto("about:blank")
    page.context.set_offline(False)

    acts.sign_in(page, site.people["Dimas Umpama"])

    acts.reload_until(officer, lambda: acts.unopened(officer) != before)
    (action,) = acts.unopened(officer) - before
    acts.handle(officer, action)
    officer.get_by_role("heading", name=name).wait_for()

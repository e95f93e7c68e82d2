"""What the page of what is kept says is so, and what is done there is done."""

import pytest

from mori.core.clock import local_date, now
from tests.browser import acts
from tests.browser.phone.test_unlucky import open_entry, states, write_down

pytestmark = pytest.mark.usefixtures("requests_fail")

# As if what waits had been tapped an hour earlier.
HOUR_AGO = """() => new Promise(done => {
  const asked = indexedDB.open('mori');
  asked.onsuccess = () => {
    const writing = asked.result.transaction('items', 'readwrite');
    const items = writing.objectStore('items'), found = items.getAll();
    found.onsuccess = () => found.result.forEach(
        item => items.put({...item, made: item.made - 36e5}));
    writing.oncomplete = () => { asked.result.close(); done(); };
  };
})"""


def test_what_a_closed_browser_was_sending_waits_and_is_not_being_sent(opened, site):
    page = acts.begin(opened(), site, "Dimas Umpama")
    write_down(page, open_entry(page), "terputus", state="sending")
    page.context.set_offline(True)

    told = acts.kept(page)

    assert "Mengirim" not in told
    assert "menunggu sinyal" in told


def test_deleting_and_signing_out_without_a_network_does_neither(opened, site):
    page = acts.begin(opened(), site, "Contohwati")
    write_down(page, open_entry(page), "tetap", state="refused")
    page.goto("/saya")
    page.get_by_role("button", name="Keluar", exact=True).click()
    page.get_by_role("heading", name="1 belum terkirim").wait_for()
    page.context.set_offline(True)

    page.get_by_role("button", name="Hapus, lalu keluar").click()
    page.get_by_text("tidak ada yang berubah").wait_for()

    assert states(page) == ["refused"]
    page.context.set_offline(False)
    page.goto("/saya")
    page.get_by_role("button", name="Keluar", exact=True).click()
    page.get_by_role("button", name="Hapus, lalu keluar").click()
    page.wait_for_url("**/masuk")
    assert states(page) == []


def test_without_page_scripts_the_page_of_what_is_kept_sends_it(opened, site):
    page = acts.begin(opened(), site, "Dimas Umpama")
    write_down(page, entry := open_entry(page), "diam")
    page.context.close()
    page = opened(scripts=False)

    page.goto("/kotak-keluar")  # and no other page

    acts.wait_for(lambda: "Diterima" in acts.kept(page))
    assert page.goto(entry).text().count("Kata diam.") == 1


def test_a_draft_of_another_day_is_gone_on_with_without_a_network(opened, site):
    page = acts.begin(opened(), site, "Annisa Contoh")
    day = acts.a_day_not_written()
    page.goto("/logbook/baru?hari=" + day)
    page.get_by_label("Apa yang kamu kerjakan?").fill("Baru separuh")
    page.get_by_text("Draf di HP").wait_for()
    page.context.set_offline(True)
    page.goto("/kotak-keluar")

    page.get_by_role("link", name="Lanjutkan menulis").click()
    page.get_by_text("Belum ada sinyal.").wait_for()

    assert page.get_by_label("Apa yang kamu kerjakan?").input_value() == "Baru separuh"
    assert page.get_by_label("Hari", exact=True).input_value() == day


def test_an_empty_form_leaves_nothing_behind(opened, site):
    page = acts.begin(opened(), site, "Rizky Misalkan")
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written())

    page.get_by_role("button", name="Kirim", exact=True).click()
    page.locator("#summary").wait_for()

    assert states(page) == []


def test_what_a_form_that_cannot_wait_held_stands_there_to_be_copied(opened, site):
    page = acts.begin(opened(), site, "Raudah Misalkan")
    page.goto("/saya")
    page.context.set_offline(True)
    page.evaluate(
        """() => {
            const form = document.body.appendChild(document.createElement('form'));
            form.method = 'post';
            form.action = '/presensi/koreksi';
            form.innerHTML = '<textarea name="reason">Lupa absen pulang.</textarea>';
            form.submit();
        }"""
    )

    page.get_by_text("Salin dulu teksmu").wait_for()

    assert page.locator("main .prose").first.inner_text() == "Lupa absen pulang."


def test_once_one_of_two_texts_is_chosen_the_phone_no_longer_asks(opened, site):
    page = acts.begin(opened(), site, "Intan Contoh")
    entry = open_entry(page)
    page.context.set_offline(True)
    write_down(page, entry, "lain", state="beside", url=entry)
    assert "ada teks lain" in acts.kept(page)
    page.context.set_offline(False)

    page.goto(entry)  # which shows one text alone

    acts.wait_for(lambda: states(page) == ["received"])
    assert "ada teks lain" not in acts.kept(page)


def test_the_day_is_that_of_the_office_wherever_the_phone_believes_to_be(browser, site):
    zone = {"timezone_id": "America/New_York"}  # where it is still yesterday
    with acts.signed_in(
        browser, site.people["Rizky Misalkan"], base_url=site.address, **zone
    ) as page:
        acts.await_worker(page)
        page.goto("/kotak-keluar")
        page.context.set_offline(True)
        page.goto("/kotak-keluar")

        assert (
            page.get_by_label("Hari", exact=True).input_value()
            == f"{local_date(now(), 'Asia/Makassar')}"
        )


def test_a_text_whose_day_is_refused_is_given_another_where_it_lies(opened, site):
    page = acts.begin(opened(), site, "Nadia Teladan")
    day = acts.a_day_not_written()
    page.goto("/logbook/baru")
    page.context.set_offline(True)
    page.get_by_label("Apa yang kamu kerjakan?").fill("Jam HP terlalu cepat.")
    page.get_by_label("Hari", exact=True).fill("2040-01-02")
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()
    page.context.set_offline(False)
    acts.wait_for(lambda: "Belum diterima" in acts.kept(page))

    refused = page.locator("#kept section").filter(has_text="Jam HP terlalu cepat.")
    refused.get_by_label("Hari").fill(day)
    refused.get_by_role("button", name="Kirim untuk tanggal itu").click()

    acts.wait_until_delivered(page)
    page.goto(f"/logbook?bulan={day[:7]}")
    assert "Jam HP terlalu cepat." in page.locator("main").inner_text()


def test_a_text_that_is_too_long_is_kept_whole_and_counted(opened, site):
    page, text = acts.begin(opened(), site, "Putri Misalkan"), "Panjang sekali. " * 300
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written())
    field = page.get_by_label("Apa yang kamu kerjakan?")
    field.focus()
    page.keyboard.insert_text(text)  # as it is pasted

    page.get_by_text("4800 / 4000").wait_for()
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.locator("#summary").wait_for()

    assert field.input_value() == text.strip()
    assert "Paling banyak 4000 karakter, ya; ini 4799." in page.locator("main").inner_text()


def test_whoever_came_can_leave_without_a_network_as_well(opened, site):
    page = acts.begin(opened(), site, "Intan Contoh")
    page.goto("/kotak-keluar")
    page.context.set_offline(True)
    page.goto("/kotak-keluar")
    assert not page.get_by_role("button", name="Absen pulang").count()
    page.get_by_role("button", name="Absen masuk", exact=True).click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()
    page.evaluate(HOUR_AGO)

    page.get_by_role("button", name="Absen pulang", exact=True).click()
    page.locator("#kept").get_by_text("Presensi pulang").wait_for()

    assert not page.get_by_role("button", name="Absen pulang", exact=True).count()
    page.context.set_offline(False)
    acts.wait_for(lambda: acts.kept(page).count("Diterima") == 2)

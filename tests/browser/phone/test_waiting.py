"""What waits on a phone beside texts: papers, codes, and how far the sending has come."""

import re

import pytest

from mori.core.bytes import PAPER_BYTES
from tests.browser import acts
from tests.browser.line import line_to
from tests.support.pictures import jpeg, letter
from tests.support.servers.browser import phone

pytestmark = pytest.mark.calendar


def write_word(page, content: bytes) -> None:
    """Fill in a day out of the office, with its letter."""
    page.locator("#report label", has_text="Tugas luar").click()
    letter = {"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": content}
    page.get_by_label("Foto surat").set_input_files(letter)


def test_a_paper_follows_its_word_once_there_is_a_network(opened, site):
    page = acts.begin(opened(), site, "Farah Umpamanya")
    page.goto("/presensi?kabar=1")
    page.context.set_offline(True)
    write_word(page, jpeg(letter()))
    page.get_by_text("dikecilkan dari").wait_for()

    page.get_by_role("button", name="Kirim kabar").click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()

    items = sorted((each["kind"], each["bytes"]) for each in page.evaluate(acts.KEPT))
    (_, paper), (_, word) = items
    assert [kind for kind, _ in items] == ["paper", "report"]
    assert (0 < paper <= PAPER_BYTES, word) == (True, 0)
    page.context.set_offline(False)
    page.reload()
    acts.wait_until_delivered(page)
    page.goto("/presensi")
    assert page.locator('a[href^="/surat/"]').count() == 1


def test_a_paper_that_is_refused_costs_neither_its_word_nor_what_comes_after(opened, site):
    page = acts.begin(opened(), site, "Dimas Umpama")
    page.goto("/presensi")
    page.context.set_offline(True)
    page.evaluate(
        """async writer => {
            const post = (path, body) =>
                fetch(path, {method: 'POST', redirect: 'manual', body}).catch(() => {});
            const word = new FormData(document.querySelector('[action="/presensi/kabar"]'));
            word.set('kind', 'field_duty');
            word.set('note', 'Ke Martapura');
            word.set('paper', new File(['<html>'], 'surat.jpg'));
            await post('/presensi/kabar', word);
            await post('/presensi/masuk', new URLSearchParams({writer, token: 'after'}));
        }""",
        page.locator("[name=writer]").first.input_value(),
    )
    assert acts.kept(page).count("menunggu sinyal") == 3

    page.context.set_offline(False)
    page.reload()
    acts.wait_for(lambda: acts.kept(page).count("Diterima") == 2)

    assert acts.kept(page).count("Belum diterima: Foto ini tidak bisa dibuka.") == 1
    page.goto("/presensi")
    assert page.get_by_text("Ke Martapura").count()
    assert page.get_by_role("button", name="Absen pulang").count()  # has come


def test_a_paper_whose_word_is_refused_says_what_it_waits_for(opened, site):
    page = acts.begin(opened(), site, "Gazali Peraga")
    page.goto("/presensi")
    page.context.set_offline(True)
    page.evaluate(
        """async () => {
            const word = new FormData(document.querySelector('[action="/presensi/kabar"]'));
            word.set('kind', 'sick');
            word.set('day', '2020-01-01');
            word.set('paper', new File(['x'], 'surat.jpg'));
            await fetch('/presensi/kabar', {method: 'POST', redirect: 'manual', body: word});
        }"""
    )
    page.context.set_offline(False)
    page.reload()

    acts.wait_for(lambda: "Belum diterima: Tidak ada magangmu" in acts.kept(page))

    assert "Menunggu sampai kabar atau catatannya diterima" in acts.kept(page)
    assert "menunggu sinyal" not in acts.kept(page)


def test_a_page_says_when_nothing_waits_any_more(browser, site):
    with line_to(site.address) as line, phone(browser, base_url=line.address) as context:
        page = acts.begin(context.new_page(), site, "Chloe Sampleton")
        page.goto("/presensi?kabar=1")
        write_word(page, jpeg(letter()))
        page.get_by_text("dikecilkan dari").wait_for()
        line.holds["/presensi/kabar/surat"] = 3
        page.get_by_role("button", name="Kirim kabar").click()
        page.get_by_text("1 belum terkirim").wait_for()
        assert not page.locator('a[href^="/surat/"]').count()

        page.get_by_role("link", name="Tidak ada lagi yang menunggu.").click()

        page.locator('a[href^="/surat/"]').wait_for()


@pytest.mark.usefixtures("requests_fail")
def test_what_was_refused_is_not_counted_beside_the_form_that_holds_it(opened, site):
    page = acts.begin(opened(), site, "Dimas Umpama")
    page.goto("/logbook/baru")
    page.get_by_label("Apa yang kamu kerjakan?").fill("Besok.")
    page.get_by_label("Hari", exact=True).fill("2040-01-02")
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.locator("#summary").wait_for()
    told = """() => new Promise(done => {
        navigator.serviceWorker.addEventListener('message', ({data}) => done(data.unsent));
        navigator.serviceWorker.controller.postMessage({flush: true});
    })"""

    assert page.evaluate(told) == 1

    assert page.get_by_label("Apa yang kamu kerjakan?").input_value() == "Besok."
    assert not page.locator("#messages").inner_text()
    page.goto("/logbook")
    page.get_by_text("1 belum terkirim").wait_for()


def test_whoever_was_signed_out_reads_that_what_waits_is_not_lost(opened, site):
    acts.begin(opened(), site, "Nadia Teladan").context.close()
    page = opened(scripts=False)
    acts.write_offline(page, "Menata berkas di loket.")
    page.context.clear_cookies(name="mori")
    page.context.set_offline(False)

    page.goto("/")

    assert page.locator("#messages").inner_text() == (
        "1 tersimpan di HP ini dan belum terkirim. "
        "Masuk lagi untuk mengirimnya. Tulisanmu tidak hilang."
    )
    acts.sign_in(page, site.people["Nadia Teladan"])
    acts.wait_for(lambda: acts.times_in_logbook(page, "Menata berkas di loket.") == 1)
    acts.sign_out(page)
    assert not page.locator("#messages").inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_text_whose_session_has_ended_is_sent_by_signing_in(opened, site, scripts):
    acts.begin(opened(), site, "Annisa Contoh").context.close()
    page, text = opened(scripts=scripts), f"Ditulis sebelum masuk lagi: {scripts}."
    page.goto("/" if scripts else "/logbook/baru?hari=" + acts.a_day_not_written())
    page.get_by_label("Apa yang kamu kerjakan?").fill(text)
    page.context.clear_cookies(name="mori")
    page.get_by_role("button", name="Kirim", exact=True).click()

    page.get_by_label("Kata sandi").fill(site.people["Annisa Contoh"].password)
    page.get_by_label("Nomor HP atau surel").fill(site.people["Annisa Contoh"].login)
    page.get_by_role("button", name="Masuk", exact=True).click()

    acts.wait_for(lambda: acts.times_in_logbook(page, text) == 1)


def test_while_much_is_sent_the_page_counts_what_was_received_and_no_more(browser, site):
    with line_to(site.address) as line, phone(browser, base_url=line.address) as context:
        page = context.new_page()
        acts.begin(page, site, "Rizky Misalkan")
        page.goto("/presensi?kabar=1")
        context.set_offline(True)
        write_word(page, jpeg(letter()))
        page.get_by_text("dikecilkan dari").wait_for()
        page.evaluate(
            """() => document.querySelector('[action="/presensi/kabar"]').insertAdjacentHTML(
                'beforeend', '<input type="hidden" name="token" value="zz">')"""
        )  # so that its paper comes first in the store
        page.get_by_role("button", name="Kirim kabar").click()
        page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()
        page.get_by_label("Apa yang kamu kerjakan?").fill("Pendek saja.")
        page.get_by_role("button", name="Kirim", exact=True).click()
        page.get_by_text("menunggu sinyal").nth(2).wait_for()
        line.delays |= {"/presensi/kabar/surat": 5, "/logbook": 2}

        context.set_offline(False)  # and nobody loads the page again
        page.get_by_text("Mengirim… 1 dari 3 sudah diterima, 0 %").wait_for()

        bar = page.get_by_role("progressbar")
        assert bar.get_attribute("value") == "0"
        page.get_by_text(re.compile(r"Mengirim… 2 dari 3 sudah diterima, \d\d\s%")).wait_for()
        assert 90 <= int(bar.get_attribute("value") or 0) < 100
        acts.wait_until_delivered(page)
        bar.wait_for(state="detached")


def code_on_screen(opened, site) -> str:
    """What the screen of Lampung's office shows now."""
    staff = next(
        each.name
        for each in site.people.values()
        if (each.office, each.role) == ("Lampung", "supervisor")
    )
    page = acts.begin(opened("office"), site, staff)
    page.goto("/presensi/layar")
    return page.locator(".code").inner_text()


def test_the_code_is_typed_without_a_network_where_the_page_that_asks_for_it_would_open(
    opened, site
):
    page = acts.begin(opened(), site, "Putri Misalkan")
    code = code_on_screen(opened, site)
    page.goto("/")
    page.context.set_offline(True)
    page.get_by_role("link", name="Absen masuk", exact=True).click()
    page.get_by_text("Belum ada sinyal.").wait_for()

    page.get_by_label("Kode kantor").fill(code)
    page.get_by_role("button", name="Absen masuk", exact=True).click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()

    assert code in page.locator("#kept").inner_text()
    assert not page.get_by_label("Kode kantor").count()  # once a day is enough
    page.context.set_offline(False)
    page.reload()
    acts.wait_until_delivered(page)
    page.goto("/")
    presence = page.locator("#presence").inner_text()
    assert "Hadir" in presence
    assert "tanpa kode" not in presence


def test_without_the_code_a_check_in_that_waited_says_so(opened, site):
    page = acts.begin(opened(), site, "Misalwan")
    page.goto("/")
    page.context.set_offline(True)
    page.goto("/kotak-keluar")

    page.get_by_role("button", name="Absen masuk", exact=True).click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()
    page.context.set_offline(False)
    page.reload()
    acts.wait_until_delivered(page)

    page.goto("/")
    assert "tanpa kode" in page.locator("#presence").inner_text()


def test_a_link_that_was_scanned_without_a_network_brings_its_code_along(opened, site):
    page = acts.begin(opened(), site, "Putri Misalkan")
    page.goto("/")
    page.context.set_offline(True)

    page.goto("/presensi/masuk?kode=482913")

    assert page.get_by_label("Kode kantor").input_value() == "482913"


def test_while_nobody_knows_who_is_signed_in_what_is_kept_is_counted_and_not_shown(opened, site):
    acts.begin(opened(), site, "Nadia Teladan").context.close()
    page = opened(scripts=False)  # from here on, no page says whose it is
    acts.sign_out(page)
    acts.sign_in(page, site.people["Nadia Teladan"])
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written())
    page.context.set_offline(True)
    page.get_by_label("Apa yang kamu kerjakan?").fill("Belum tentu milik siapa.")
    page.get_by_role("button", name="Kirim", exact=True).click()

    page.get_by_text("1 tersimpan di HP ini dan belum terkirim.").wait_for()

    told = acts.kept(page)
    assert "Belum tentu milik siapa." not in told
    assert "milik orang" not in told
    assert "Tidak ada yang menunggu" not in told
    page.context.set_offline(False)
    assert "Belum tentu milik siapa." in acts.kept(page)

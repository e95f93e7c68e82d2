"""Notes on a phone: two tabs, quick fingers, a full or closed store, and danger."""

import pytest

from tests.browser import acts
from tests.browser.encounters.writing import FIRST, PLANTED, begin, go_on, notes, visit_once, write
from tests.support.servers.browser import axe, described, phone

pytestmark = pytest.mark.usefixtures("requests_fail")
FULL = "() => { IDBObjectStore.prototype.put = function () { this.transaction.abort(); }; }"
CLOSED = "indexedDB.open = () => { throw new DOMException('', 'InvalidStateError'); }"
PAGES = ("/catatan", "/catatan/baru", "/catatan/lihat", "/catatan/jalan", "/catatan/surat")


def stories(page) -> list[str]:
    return sorted(each["note"]["story"] for each in notes(page))


@pytest.fixture
def page(opened):
    page = opened()
    visit_once(page)
    page.context.set_offline(True)
    return page


def test_of_two_tabs_the_later_loses_nothing_of_the_earlier(page):
    begin(page)
    page.get_by_role("link", name="Ubah catatan").click()
    page.get_by_label("Ceritakan dengan kata-katamu").wait_for()
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_text("Hanya di HP ini").wait_for()

    write(other, {"Ceritakan dengan kata-katamu": "Dari tab kedua."})
    go_on(other)
    write(page, {"Ceritakan dengan kata-katamu": "Dari tab pertama."})
    go_on(page)

    assert stories(page) == ["Dari tab kedua.", "Dari tab pertama."]
    page.get_by_text("diubah di tab lain").wait_for()
    page.get_by_role("link", name="Lihat yang satunya").click()
    page.get_by_text("diubah di tab lain").wait_for(state="detached")


def test_two_tabs_on_two_pages_of_a_note_are_one_note(page):
    begin(page)
    other = page.context.new_page()
    other.goto(page.url.replace("lihat", "jalan"))
    other.get_by_text("Hanya di HP ini").wait_for()
    page.get_by_role("link", name="Ubah catatan").click()
    page.get_by_label("Ceritakan dengan kata-katamu").wait_for()

    write(other, {"Kepada siapa": "atasan"})
    go_on(other)
    write(page, {"Kerugianmu": "Lima hari."})
    go_on(page)

    (kept,) = notes(page)
    assert (kept["note"]["complained_to"], kept["note"]["loss"]) == ("atasan", "Lima hari.")


def test_quick_fingers_make_one_note(page):
    page.goto("/catatan/baru")
    page.get_by_text("Hanya di HP ini").wait_for()
    write(page, FIRST)

    page.get_by_role("button", name="Lanjutkan", exact=True).dblclick(no_wait_after=True)
    page.wait_for_url("**/catatan/lihat*")
    page.go_back()
    page.get_by_text("Hanya di HP ini").wait_for()
    go_on(page)

    assert stories(page) == [PLANTED]


def test_what_is_typed_outlives_the_browser_before_it_is_sent_on(page, opened):
    page.goto("/catatan/baru#ktp")
    page.get_by_text("belum diperiksa kantor").wait_for()
    write(page, {"Instansi": "Dinas Contoh"})
    page.get_by_label("Tempat", exact=True).click()
    page.get_by_text("Tersimpan di HP ini").wait_for()
    page.context.close()

    page = opened()
    page.context.set_offline(True)
    page.goto("/catatan")
    page.get_by_role("link", name="KTP Dinas Contoh").wait_for()


def test_what_cannot_be_read_is_said_at_its_field(page):
    page.goto("/catatan/baru")
    page.get_by_text("Hanya di HP ini").wait_for()
    write(page, {**FIRST, "Dijanjikan dalam": "lima"})

    page.get_by_role("button", name="Lanjutkan", exact=True).click()

    promise = page.get_by_label("Dijanjikan dalam")
    assert "angka bulat" in promise.evaluate("field => field.validationMessage")
    assert "/baru" in page.url
    promise.fill("5")
    go_on(page)


def test_a_full_phone_says_so_and_keeps_what_stands_in_the_form(page):
    page.goto("/catatan/baru")
    page.get_by_text("Hanya di HP ini").wait_for()
    page.evaluate(FULL)
    write(page, FIRST)

    page.get_by_role("button", name="Lanjutkan", exact=True).click()

    page.get_by_text("HP ini tidak bisa menyimpannya").wait_for()
    assert page.get_by_label("Ceritakan dengan kata-katamu").input_value() == PLANTED
    with page.expect_download() as taken:
        page.get_by_role("button", name="Catatanku (.json)").click()
    with open(taken.value.path()) as file:
        assert PLANTED in file.read()


def test_where_nothing_can_be_kept_the_pages_say_so_and_work_with_the_network(browser, site):
    with phone(browser, base_url=site.address) as context:
        context.add_init_script(CLOSED)
        page = context.new_page()
        page.goto("/catatan")
        page.get_by_text("Peramban ini tidak menyimpan catatan").wait_for()

        page.goto("/catatan/baru")
        page.get_by_text("Peramban ini tidak menyimpan catatan").wait_for()
        write(page, FIRST)
        page.get_by_role("button", name="Lanjutkan", exact=True).click()

        assert "2 Desember 2026" in page.locator("main").inner_text()


@pytest.mark.parametrize("chosen", [True, False], ids=["chosen", "in words"])
def test_danger_leads_to_help_without_a_network(page, chosen):
    harm = "Kekerasan, pelecehan, atau ancaman" if chosen else "Diperlakukan kasar"
    told = {
        **FIRST,
        "Ceritakan dengan kata-katamu": "Saya dipukul di loket." if not chosen else "-",
    }

    begin(page, told, harm)

    assert page.get_by_role("heading", name="Pertolongan dulu").is_visible()
    assert page.locator("#seen a[href^='tel:']").is_visible()
    page.get_by_role("link", name="semua nomor").click()
    assert page.locator("a[href^='tel:']").count() > 2
    page.go_back()
    page.get_by_role("link", name="Lanjutkan catatan ini").click()
    page.get_by_role("heading", name="Tanggal penting").wait_for()
    assert page.get_by_role("link", name="Surat pengaduan").count() == (0 if chosen else 1)


def test_the_red_button_is_tapped_on_a_page_without_a_network(page):
    begin(page)

    acts.red_button(page).click()

    page.get_by_role("heading", name="Belum pasti terkirim").wait_for()


def test_signing_in_and_out_leaves_the_notes_where_they_are(opened, site):
    page = opened("shared")
    visit_once(page)
    begin(page)

    acts.begin(page, site, "Contohwati")
    acts.sign_out(page)
    page.context.set_offline(True)
    page.goto("/catatan")

    page.get_by_role("link", name="Akta kelahiran Dinas Contoh").wait_for()
    assert stories(page) == [PLANTED]


def test_what_mori_makes_is_asked_for_with_the_network_and_said_so(opened):
    page = opened()
    visit_once(page)
    begin(page)
    page.get_by_text("catatanmu dikirim ke sana").wait_for()
    overview = page.url

    page.get_by_role("button", name="Berkas untuk Ombudsman").click()
    page.get_by_role("heading", name="Berkas untuk Ombudsman").wait_for()
    page.goto(overview)
    page.get_by_role("link", name="Surat pengaduan").click()
    page.get_by_text("PDF dibuat oleh MORI").wait_for()
    page.get_by_text("Hanya di HP ini").wait_for()
    write(page, {"Nama lengkap": "Budi Rekaan", "Alamat lengkap": "Jalan Rekaan 1"})
    write(page, {"Tempat surat ditulis": "Banjarmasin"})
    with page.expect_download() as letter:
        page.get_by_role("button", name="PDF dengan tanda terima").click(no_wait_after=True)

    assert letter.value.suggested_filename.endswith(".pdf")


def test_what_mori_did_with_a_note_comes_back_to_the_phone(opened):
    page = opened()
    visit_once(page)
    begin(page)
    kept = page.url

    page.get_by_role("button", name="Lihat apa yang dihitung").click()
    page.locator("[name=region]").fill("Kota Banjarmasin")
    page.get_by_role("button", name="Ya, hitung catatan ini").click()
    page.wait_for_url(kept)

    page.get_by_text("kamu bolehkan dihitung").wait_for()
    assert page.get_by_role("button", name="Lihat apa yang dihitung").count() == 0
    assert [each["note"]["counted_on"] for each in notes(page)] == ["2026-11-18"]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_without_a_network_are_for_everybody(browser, site, language, theme):
    settings = {"color_scheme": theme, "viewport": {"width": 320, "height": 640}}
    with phone(browser, base_url=site.address, **settings) as context:
        page = context.new_page()
        visit_once(page, f"/catatan?lang={language}", language)
        context.set_offline(True)
        page.goto(f"/catatan/baru?lang={language}")
        page.wait_for_url("**#*")
        for name, text in {"service": "KTP", "agency": "Dinas", "story": "-"}.items():
            page.locator(f"[name={name}]").fill(text)
        page.locator("[name=happened][value=late]").check(force=True)
        page.locator("main form.stack button.primary").click()
        page.wait_for_url("**/catatan/lihat*")
        page.locator("#seen h2").first.wait_for()
        key = page.url.partition("#")[2]

        for path in PAGES:
            page.goto("about:blank")
            page.goto(f"{path}?lang={language}#{key}")
            page.locator("#where", has_text="Ombudsman").wait_for()
            assert page.evaluate("document.documentElement.lang") == language
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            assert acts.red_button(page).is_visible()
            assert not page.locator("#unkept").is_visible()
            violations = axe(page)
            assert not violations, path + described(violations)

"""A note's whole way on a phone without a network, of which nobody else learns anything."""

from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote_plus

import pytest

from tests.browser.encounters.writing import (
    FIRST,
    PLANTED,
    begin,
    days_later,
    go_on,
    notes,
    visit_once,
    write,
)
from tests.browser.events.test_door import kill_browser

pytestmark = pytest.mark.usefixtures("requests_fail")
DAYS_TO = {"the agency received it": 4, "it was complete": 16}  # from 18 November on


def clocks(page) -> str:
    return page.locator("#seen ul.lines").first.inner_text()


def on_the_way(page, fields) -> None:
    page.get_by_role("link", name="Pengaduan dan jawaban").click()
    page.get_by_label("Tanggal kamu mengadu").wait_for()
    page.get_by_text("Hanya di HP ini").wait_for()
    write(page, fields)
    go_on(page)


def again(opened, tmp_path, days: int):
    """The same phone after its browser was killed, days later and still without a network."""
    kill_browser(tmp_path / "phone")
    page = opened()
    days_later(page, days)
    page.context.set_offline(True)
    page.goto("/catatan")
    page.get_by_role("link", name="Akta kelahiran Dinas Contoh").click()
    page.locator("#seen h2").first.wait_for()
    return page


def test_after_one_visit_a_note_goes_its_whole_way_offline(opened, site, tmp_path, browser):
    page = opened()
    visit_once(page)
    kill_browser(tmp_path / "phone")
    page = opened()
    page.context.set_offline(True)

    begin(page)
    assert "Senin, 9 November 2026 · sudah lewat" in clocks(page)
    assert "Rabu, 2 Desember 2026 · berjalan · 14 hari lagi" in clocks(page)
    assert "Kamis, 2 November 2028" in clocks(page)
    page = again(opened, tmp_path, DAYS_TO["the agency received it"])
    on_the_way(
        page,
        {
            "Tanggal kamu mengadu": "2026-11-20",
            "Kepada siapa": "atasan langsung",
            "Tanggal diterima instansi": "2026-11-20",
        },
    )
    assert "Jumat, 4 Desember 2026 · berjalan" in clocks(page)
    assert "belum bisa dihitung: mulai pada hari berkas dinyatakan lengkap" in clocks(page)
    page = again(opened, tmp_path, DAYS_TO["it was complete"])
    on_the_way(page, {"Tanggal dinyatakan lengkap": "2026-12-04"})
    assert "Selasa, 2 Februari 2027 · berjalan · 60 hari lagi" in clocks(page)
    page = again(opened, tmp_path, DAYS_TO["it was complete"])

    told = clocks(page)
    for day in ("9 November 2026", "2 Desember 2026", "4 Desember 2026", "2 Februari 2027"):
        assert day in told
    assert "2 November 2028" in told
    assert page.get_by_text("Hanya di HP ini").is_visible()
    assert page.get_by_role("button", name="Tombol Merah").is_visible()
    sent = []
    page.context.on("request", lambda each: sent.append((each.method, each.url, each.post_data)))
    page.context.set_offline(False)
    page.goto("/catatan")
    page.get_by_role("link", name="Akta kelahiran Dinas Contoh").click()
    page.locator("#seen h2").first.wait_for()
    assert {method for method, *_ in sent} == {"GET"}
    assert PLANTED not in unquote_plus(f"{sent}")
    assert nobody_else_has(PLANTED, site)
    with browser.new_context(base_url=site.address) as other:
        stranger = other.new_page()
        stranger.goto("/catatan")
        assert notes(stranger) == []
    assert [each["note"]["story"] for each in notes(page)] == [PLANTED]


def nobody_else_has(text: str, site) -> bool:
    """Neither database, nor files, nor logs, nor mail of the office."""
    read = []
    for each in Path(site.environment["MORI_INSTANCE"]).rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):  # the site goes on, and tidies up
            read.append(each.read_bytes())
    assert read
    forms = [text.encode(), quote(text).encode(), quote_plus(text).encode()]
    return not any(form in content for content in read for form in forms)


def test_letter_calendar_and_file_are_made_offline_and_the_file_goes_on_elsewhere(
    opened, site, tmp_path
):
    page = opened()
    visit_once(page)
    page.context.set_offline(True)
    begin(page)

    with page.expect_download() as calendar:
        page.get_by_role("button", name="Pengingat (.ics)").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Catatanku (.json)").click()
    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)
    page.get_by_role("link", name="Surat pengaduan").click()
    page.get_by_text("Hanya di HP ini").wait_for()
    write(page, {"Nama lengkap": "Budi Rekaan", "Alamat lengkap": "Jalan Rekaan 1"})
    page.get_by_label("Tempat surat ditulis").fill("Banjarmasin")
    with page.expect_download() as letter:
        page.get_by_role("button", name="Teks").click()
    page.get_by_role("button", name="WhatsApp", exact=True).click()

    assert "DTSTART;VALUE=DATE:20261202" in Path(calendar.value.path()).read_text()
    text = Path(letter.value.path()).read_text()
    assert text.startswith("Banjarmasin, 18 November 2026")
    assert PLANTED in text
    assert PLANTED in page.locator("#message").input_value()
    assert page.locator("a[href^='https://wa.me/?text=']").is_visible()

    page.context.set_offline(False)
    elsewhere = opened("elsewhere", scripts=False)
    elsewhere.goto("/catatan")
    elsewhere.get_by_label("Berkas catatanmu (.json)").set_input_files(file)
    elsewhere.get_by_role("button", name="Buka").click()
    assert "9 November 2026" in elsewhere.locator("main").inner_text()
    with elsewhere.expect_download() as back:
        elsewhere.get_by_role("button", name="Catatanku (.json)").click()
    assert Path(back.value.path()).read_text() == file.read_text()
    returned = opened("third")
    visit_once(returned)
    returned.context.set_offline(True)
    returned.goto("/catatan")
    returned.get_by_label("Berkas catatanmu (.json)").set_input_files(file)
    returned.get_by_role("button", name="Buka").click()
    returned.get_by_role("heading", name="Akta kelahiran").wait_for()
    assert [each["note"]["story"] for each in notes(returned)] == [PLANTED]


def test_several_notes_lie_side_by_side_and_one_can_be_deleted(opened, site):
    page = opened()
    visit_once(page)
    page.context.set_offline(True)
    begin(page)
    begin(page, {**FIRST, "Layanan": "KTP"})

    page.get_by_text("Hapus", exact=True).click()
    page.get_by_role("button", name="Ya, hapus").click()
    page.get_by_role("heading", name="Di HP ini").wait_for()

    assert [each["note"]["service"] for each in notes(page)] == ["Akta kelahiran"]
    assert page.locator("#kept li").count() == 1

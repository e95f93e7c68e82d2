"""What a citizen does with notes on a phone, by the names the pages give things."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.browser import acts
from tests.support.as_if import STARTED

if TYPE_CHECKING:
    from playwright.sync_api import Page

PLANTED = "Kalimat rahasia warga tentang Petugas Rekaan."
KEPT = "caches.open('catatan-1').then(all => all.match('/catatan/isi.json?lang={}')).then(Boolean)"
NOTES = """() => new Promise(done => {
  const asked = indexedDB.open('mori-catatan', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('notes', {keyPath: 'key'});
  asked.onsuccess = () => {
    const all = asked.result.transaction('notes').objectStore('notes').getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result); };
  };
})"""
LATE = "Lewat dari janji"
FIRST = {
    "Layanan": "Akta kelahiran",
    "Instansi": "Dinas Contoh Kota Rekaan",
    "Dijanjikan dalam": "5",
    "Tanggal dilayani": "2026-11-02",
    "Petugas (boleh kosong)": "Petugas Rekaan",
    "Ceritakan dengan kata-katamu": PLANTED,
    "Kerugianmu": "Anak saya belum bisa mendaftar.",
    "Yang kamu minta": "Akta diterbitkan.",
}


def visit_once(page: "Page", path: str = "/catatan", language: str = "id") -> None:
    """Open the notebook and wait until it lies on the phone."""
    page.goto(path)
    acts.await_worker(page)
    acts.wait_for(lambda: page.evaluate(KEPT.format(language)))


def days_later(page: "Page", days: int) -> None:
    """From the next page on, the phone's clock is so far ahead."""
    clock = (STARTED / "clock.js").read_text()
    page.context.add_init_script(clock.replace("AHEAD", str(days * 86_400_000)))


def write(page: "Page", fields: Mapping[str, str]) -> None:
    for label, text in fields.items():
        page.get_by_label(label, exact=True).fill(text)


def go_on(page: "Page") -> None:
    page.get_by_role("button", name="Lanjutkan", exact=True).click()
    page.wait_for_url("**/catatan/lihat*#*")
    page.locator("#seen h2, #seen a[href^='tel:']").first.wait_for()


def begin(page: "Page", fields: Mapping[str, str] = FIRST, happened: str = LATE) -> None:
    """Write a note from the notebook's first page."""
    page.goto("/catatan")
    page.get_by_role("link", name="Mulai catatan").click()
    page.wait_for_url("**/catatan/baru*#*")
    write(page, fields)
    page.get_by_label("hari kerja", exact=True).check(force=True)
    page.get_by_label(happened, exact=True).check(force=True)
    go_on(page)


def notes(page: "Page") -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = page.evaluate(NOTES)
    return kept

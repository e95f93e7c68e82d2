"""Pages that are there only after somebody has done something: what is done, in any language."""

import datetime as dt
import re
from typing import TYPE_CHECKING

from tests.browser import acts
from tests.support.pictures import jpeg, letter

if TYPE_CHECKING:
    from playwright.sync_api import Page

# One of each state in which the phone keeps something; see static/worker.
KEEP = """writer => new Promise(done => {
  const at = Date.now(), minute = 6e4, whose = {writer, made: at - 9 * minute, fields: [], at};
  const said = {
    queued: 'Mencatat laporan lisan soal antrean loket, lalu menyusun resumenya.',
    sending: 'Ikut menelaah berkas permohonan bersama tim pemeriksaan.',
    refused: 'Menyusun daftar pertanyaan untuk klarifikasi.',
    beside: 'Versi kedua dari catatan kemarin, ditulis di HP lain.',
    received: 'Merapikan arsip laporan bulan lalu.',
  };
  const rows = Object.entries(said).map(([state, text], n) => ({...whose, state, text, id: state,
    kind: 'entry', path: '/logbook', made: at - (n + 2) * 7 * minute, url: '/logbook',
    clock: '14.32 WITA', why: 'Pilih hari lain.'}));
  rows.push({...whose, id: 'photo', kind: 'photo', state: 'queued', path: '/logbook/foto',
    text: 'IMG_2026.webp', parent: 'queued'}, {...whose, id: 'theirs', kind: 'entry',
    state: 'queued', path: '/logbook', writer: 'somebody', text: '?'});
  const draft = {id: `${writer} /logbook `, writer, path: '/logbook', day: '', at,
    fields: {text: 'Baru separuh kalimat tentang'}};
  const asked = indexedDB.open('mori');
  asked.onsuccess = () => {
    const within = asked.result.transaction(['items', 'drafts'], 'readwrite');
    rows.forEach(row => within.objectStore('items').put(row));
    within.objectStore('drafts').put(draft);
    within.oncomplete = () => { asked.result.close(); done(); };
  };
})"""
KNOWN = """() => new Promise(done => {
  const asked = indexedDB.open('mori');
  asked.onsuccess = () => {
    const within = asked.result.transaction('facts');
    const fact = within.objectStore('facts').get('person');
    within.oncomplete = () => { asked.result.close(); done(Boolean(fact.result?.value)); };
  };
})"""
FORGET = """() => new Promise(done => {
  const asked = indexedDB.open('mori', 99);
  asked.onupgradeneeded = () => asked.result.deleteObjectStore('items');
  asked.onsuccess = () => { asked.result.close(); done(); };
})"""
SHELL = """() => caches.match('/kotak-keluar/potongan', {ignoreVary: true})
  .then(kept => kept?.json()).then(pieces => pieces?.language === document.documentElement.lang)"""


# --- the queue -----------------------------------------------------------------------------


def initial(page: "Page") -> None:
    page.goto("/tinjau")
    page.locator("[value=approve]:visible").first.click()
    page.locator(".toast").wait_for()


def tick(page: "Page") -> None:
    page.goto("/tinjau")
    for place in range(2):
        page.locator(".pick").nth(place).click()


def ask_for_revision(page: "Page") -> None:
    page.goto("/tinjau")
    page.locator(".actions summary:visible").first.click()


def show_photo(page: "Page") -> None:
    """In the queue; on a wide screen in the opened entry."""
    page.goto("/tinjau")
    tile = page.locator(".queue .tile:visible")
    if not tile.count():
        page.goto(page.locator(".queue > li:has(.tile) a").first.get_attribute("href") or "")
        tile = page.locator(".pane .tile")
    tile.first.click()
    page.locator("figure img").first.wait_for()
    page.wait_for_load_state("networkidle")


def decide(page: "Page") -> None:
    initial(page)
    page.goto("/saya/tinjauan")


# --- forms -----------------------------------------------------------------------------------


def say_nothing(page: "Page") -> None:
    page.goto("/logbook/baru")
    page.locator("main form button.primary").click()
    page.locator("#summary").wait_for()


def choose_photos(page: "Page") -> None:
    page.goto("/logbook/baru")
    picture = {"name": "IMG_2026.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    broken = {**picture, "name": "rusak.jpg", "buffer": b"<html>"}
    page.locator("[name=photo]").set_input_files([picture, broken])
    page.get_by_text(re.compile(r"\d kB, ")).wait_for()
    acts.wait_for(lambda: page.evaluate("!document.querySelector('form[enctype]').busy"))


def ask_for_correction(page: "Page") -> None:
    """Of the first day that may be corrected; the page of what was asked."""
    page.goto("/presensi/koreksi")
    day = page.locator("[name=day]")
    day.fill(day.get_attribute("min") or "")
    page.locator(".pills label").first.click()
    page.locator("[name=came]").fill("07:40")
    page.locator("[name=left]").fill("16:05")
    page.locator("[name=reason]").fill("HP habis baterai waktu datang.")
    page.locator("main form button.primary").click()
    page.locator('.lines a[href^="/koreksi/"]').first.click()


def a_working_day(page: "Page") -> str:
    """The last one that is nobody's day off; the form takes those to come, too."""
    last = dt.date.fromisoformat(page.locator("[name=day]").get_attribute("max") or "")
    return str(last - dt.timedelta(days=max(0, last.weekday() - 4)))


def bring_paper(page: "Page") -> None:
    """A day of illness with its letter; the page of the letter."""
    page.goto("/presensi")
    paper = page.locator('a[href^="/surat/"]')
    if not paper.count():
        page.locator(".pills label").nth(1).click()
        page.locator("[name=day]").fill(a_working_day(page))
        picture = {"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": jpeg(letter())}
        page.locator("[name=paper]").set_input_files(picture)
        page.get_by_text(re.compile(r"\d kB, ")).wait_for()
        page.locator("#report button.primary").click()
        page.locator("#messages .good").wait_for()
        acts.wait_for(paper.count, page.reload)  # the phone sends it after the word
    page.goto(paper.first.get_attribute("href") or "")


def open_month_of_paper(page: "Page") -> None:
    page.goto("/presensi")
    page.goto(f"/presensi?bulan={a_working_day(page)[:7]}")


# --- without a network -----------------------------------------------------------------------


def lose_network(page: "Page") -> str:
    """On a page where the phone is ready for that; whose phone it is."""
    page.goto("/")
    acts.await_worker(page)
    page.goto("/")
    acts.wait_for(lambda: page.evaluate(SHELL) and page.evaluate(KNOWN))
    writer = page.locator("[name=writer]").first.get_attribute("value") or ""
    page.context.set_offline(True)
    return writer


def keep_everything(page: "Page") -> None:
    page.evaluate(KEEP, lose_network(page))
    page.goto("/kotak-keluar")


def keep_nothing(page: "Page") -> None:
    lose_network(page)
    page.goto("/kotak-keluar")


def write_offline(page: "Page") -> None:
    page.goto("/logbook/baru")
    lose_network(page)
    page.goto("/kotak-keluar")
    page.locator("#text").fill("Ditulis di perahu tanpa sinyal.")
    page.locator("form[data-draft] button.primary").click()
    page.wait_for_url("**/kotak-keluar?baru")


def leave_offline(page: "Page") -> None:
    page.goto("/saya")
    page.evaluate(KEEP, lose_network(page))
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<form method=post action=/keluar>')"
    )
    page.evaluate("document.querySelector('[action=\"/keluar\"]').submit()")
    page.wait_for_url("**/keluar")


def break_phone(page: "Page") -> None:
    """As if it were full: there is no place left for what is written."""
    lose_network(page)
    page.goto("/kotak-keluar")
    page.evaluate(FORGET)
    page.locator("#text").fill("Ditulis di HP yang tidak bisa menyimpan.")
    page.locator("form[data-draft] button.primary").click()
    page.wait_for_url("**/logbook")


def open_offline(page: "Page") -> None:
    lose_network(page)
    page.goto("/logbook")


def tap_offline(page: "Page") -> None:
    lose_network(page)
    acts.red_button(page).click()
    page.wait_for_url("**/bantuan**")

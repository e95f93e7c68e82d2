"""Sixty people at a door without a network and by sheet: all are there, nothing is said early."""

import os
import signal
from pathlib import Path

import pytest

from tests.browser import acts
from tests.browser.events.holding import Held, coordinator_of, hold, type_rows

LISTED = 58  # and two guests
BY_DOOR, BY_SHEET = range(1, 34), "23-58"  # eleven twice


def at_the_door(opened, held: Held):
    """A helper's phone that has the day's list."""
    page = opened()
    page.goto(held.door)
    acts.await_worker(page)
    acts.wait_for(lambda: page.evaluate(f"caches.has('door {held.day}')"))
    acts.wait_for(lambda: page.evaluate(f"caches.match('{held.door}').then(found => !!found)"))
    return page


def kill_browser(folder: Path) -> None:
    """End the browser that keeps its memory in a folder, in the middle of whatever it does."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:  # it has just ended
            continue
        if f"--user-data-dir={folder}".encode() in command and b"--type=renderer" not in command:
            os.kill(int(process.name), signal.SIGKILL)


def add_guest(page, name: str) -> None:
    if not page.get_by_label("Nama", exact=True).is_visible():
        page.get_by_text("Tamu tanpa undangan").click()
    page.get_by_label("Nama", exact=True).fill(name)
    page.get_by_role("button", name="Tambahkan dan tandai hadir").click()


def marked(page, words: str):
    return page.locator("#list small.kept", has_text=words)


@pytest.mark.usefixtures("requests_fail")
def test_sixty_people_at_a_door_without_a_network_and_by_sheet(opened, browser, site, tmp_path):
    held = hold(site, LISTED)
    page = at_the_door(opened, held)
    page.context.set_offline(True)
    page.reload()
    page.locator("#door [name=part][value=am]").check()

    for number in BY_DOOR:
        page.locator(f'#list [value="{held.codes[number - 1]}"]').click()
    for _ in range(2):
        add_guest(page, "Tamu Contoh")
    acts.wait_for(lambda: page.locator("#waits").inner_text().startswith("35 "))
    assert marked(page, "Di HP ini").count() == 35
    assert not page.get_by_text("Diterima").count()
    kill_browser(tmp_path / "phone")

    coordinator = coordinator_of(site)
    with acts.signed_in(browser, coordinator, base_url=site.address) as office:
        type_rows(office, held.key, held.day, BY_SHEET)

        again = opened()
        again.context.set_offline(True)
        again.goto(held.door)
        acts.wait_for(lambda: marked(again, "Di HP ini").count() == 35)
        assert not again.get_by_text("Diterima").count()
        again.context.set_offline(False)
        again.reload()
        acts.wait_for(lambda: not again.locator("#waits").inner_text())

        office.goto(f"/kegiatan/{held.key}/hadir?hari={held.day}&bagian=am")
        office.get_by_text("60 orang hadir.").wait_for()


def test_without_scripts_somebody_enters_the_code_and_forty_rows_are_typed(browser, site):
    held = hold(site, 45)
    coordinator = coordinator_of(site)
    plain = {"base_url": site.address, "java_script_enabled": False}

    with (
        acts.signed_in(browser, coordinator, **plain) as office,
        acts.anonymous(browser, **plain) as mine,
    ):
        office.goto(f"/kegiatan/{held.key}/layar")
        code = office.locator(".code").inner_text()
        mine.goto(f"/h/{held.key}")
        mine.get_by_label("Enam angka di layar").fill(code)
        mine.get_by_role("button", name="Lanjutkan").click()
        mine.get_by_label("Empat hurufmu").fill(held.codes[44].lower())
        mine.get_by_role("button", name="Saya hadir").click()
        mine.get_by_text("Peserta Contoh 45: kamu tercatat hadir").wait_for()

        type_rows(office, held.key, held.day, "1-40")
        office.get_by_role("button", name="Urungkan").click()
        office.get_by_text("Isian itu ditarik kembali.").wait_for()
        type_rows(office, held.key, held.day, "1-40")
        office.goto(f"/kegiatan/{held.key}/hadir?hari={held.day}&bagian=am&after=30")
        assert office.get_by_text("Dari daftar hadir").count() == 10

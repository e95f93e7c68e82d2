"""Ten entries with ten keys or ten taps, one taken back; and all of it without JavaScript."""

import subprocess
import sys

import pytest

from tests.browser import acts
from tests.browser.site import ROOT, Site
from tests.support.servers.browser import axe

SUPERVISORS = {"keys": "Noor Aida Contoh", "taps": "Laila Peraga", "plain": "Yudi Teladan"}
DESKTOP = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}

# Twelve entries of one intern for a supervisor, as if nobody had ever rotated.
WRITE = """
import datetime as dt, sys
from mori import create_app
from mori.config import load
from mori.core.clock import now
from mori.core.db import new_key, writing
from mori.accounts.models import Person
from mori.logbook.models import Entry, EntryEvent
from mori.placements.models import UnitSpan
create_app(load())
supervisor = Person.get(Person.name == sys.argv[1])
span = UnitSpan.select().where(
    (UnitSpan.supervisor == supervisor) | (UnitSpan.stand_in == supervisor)
).get()
placement = span.placement
before = Entry.select().where(Entry.placement == placement, Entry.day < dt.date(2020, 1, 1))
first = dt.date(2010, 1, 1) + before.count() * dt.timedelta(days=1)
with writing():
    for number in range(12):
        entry = Entry.create(
            token=new_key(), placement=placement, person=placement.person_id,
            office=placement.office_id, unit=span.unit_id, supervisor=supervisor,
            day=first + dt.timedelta(days=number),
            text=f"Catatan lama nomor {number + 1}.", submitted_at=now(), held_since=now(),
        )
        EntryEvent.create(entry=entry, verb="hand_over", actor=supervisor, at=now())
"""


# Below the head of the page and above its end, with nothing over it.
SEEN = """each => { const b = each.getBoundingClientRect();
  const at = y => each.contains(document.elementFromPoint(b.left + 9, y));
  return b.top >= 60 && at(b.top + 3) && at(b.bottom - 3); }"""


@pytest.fixture
def queue(browser, site: Site):
    """Somebody's queue with twelve plain entries before all others: ``queue("keys", …)``."""
    stack = []

    def enter(way: str, **options):
        name = SUPERVISORS[way]
        subprocess.run(
            [sys.executable, "-c", WRITE, name],
            env=site.environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        opened = acts.signed_in(browser, site.people[name], base_url=site.address, **options)
        stack.append(opened)
        page = opened.__enter__()
        page.goto("/tinjau")
        return page

    yield enter
    for opened in stack:
        opened.__exit__(None, None, None)


def still_waiting(page):
    return page.locator(".queue > li:has([value=approve])").filter(has_text="Catatan lama")


def is_in_sight(locator) -> bool:
    return locator.evaluate(SEEN)


def number_waiting(page) -> int:
    return int(page.locator("h1").inner_text().split()[0])


def test_ten_keys_clear_ten_entries_and_one_takes_the_last_back(queue):
    page = queue("keys", **DESKTOP)
    before = number_waiting(page)

    for done in range(1, 11):
        page.keyboard.press("p")
        acts.wait_for(lambda done=done: number_waiting(page) == before - done)

    waiting = str(before - 10)  # in the menu, at the first filter and in the browser's tab too
    acts.wait_for(lambda: page.title() == f"Tinjau ({waiting}) · MORI")
    assert page.locator("#badge-queue").inner_text().split()[0] == waiting
    assert page.locator("#filters a .number").first.inner_text() == waiting

    page.keyboard.press("z")
    page.get_by_text("Diurungkan.").wait_for()
    assert number_waiting(page) == before - 9


def test_after_a_decision_the_next_entry_opens_beside_the_list(queue):
    page = queue("keys", **DESKTOP)
    before = number_waiting(page)

    page.keyboard.press("p")
    acts.wait_for(lambda: number_waiting(page) == before - 1)

    current = page.locator(".queue > [aria-current]").get_attribute("id").removeprefix("entry-")
    page.locator(f'#pane[data-key="{current}"]').wait_for()


def test_keys_move_tick_write_and_help(queue):
    page = queue("keys", **DESKTOP)
    rows = still_waiting(page)

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert rows.nth(1).get_attribute("aria-current") == "true"
    assert rows.nth(1).locator("[name=pick]").is_checked()

    page.keyboard.press("k")
    assert rows.nth(0).get_attribute("aria-current") == "true"

    page.keyboard.press("r")
    acts.wait_for(lambda: page.evaluate("document.activeElement.name") == "note")
    page.keyboard.type("jkpz")  # words, no keys
    assert page.locator("#pane [name=note]").input_value() == "jkpz"
    assert rows.count() == 10
    page.locator("h1").click()
    page.keyboard.press("Control+p")
    assert rows.count() == 10
    page.keyboard.press("Shift+P")
    page.locator("#toast").get_by_text("sudah diparaf").wait_for()
    page.wait_for_load_state()  # until the script listens for keys

    page.keyboard.press("?")
    page.get_by_text("berikutnya, sebelumnya").wait_for()
    assert page.url.endswith("/tinjau")
    page.keyboard.press("?")
    page.get_by_text("berikutnya, sebelumnya").wait_for(state="hidden")


def test_keys_stand_on_the_buttons_where_there_is_a_keyboard(queue):
    caps = queue("keys", **DESKTOP).locator("#pane .button kbd:visible")
    on_a_phone = queue("taps").locator("kbd:visible")

    assert caps.all_inner_texts() == ["P", "R", "C", "?"]
    assert on_a_phone.count() == 0


def test_after_an_undo_the_entry_has_the_focus_and_opens(queue):
    page = queue("keys", **DESKTOP)
    page.keyboard.type("jj")
    second = page.locator(".queue > [aria-current]").get_attribute("id")
    before = number_waiting(page)

    page.keyboard.press("p")
    acts.wait_for(lambda: number_waiting(page) == before - 1)
    page.keyboard.press("z")
    page.get_by_text("Diurungkan.").wait_for()

    assert number_waiting(page) == before
    acts.wait_for(lambda: page.evaluate("document.activeElement.id") == second)
    page.locator(f'#pane[data-key="{second.removeprefix("entry-")}"]').wait_for()


def test_who_asks_for_a_revision_sees_the_text_and_one_primary_button(queue):
    page = queue("taps", viewport={"width": 360, "height": 640})
    row = still_waiting(page).nth(1)

    row.locator("summary").click()
    row.locator("[name=note]").focus()

    primary = row.locator(".button.primary:visible")
    assert [each.strip() for each in primary.all_inner_texts()] == ["Kembalikan"]
    assert is_in_sight(row.locator(".text").first)
    assert is_in_sight(primary)
    row.locator("summary").click()
    assert row.get_by_role("button", name="Paraf").is_visible()


def test_a_revision_that_is_being_written_is_not_initialled_by_a_key(queue):
    page = queue("keys", **DESKTOP)
    before = number_waiting(page)
    page.keyboard.press("r")
    page.locator("#pane [name=note]").fill("Pasal berapa?")

    page.locator("h1").click()
    page.keyboard.press("p")

    assert number_waiting(page) == before


def test_a_tick_is_where_the_next_key_goes_on_from(queue):
    page = queue("keys", **DESKTOP)

    for key in "xjx":
        page.keyboard.press(key)

    ticked = still_waiting(page).locator("[name=pick]:checked")
    assert ticked.count() == 2


def test_keys_that_were_switched_off_do_nothing(queue, site):
    page = queue("keys", **DESKTOP)
    before = number_waiting(page)
    page.goto("/saya")
    page.get_by_role("button", name="Matikan").click()
    page.get_by_role("button", name="Nyalakan").wait_for()
    page.goto("/tinjau")

    page.keyboard.press("p")
    page.keyboard.press("j")

    page.wait_for_timeout(300)
    assert number_waiting(page) == before
    page.goto("/saya")
    page.get_by_role("button", name="Nyalakan").click()


def test_ten_taps_clear_ten_entries_and_one_takes_the_last_back(queue):
    page = queue("taps")
    before = number_waiting(page)

    for done in range(1, 11):
        still_waiting(page).first.get_by_role("button", name="Paraf").click()
        acts.wait_for(lambda done=done: number_waiting(page) == before - done)

    page.locator("#toast").get_by_role("button", name="Urungkan").click()
    page.get_by_text("Diurungkan.").wait_for()
    assert number_waiting(page) == before - 9
    page.locator("#toast").get_by_text("Urungkan").wait_for(state="hidden")


def test_after_a_tap_the_next_entry_has_the_focus(queue):
    page = queue("taps")
    second = still_waiting(page).nth(1).get_attribute("id")

    still_waiting(page).first.get_by_role("button", name="Paraf").click()

    acts.wait_for(lambda: page.evaluate("document.activeElement.id") == second)


@pytest.mark.usefixtures("requests_fail")
def test_a_revision_without_a_word_shows_what_is_missing(queue):
    page = queue("taps")
    row = still_waiting(page).first

    row.locator("summary").click()
    row.get_by_role("button", name="Kembalikan").click()

    acts.wait_for(lambda: "Tulis apa" in page.evaluate("document.activeElement.innerText"))


def test_without_javascript_all_are_ticked_initialled_and_taken_back(queue):
    page = queue("plain", java_script_enabled=False)
    before = number_waiting(page)

    page.get_by_role("link", name="Pilih semua").click()
    page.wait_for_url("**pilih=semua")
    ticked = page.locator("[name=pick]:checked").count()
    page.get_by_role("button", name="Paraf yang dipilih").click()
    page.locator("#toast").get_by_text(f"{ticked} catatan sudah diparaf").wait_for()
    between = number_waiting(page)
    page.get_by_role("button", name="Urungkan").click()
    page.get_by_text("Diurungkan.").wait_for()

    assert "#entry-" in page.url
    assert is_in_sight(page.locator(".queue > :target .who"))
    assert ticked > 1
    assert (between, number_waiting(page)) == (before - ticked, before)


# Whether the middle of what has the focus is what one would touch there.
IN_SIGHT = """() => {
  const { left, top, width, height } = document.activeElement.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height - 2);
  return document.activeElement.contains(there);
}"""


def test_no_ticked_box_that_has_the_focus_is_under_the_bar(queue):
    page = queue("taps")
    page.goto("/tinjau?pilih=semua")
    boxes = page.locator("[name=pick]")

    assert boxes.count() > 1
    for box in boxes.all():
        box.evaluate("box => scrollBy(0, box.getBoundingClientRect().bottom - innerHeight + 90)")
        box.focus()
        acts.wait_for(lambda: page.evaluate(IN_SIGHT))
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": 360, "height": height})  # nothing lies below the bar
    assert axe(page) == []

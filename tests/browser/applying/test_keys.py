"""Two hundred ask for forty places: a coordinator clears thirty by keyboard, one taken back."""

import sys
import time

import pytest

from tests.browser import acts
from tests.browser.applying.crowd import applications_come, how_they_stand

COORDINATOR = "Rusdiana Misalkan"
DESKTOP = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}


class Keyboard:
    """What is typed, counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, keys):
        for key in keys.split():
            self.page.keyboard.press(key)
            self.count += 1

    def decide(self, keys, says):
        """Press what decides, until the page says how many it was and listens again."""
        self.press(keys)
        self.page.locator("#toast").get_by_text(says, exact=True).wait_for()
        self.page.locator(".keys:visible").wait_for()


@pytest.fixture(scope="module")
def crowd(site):
    applications_come(site, COORDINATOR)


@pytest.fixture
def page(browser, site, crowd):
    with acts.signed_in(
        browser, site.people[COORDINATOR], base_url=site.address, **DESKTOP
    ) as page:
        page.goto("/permohonan")
        page.locator(".keys:visible").wait_for()
        yield page


def ticked(number):
    return "x" + " j x" * (number - 1)


def test_thirty_are_cleared_by_keyboard_and_one_is_taken_back(page, site):
    keyboard, begun = Keyboard(page), time.monotonic()

    keyboard.press(f"j {ticked(10)} t")
    page.get_by_role("heading", name="Terima 10 orang").wait_for()
    page.wait_for_load_state()
    keyboard.decide("t", "10 diterima.")
    keyboard.decide(f"{ticked(10)} d", "10 masuk daftar tunggu.")
    keyboard.decide(f"{ticked(5)} l", "5 dinyatakan lengkap.")
    keyboard.press(f"{ticked(3)} n")
    page.get_by_role("heading", name="Tolak 3 orang").wait_for()
    acts.wait_for(lambda: page.evaluate("document.activeElement.name") == "note")
    keyboard.press("P e n u h . Tab")
    keyboard.decide("Enter", "3 ditolak.")
    keyboard.decide("d", "1 masuk daftar tunggu.")
    acts.reload_until(page, lambda: not page.locator("#toast form").count())
    keyboard.decide("j l", "1 dinyatakan lengkap.")
    keyboard.press("z")
    page.get_by_text("belum ada yang diberi tahu").wait_for()
    sys.stdout.write(f"{keyboard.count} keys, {time.monotonic() - begun:.0f} s\n")

    acts.wait_for(lambda: "pending" not in how_they_stand(site)["decisions"])
    stands = how_they_stand(site)
    assert stands["states"] == {
        "accepted": 10,
        "waiting": 11,
        "verified": 5,
        "refused": 3,
        "submitted": 171,
    }
    assert stands["decisions"] == {"effective": 29, "undone": 1}
    assert stands["placed"] == 10
    assert keyboard.count < 100


def test_keys_move_tick_open_and_leave_what_is_typed_alone(page):
    rows = page.locator("[data-rows] > li")
    page.keyboard.type("tldn")  # nothing is ticked, and one is on no row

    page.keyboard.type("jjxk")
    assert rows.nth(1).locator("[name=pick]").is_checked()
    assert rows.nth(0).get_attribute("aria-current") == "true"
    page.locator("[name=cari]").fill("")
    page.keyboard.type("xtldnz")
    assert page.locator("[name=cari]").input_value() == "xtldnz"
    page.locator("h1").click()
    page.keyboard.press("Control+l")
    page.keyboard.press("o")

    page.get_by_role("heading", name="Tempat yang diminta").wait_for()


def test_after_an_undo_one_is_where_one_was(page):
    page.keyboard.type("jjj")
    third = page.locator("[data-rows] > [aria-current]").get_attribute("id")

    Keyboard(page).decide("l", "1 dinyatakan lengkap.")
    page.keyboard.press("z")
    page.get_by_text("belum ada yang diberi tahu").wait_for()

    acts.wait_for(lambda: page.evaluate("document.activeElement.id") == third)


def test_keys_that_were_switched_off_do_nothing(page):
    page.goto("/saya")
    page.get_by_role("button", name="Matikan").click()
    page.get_by_role("button", name="Nyalakan").wait_for()
    page.goto("/permohonan")
    page.wait_for_load_state()

    assert not page.get_by_text("berikutnya, sebelumnya").is_visible()
    assert page.locator("main kbd:visible").count() == 0
    page.keyboard.type("jxl")

    page.wait_for_timeout(300)
    assert page.locator("[name=pick]:checked").count() == 0
    assert page.locator("#toast form").count() == 0
    page.goto("/saya")
    page.get_by_role("button", name="Nyalakan").click()
    page.get_by_role("button", name="Matikan").wait_for()

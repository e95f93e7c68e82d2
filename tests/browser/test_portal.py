"""A day is copied to the portal of a programme with one tap a field, on a phone."""

import pytest

from tests.browser import acts
from tests.browser.site import Site
from tests.support.looking.legible import look_at

INTERN, SUPERVISOR = "Intan Contoh", "Yuliana Teladan"


@pytest.fixture
def page(browser, site: Site):
    with acts.signed_in(browser, site.people[INTERN], base_url=site.address) as page:
        yield page


def test_a_field_is_copied_and_the_day_ticked_with_a_tap_each(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/portal")
    day, field = page.locator("h2").first.inner_text(), page.locator("section.copied").first
    assert list(look_at(page)) == []

    field.get_by_role("button", name="Salin").click()
    field.get_by_text("✓").wait_for()
    page.get_by_role("button", name="Sudah dikirim").click()

    page.get_by_role("button", name="Urungkan").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("section.copied textarea").first.input_value()
    assert page.locator("h2").first.inner_text() == day


def test_a_supervisor_ticks_what_was_verified(browser, site: Site):
    with acts.signed_in(browser, site.people[SUPERVISOR], base_url=site.address) as page:
        page.goto("/tinjau/portal")
        assert list(look_at(page)) == []

        page.get_by_role("button", name="Sudah saya verifikasi di portal").click()

        page.get_by_text("Sudah dicentang").wait_for()

"""Somebody says how they are reached safely, calls, and is forced to call it an accident."""

import pytest

from tests.browser import acts
from tests.safeguarding.safety.keeping import DURESS, PIN

from .calling import reloaded, text_of, the_alert

FORCED = (
    "Forced: “Pressed by accident” was said with the PIN for that. Do not contact this phone. "
    "Everybody who may be told was called at %(time)s."
)


@pytest.fixture
def sari(call, site):
    return call.phone_of(site.cast.sari)


def keep(page, said, kind):
    page.goto("/saya")
    page.get_by_role("link", name=said("Safe here")).click()
    page.get_by_role("link", name=said(kind)).click()


def save(page, said):
    page.get_by_role("button", name=said("Save")).click()
    page.wait_for_url("**/saya/aman")


def test_a_forced_cancel_looks_like_any_and_calls_everybody(call, site, sari, said):
    keep(sari, said, "A safe way to reach me")
    sari.get_by_label(said("Number or address")).fill("0812 0000 7788")
    sari.get_by_label(said("Code word")).fill("layang-layang")
    save(sari, said)
    keep(sari, said, "PINs for “Pressed by accident”")
    sari.get_by_label(said("PIN"), exact=True).fill(PIN)
    sari.get_by_label(said("PIN for when somebody forces you")).fill(DURESS)
    save(sari, said)
    assert "layang" not in sari.content()

    acts.tap(sari)
    site.replay()
    assert call.told() == ["ningsih"]
    sari.reload()
    sari.get_by_label(said("PIN, if you like")).fill(DURESS)
    sari.get_by_role("button", name=said("Pressed by accident")).click()
    before = text_of(sari)
    assert said("You said it was pressed by accident.") in before
    assert sari.get_by_role("button", name=said("Call again")).is_visible()

    for _ in ("it is judged", "officers are written to"):
        site.replay()

    assert sorted(call.told()) == ["hasan", "ningsih", "opik"]
    assert reloaded(sari) == before
    ningsih = call.phone_of(site.cast.ningsih, scripts=False)
    ningsih.goto(f"/jaga/{the_alert(site.cast.sari).key}")
    opened = text_of(ningsih)
    assert "layang-layang" in opened
    assert opened.index("0812 0000 7788") < opened.index(said("Language"))
    assert said(FORCED).partition("%")[0] in opened


def test_leaving_hides_the_page_at_once_and_back_does_not_bring_it(call, sari, said):
    acts.tap(sari)
    link = sari.get_by_role("link", name=said("Leave quickly"))
    sari.keyboard.press("Tab")
    assert link.evaluate("link => link === document.activeElement"), "it is first in the tab order"

    if call.language == "id":  # with scripts
        leaves = "link => { link.click(); return document.documentElement.hidden; }"
        assert link.evaluate(leaves), "before the next page has come"
        sari.wait_for_url("**/logbook")
        sari.go_back()
        assert "/c/" not in sari.url
    else:
        link.click()
        assert sari.url.endswith("/logbook")


def test_a_quiet_button_changes_its_sign_and_no_page(call, site, sari, said):
    keep(sari, said, "A quiet button on this phone")
    sari.get_by_role("button", name=said("Turn it on")).click()
    sari.goto("/logbook")
    button = sari.get_by_role("button", name=said("Red Button"))
    sign = button.locator("svg").inner_html()

    button.click()

    if call.language == "id":  # with scripts
        acts.wait_for(lambda: button.locator("svg").inner_html() != sign)
        assert sari.url.endswith("/logbook")
        assert sari.locator("[aria-live=polite]").last.inner_text() == said("Sent")
        acts.wait_for(lambda: button.locator("svg").inner_html() == sign)
    else:
        assert "/c/" in sari.url
    site.replay()
    assert call.told() == ["ningsih"]

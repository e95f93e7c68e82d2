"""Somebody calls at two at night, while nobody is on duty."""

import pytest

from tests.browser import acts
from tests.safeguarding.duty.planning import declare, plan

from .calling import reloaded, text_of

BEGINS = "2026-11-18T02:00+08:00"


@pytest.fixture
def sari(call, site):
    """In an office that promises eight to four, and keeps it."""
    for office, officer in (
        (site.cast.banua, site.cast.ningsih),
        (site.cast.seberang, site.cast.dewi),
    ):
        declare(office)
        plan(office, officer)
    return call.phone_of(site.cast.sari)


def test_the_receipt_says_at_once_that_nobody_is_there_and_whom_to_call(call, sari, said):
    acts.tap(sari)

    receipt = text_of(sari)
    assert said("Nobody is on duty in your office now: an answer can take long.") in receipt
    opens = {"id": "Rab 18 Nov, 08.00 WITA", "en": "Wed 18 Nov, 08.00 WITA"}[call.language]
    assert said("Somebody is there again on %(when)s.", when=opens) in receipt
    assert sari.locator('main a[href="tel:110"]').is_visible()
    assert not sari.locator('main a[href="tel:021-3903963"]').count()  # office hours alone


def test_before_a_tap_the_page_of_help_says_the_same(sari, said):
    sari.goto("/bantuan")

    assert said("Nobody is on duty in your office now: an answer can take long.") in text_of(sari)
    assert sari.locator("main").get_by_text("08.00").first.is_visible()


def test_somebody_is_told_all_the_same(call, site, sari, said):
    acts.tap(sari)

    site.replay()

    assert call.told() == ["ningsih"]
    receipt = reloaded(sari)
    assert said("Officers were told") in receipt
    assert said("Nobody is on duty in your office now: an answer can take long.") in receipt

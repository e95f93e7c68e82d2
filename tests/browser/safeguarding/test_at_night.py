"""Somebody calls at two at night, while nobody is on duty."""

import datetime as dt
import json

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.cases.keys.operations import set_up_key
from mori.core import sealing
from mori.core.clock import now
from mori.safeguarding.safety.operations import keep_item
from mori.safeguarding.safety.rules import SafetyKind
from tests.browser import acts
from tests.cases.opening import PASSPHRASE
from tests.cast import PASSWORD
from tests.faults.site import age
from tests.safeguarding.duty.planning import declare, plan

from .calling import reloaded, text_of, the_alert

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


def test_an_officer_of_today_without_a_key_acts_within_a_minute_while_nobody_else_is_up(
    call, site, sari, said
):
    cast = site.cast
    set_up_key(cast.ningsih, PASSPHRASE, site.settings.key, now())
    Membership.update(role=Role.OFFICER).where(Membership.person == cast.wati).execute()
    number = "0812 0000 4411"
    contact = sealing.seal(site.settings.key, json.dumps({"way": "whatsapp", "number": number}))
    keep_item(cast.sari.id, SafetyKind.CONTACT, contact, None, now(), is_doubtful=False)
    acts.tap(sari)
    for minutes in (0, 2, 3):
        age(minutes, cast.sari) if minutes else None
        site.replay()
    assert "wati" in call.told()
    wati, key = call.phone_of(cast.wati), the_alert(cast.sari).key

    began = now()
    wati.goto("/jaga")
    wati.get_by_role("button", name=said("Open and handle")).click()
    assert number in text_of(wati)
    wati.goto(f"/jaga/{key}/kasus")
    wati.locator("main [name=secret]").fill(PASSWORD)
    wati.get_by_role("button", name=said("Open"), exact=True).click()
    wati.get_by_text(said("Note a contact or a try")).click()
    tries = wati.locator("#contacts")
    tries.get_by_text(said("Text message"), exact=True).click()
    tries.get_by_text(said("Yes"), exact=True).click()
    wati.get_by_role("button", name=said("Note this contact")).click()
    tries.get_by_text(f"{said('Text message')}: {said('reached')}").wait_for()

    assert the_alert(cast.sari).acknowledged_by == cast.wati
    assert now() - began < dt.timedelta(minutes=1)
    assert said("An officer is handling it and will contact you.") in reloaded(sari)

"""Asking for a drill tells nobody whether somebody who called waits."""

import re

import pytest

from mori.safeguarding.drills.models import Drill
from mori.safeguarding.drills.rules import BEYOND, PUT_OFF_AT_MOST, SOON, Wait, moment_after
from mori.safeguarding.routing.operations import register_relation
from tests.cast import NOON, TODAY
from tests.safeguarding.alerts.alarm import alert_of, climb, minutes
from tests.safeguarding.drills.drilling import work

pytestmark = pytest.mark.usefixtures("clock", "english")


def said(browser, token):
    """What the page answers to whoever asks, and says afterwards, without keys and moments."""
    reply = browser.post("/jaga/latihan", {"token": token, "wait": "quarter"})
    shown = browser.get("/jaga/latihan").text.partition("<main")[2]
    return reply.status_code, reply.location, re.sub(r'value="[^"]*"', "", shown)


def test_whoever_asks_for_a_drill_while_somebody_waits_reads_what_anybody_reads(visit, cast):
    register_relation(cast.sari.id, [cast.hasan.id], "supervisor", TODAY, None, "test")
    without = said(visit(cast.hasan), "t")
    Drill.delete().execute()
    alert_of(cast.sari)
    climb(NOON)

    during = said(visit(cast.hasan), "t")
    Drill.update(planned_at=NOON).execute()
    work()

    assert during == without
    assert Drill.get().alert_id is None
    assert visit(cast.hasan).get("/jaga/latihan").text.count("asked for a drill") == 1


def test_what_is_put_off_once_stays_within_what_is_late_by_chance():
    latest = moment_after(NOON, Wait.QUARTER, 0.9999) - NOON

    assert Wait.QUARTER.lasts + PUT_OFF_AT_MOST <= latest + minutes(15.1)
    assert BEYOND * Wait.QUARTER.lasts >= minutes(45)
    assert 0.5 < SOON < 0.9

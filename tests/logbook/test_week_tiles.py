"""The squares of the week lead to what was written that day, or to writing it."""

import datetime as dt
import re

import pytest

from mori.attendance.operations import report_absence
from mori.attendance.rules import AttendanceKind
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from tests.cast import NOON, TODAY
from tests.logbook.writing import write_entry

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("noon")


def tiles(browser) -> list[str | None]:
    """Where the squares lead, from Monday on."""
    strip = browser.get("/").text.split('id="week"')[1].split("</ol>")[0]
    found = (re.search(r'<a href="([^"]*)"', each) for each in strip.split("<li")[1:])
    return [each and each[1] for each in found]


def test_a_day_leads_to_its_entry_or_to_writing_it(visit, cast):
    entry = write_entry(cast, TODAY - DAY)

    assert tiles(visit(cast.sari)) == [
        "/logbook/baru?hari=2026-11-16",
        f"/logbook/{entry.key}",
        "#today",
        None,
        None,
    ]


def test_todays_entry_is_led_to_once_it_is_sent(visit, cast):
    entry = write_entry(cast, TODAY)

    assert tiles(visit(cast.sari))[2] == f"/logbook/{entry.key}"


def test_a_day_away_asks_for_nothing(visit, cast):
    placement = Placement.get_by_id(cast.placement.id)
    report_absence(placement, TODAY - DAY, AttendanceKind.SICK, "", cast.sari.id, NOON)

    assert tiles(visit(cast.sari))[1] is None


def test_nothing_can_be_written_while_paused(visit, cast):
    entry = write_entry(cast, TODAY - DAY)
    Placement.update(state=PlacementState.PAUSED).execute()

    assert tiles(visit(cast.sari)) == [None, f"/logbook/{entry.key}", None, None, None]


def test_the_week_leads_on_after_todays_entry_is_sent_in_place(visit, cast):
    browser = visit(cast.sari, htmx=True)

    sent = browser.post("/logbook", {"from": "home", "day": str(TODAY), "text": "Menata arsip."})

    assert "/logbook/baru?hari=2026-11-16" in sent.text
    assert "#today" not in sent.text

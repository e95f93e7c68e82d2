"""What an office says of days of presence is counted at once: grace, parts away, days off."""

import datetime as dt

import pytest

from mori.attendance.corrections.operations import (
    accept_correction,
    ask_to_be_away,
    call_off_absence,
)
from mori.attendance.corrections.queries import correction_by_key
from mori.attendance.day_operations import confirm_day_off
from mori.attendance.models import Attendance
from mori.attendance.operations import check_in
from mori.attendance.terms.operations import set_grace
from mori.placements.models import Placement
from mori.recap.rules import MEASURED_BY
from tests.cast import NOON, TODAY
from tests.recap.rollups.recounting import facts, rebuild, wrong

pytestmark = pytest.mark.usefixtures("noon")

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
OPENS = dt.datetime(2026, 11, 17, 23, 30, tzinfo=dt.UTC)  # 7.30 WITA on the cast's day
SUNDAY = TODAY - 3 * DAY


@pytest.fixture(autouse=True)
def counted(cast):
    """The cast was made by hand; and after each test all is as it is counted anew."""
    rebuild()
    yield
    assert wrong() == []


def amounts(cast, day=TODAY):
    """What is counted of Sari's day of presence, noughts left out."""
    fact = facts(cast.banua).get((cast.placement.id, day))
    found = fact._asdict() if fact else {}
    return {name: found[name] for name in MEASURED_BY["attendance"] if found.get(name)}


def agreed(cast, until):
    """The office lets Sari come later."""
    part = (OPENS, until)
    asked = ask_to_be_away(cast.placement, TODAY, part, "Ujian.", "t", OPENS - DAY)
    accept_correction(correction_by_key(asked.key), "", cast.rina.id, OPENS - DAY)
    return correction_by_key(asked.key)


def test_who_comes_within_the_minutes_of_grace_is_not_late(cast):
    check_in(cast.placement, TODAY, cast.sari.id, OPENS + 10 * MINUTE)
    assert amounts(cast) == {"present": 1, "late": 1}

    set_grace(cast.banua.id, 10, TODAY, TODAY)
    assert amounts(cast) == {"present": 1}

    set_grace(cast.banua.id, 9, TODAY - DAY, TODAY)
    assert amounts(cast) == {"present": 1}, "the later rule holds"

    set_grace(cast.banua.id, 9, TODAY, TODAY)
    assert amounts(cast) == {"present": 1, "late": 1}


def test_grace_reaches_a_day_that_was_recorded_after_what_became_the_end(cast):
    check_in(cast.placement, TODAY, cast.sari.id, OPENS + 10 * MINUTE)
    Placement.update(ends_on=TODAY - 2 * DAY).where(Placement.id == cast.placement.id).execute()

    set_grace(cast.banua.id, 10, TODAY - DAY, TODAY)

    assert amounts(cast) == {"present": 1}


def test_grace_does_not_reach_back(cast):
    check_in(cast.placement, TODAY, cast.sari.id, OPENS + 10 * MINUTE)

    set_grace(cast.banua.id, 60, TODAY + DAY, TODAY)

    assert amounts(cast) == {"present": 1, "late": 1}


def test_a_part_away_counts_from_the_moment_it_is_agreed_until_it_is_called_off(cast):
    check_in(cast.placement, TODAY, cast.sari.id, OPENS + 60 * MINUTE)

    absence = agreed(cast, OPENS + 60 * MINUTE)
    assert amounts(cast) == {"present": 1, "part_away": 1}

    call_off_absence(absence, "Batal.", cast.rina.id, cast.banua.zone, NOON)
    assert amounts(cast) == {"present": 1, "late": 1}


def test_presence_on_a_day_off_counts_while_the_office_says_so(cast):
    check_in(cast.placement, SUNDAY, cast.sari.id, OPENS - 3 * DAY)
    assert amounts(cast, SUNDAY) == {}

    confirm_day_off(Attendance.get(), True, cast.wati.id, NOON)
    assert amounts(cast, SUNDAY) == {"off": 1}

    confirm_day_off(Attendance.get(), False, cast.wati.id, NOON)
    assert amounts(cast, SUNDAY) == {}

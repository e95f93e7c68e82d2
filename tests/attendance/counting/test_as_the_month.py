"""What reports count of days of presence is what the office's month says of them."""

import datetime as dt
from collections import Counter

import pytest

from mori.attendance.counting.counts import counts
from mori.attendance.months import Month
from mori.attendance.office_months.months import office_month
from mori.attendance.office_months.queries import pieces_of_month
from mori.core.counts.changes import Cell
from mori.offices.models import Office
from mori.offices.queries import calendar_of
from mori.placements.models import Placement
from tests.attendance.office_months.seeded import ZONE, at, seed
from tests.cast import NOON, TODAY

pytestmark = pytest.mark.usefixtures("noon")
OCTOBER = Month(dt.date(2026, 10, 1))


@pytest.fixture
def found(cast):
    """The counts of both hand-written internships."""
    seed(cast)
    ids = [row.id for row in Placement.select().where(Placement.starts_on < OCTOBER.last)]
    return counts(ids, OCTOBER.first, OCTOBER.last, NOON)


def day_of(cast, found, person, day: int) -> dict[str, int]:
    first = dt.date(2026, 10, day)
    placement = Placement.get(Placement.person == person, Placement.starts_on < first)
    amounts = found.get(Cell(placement.id, first), {})
    return {name: amount for name, amount in amounts.items() if amount and name != "minutes"}


def test_each_person_comes_to_the_same(cast, found):
    office = Office.get_by_id(cast.banua.id)
    calendar = calendar_of(office.id, office.calendar_version)
    pieces = pieces_of_month(office.id, OCTOBER.first, OCTOBER.last)
    month = office_month(pieces, OCTOBER, calendar, ZONE, TODAY)

    for row in month.rows:
        placement = Placement.get(Placement.key == row.stay.key)
        ours = Counter()
        for cell, amounts in found.items():
            if cell.placement_id == placement.id:
                ours.update(amounts)
        sums = row.sums
        at_work = ours["present"] + ours["field_duty"] + ours["off"]
        assert (at_work, ours["minutes"]) == (sums.present, sum(sums.minutes)), row.stay.name
        for name in ("late", "part_away", "field_duty", "off", "excused", "sick"):
            assert ours[name] == getattr(sums, name), (row.stay.name, name)
    assert len(month.rows) == 2


def test_grace_and_agreed_absences_are_no_lateness(cast, found):
    late, part_away = {"present": 1, "late": 1}, {"present": 1, "part_away": 1}

    assert day_of(cast, found, cast.sari, 1) == {"present": 1}  # within five minutes of grace
    assert day_of(cast, found, cast.sari, 2) == late
    assert day_of(cast, found, cast.sari, 12) == part_away  # came when the absence ended
    assert day_of(cast, found, cast.sari, 13) == late | part_away


def test_an_absence_counts_only_once_it_is_agreed_to(cast, found):
    assert day_of(cast, found, cast.sari, 16) == {"present": 1}  # nobody has decided
    assert day_of(cast, found, cast.sari, 28) == {"present": 1}  # refused


def test_a_day_off_counts_only_once_the_office_says_so(cast, found):
    assert day_of(cast, found, cast.sari, 3) == {}
    assert day_of(cast, found, cast.sari, 10) == {"off": 1}


def test_hours_are_less_by_what_was_agreed(cast, found):
    placement = Placement.get(
        Placement.person == cast.sari, Placement.starts_on < dt.date(2026, 10, 5)
    )

    minutes = found[Cell(placement.id, dt.date(2026, 10, 5))]["minutes"]

    assert minutes == (at("10-05", "16:00") - at("10-05", "07:30")).seconds // 60 - 60 - 120

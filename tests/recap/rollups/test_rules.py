"""What a day comes to, and how sums follow it."""

import datetime as dt

from mori.attendance.rules import AttendanceKind
from mori.placements.rules import InternKind
from mori.recap.models import DayFact, DayTally
from mori.recap.rollups.rules import SUMMED, Fact, Place, Tally, counted, difference, sums_of
from mori.recap.rules import MEASURED_BY, MEASURES, Dimension
from mori.slices import slices

DAY = dt.date(2026, 11, 18)
FACT = Fact(5, DAY, 1, 2, 3, None, InternKind.STUDENT, "Magang")


def test_rows_and_columns_have_the_same_names():
    kept = {field.name for field in DayFact._meta.sorted_fields} - {"id"}

    assert {name.removesuffix("_id") for name in Fact._fields} == kept
    assert Tally._fields == ("of", *SUMMED)
    assert {*SUMMED} <= {field.name for field in DayTally._meta.sorted_fields}
    assert Fact._fields[-len(MEASURES) :] == MEASURES


def test_each_slice_counts_what_is_said_of_it():
    assert {each.name for each in slices() if each.counts} == {*MEASURED_BY}
    assert {kind.value for kind in AttendanceKind} <= {*MEASURED_BY["attendance"]}


def test_what_other_slices_count_stays_as_it_was():
    before = FACT._replace(unit_id=9, entries=1, review_minutes=8, present=1, late=1)

    after = counted(FACT, before, {"attendance"}, {"sick": 1})

    assert after == FACT._replace(unit_id=9, entries=1, review_minutes=8, sick=1)


def test_without_an_entry_a_day_counts_where_its_span_is():
    before = FACT._replace(unit_id=9, activity_id=4, entries=1, present=1)

    assert counted(FACT, before, {"logbook"}, {}) == FACT._replace(present=1)


def test_a_day_is_summed_by_each_dimension():
    sums = sums_of([FACT._replace(present=1), FACT._replace(placement_id=6, present=1, sick=1)])

    assert [place.dimension for place in sums] == [*Dimension]
    assert [place.of for place in sums] == ["", "2", "3", "", "student", "Magang", ""]
    assert {row[SUMMED.index("present")] for row in sums.values()} == {2}


def test_the_offices_own_sum_is_touched_first_though_it_stays():
    """Whoever counts a day anew holds that row, and so holds up all who move a sum of the day."""
    before, after = sums_of([FACT._replace(present=1)]), sums_of([FACT._replace(
        unit_id=9, present=1)])  # fmt: skip

    changes = difference(before, after)

    assert list(changes) == [Place(1, DAY, 0, ""), Place(1, DAY, 1, "2"), Place(1, DAY, 1, "9")]
    assert not any(changes[Place(1, DAY, 0, "")])


def test_what_does_not_change_moves_nothing():
    assert difference(sums_of([FACT]), sums_of([FACT])) == {}

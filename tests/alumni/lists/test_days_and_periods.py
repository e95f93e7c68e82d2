"""Days and periods: as far as they are known, and no further."""

import datetime as dt

import pytest

from mori.alumni.understanding.period_rules import period_in
from mori.alumni.values.date_rules import day_in, first_day, last_day
from mori.alumni.values.rules import DoubtKind, Field, How


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("3 Maret 2014", "2014-03-03"),
        ("Senin, 3 Maret 2014", "2014-03-03"),
        ("tgl. 3 Pebruari 2014", "2014-02-03"),
        ("3-Mar-14", "2014-03-03"),
        ("March 3, 2014", "2014-03-03"),
        ("13/04/2015", "2015-04-13"),
        ("13.4.15", "2015-04-13"),
        ("2014-03-03 00:00:00", "2014-03-03"),
        ("20140303", "2014-03-03"),
        (dt.date(2014, 3, 3), "2014-03-03"),
        (dt.datetime.fromisoformat("2014-03-03T07:30"), "2014-03-03"),
        (41701.0, "2014-03-03"),
        ("41701", "2014-03-03"),
        ("Maret 2014", "2014-03"),
        ("Nop 2014", "2014-11"),
        ("2014", "2014"),
        (2014.0, "2014"),
        ("29 Februari 2016", "2016-02-29"),
    ],
)
def test_a_day_is_read_as_far_as_it_is_known(cell, day):
    heard = day_in(cell)

    assert heard.values(Field.STARTS) == [day]
    assert heard.doubts == ()


@pytest.mark.parametrize(
    "cell", ["31 Februari 2015", "29 Februari 2015", "30/02/2015", "31/4/2015", "2014-13-01"]
)
def test_a_day_in_no_calendar_is_named_and_never_rolled_over(cell):
    heard = day_in(cell)

    assert heard.found == ()
    assert [each.kind for each in heard.doubts] == [DoubtKind.DAY_IMPOSSIBLE]


@pytest.mark.parametrize(("cell", "day"), [("12-1-19", "2019-01-12"), ("03/04/2015", "2015-04-03")])
def test_the_day_comes_first_and_this_is_said_where_it_could_be_otherwise(cell, day):
    heard = day_in(cell)

    assert heard.values(Field.STARTS) == [day]
    assert [each.kind for each in heard.doubts] == [DoubtKind.DAY_ORDER]
    assert heard.doubts[0].kind.is_assumption


def test_the_month_comes_first_only_where_nothing_else_is_a_day():
    heard = day_in("04/13/2015")

    assert heard.values(Field.STARTS) == ["2015-04-13"]
    assert [each.kind for each in heard.doubts] == [DoubtKind.MONTH_FIRST]


def test_a_day_number_is_counted_from_when_its_workbook_counts():
    assert day_in(40239.0, is_1904=True).values(Field.STARTS) == ["2014-03-03"]
    assert day_in(40239.0).values(Field.STARTS) == ["2010-03-02"]


@pytest.mark.parametrize("cell", ["kemarin", "3 Maret", "Mar-14", 3e6, 0.5, True, "1/2"])
def test_what_gives_no_year_or_no_day_is_not_guessed(cell):
    heard = day_in(cell)

    assert heard.found == ()
    assert [each.kind for each in heard.doubts] == [DoubtKind.DAY_UNREAD]


def test_a_year_that_can_hardly_be_is_named():
    assert [each.kind for each in day_in("1 Januari 1899").doubts] == [DoubtKind.YEAR_ODD]
    assert [each.kind for each in day_in("3 Maret 2027", latest=2026).doubts] == [
        DoubtKind.YEAR_ODD
    ]


@pytest.mark.parametrize(
    ("cell", "starts", "ends"),
    [
        ("2 Januari s/d 28 Februari 2015", "2015-01-02", "2015-02-28"),
        ("2 Januari sampai dengan 28 Februari 2015", "2015-01-02", "2015-02-28"),
        ("2-28 Februari 2015", "2015-02-02", "2015-02-28"),
        ("Juli-Agustus 2016", "2016-07", "2016-08"),
        ("Jan–Mar 2015", "2015-01", "2015-03"),
        ("Des 2015 - Jan 2016", "2015-12", "2016-01"),
        ("13-01-2015 s.d 28-02-2015", "2015-01-13", "2015-02-28"),
        ("13/01/2015-28/02/2015", "2015-01-13", "2015-02-28"),
        ("2015-01-02 - 2015-02-28", "2015-01-02", "2015-02-28"),
        ("Periode: Jan 2015 s.d. Mar 2015 (3 bulan)", "2015-01", "2015-03"),
        ("2014/2015", "2014", "2015"),
        ("Semester Ganjil 2014/2015", "2014", "2015"),
        ("Maret 2014", "2014-03", "2014-03"),
    ],
)
def test_a_period_in_one_cell_has_two_ends(cell, starts, ends):
    heard = period_in(cell)

    assert (heard.values(Field.STARTS), heard.values(Field.ENDS)) == ([starts], [ends])
    assert heard.doubts == ()


@pytest.mark.parametrize(
    ("cell", "length"),
    [
        ("1 bln", "P1M"),
        ("2 bulan", "P2M"),
        ("sebulan", "P1M"),
        ("6 minggu", "P6W"),
        ("40 hari", "P40D"),
    ],
)
def test_a_length_is_no_day(cell, length):
    heard = period_in(cell)

    assert [(each.field, each.value) for each in heard.found] == [(Field.LENGTH, length)]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("28 Feb 2015 - 2 Jan 2015", DoubtKind.PERIOD_REVERSED),
        ("31 Februari s/d 2 Maret 2015", DoubtKind.DAY_IMPOSSIBLE),
        ("Januari-Maret", DoubtKind.PERIOD_UNREAD),
        ("entah", DoubtKind.PERIOD_UNREAD),
    ],
)
def test_a_period_that_cannot_be_is_named(cell, why):
    heard = period_in(cell)

    assert heard.found == ()
    assert [each.kind for each in heard.doubts] == [why]


def test_what_one_end_leaves_out_comes_from_the_other_or_the_row():
    assert period_in("2 Januari s/d 28 Februari 2015").found[0].how is How.FROM_OTHER_END
    assert period_in("Januari-Maret", year=2017).values(Field.ENDS) == ["2017-03"]


def test_a_winter_begins_in_the_year_before_and_this_is_said():
    heard = period_in("November–Januari 2016")

    assert heard.values(Field.STARTS) == ["2015-11"]
    assert [each.kind for each in heard.doubts] == [DoubtKind.PERIOD_YEAR]


def test_a_length_that_the_days_do_not_have_is_named():
    heard = period_in("1 Jan - 31 Mar 2015 (1 bulan)")

    assert heard.values(Field.ENDS) == ["2015-03-31"]
    assert [each.kind for each in heard.doubts] == [DoubtKind.LENGTH_OTHER]


def test_a_month_or_year_has_a_first_and_a_last_day():
    assert (first_day("2015-02"), last_day("2015-02")) == (
        dt.date(2015, 2, 1),
        dt.date(2015, 2, 28),
    )
    assert (first_day("2015"), last_day("2015")) == (dt.date(2015, 1, 1), dt.date(2015, 12, 31))

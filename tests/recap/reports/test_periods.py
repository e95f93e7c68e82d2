"""Which days a report is of, as its address says it."""

import datetime as dt

import pytest

from mori.core.errors import Refused
from mori.recap.reports.rules import Length, Period, stretch_on
from mori.recap.reports.segments import period_asked
from tests.cast import TODAY

pytestmark = pytest.mark.once


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("", "2026-11-01", "2026-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-T1", "2026-01-01", "2026-03-31"),
        ("2026-T4", "2026-10-01", "2026-12-31"),
        ("2026-S1", "2026-01-01", "2026-06-30"),
        ("2026-S2", "2026-07-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_stretch_of_the_calendar_is_whole(written, first, last):
    found = period_asked(written, "", "", TODAY)

    assert (found.first, found.last) == (day(first), day(last))
    assert found.args == {"periode": written or "2026-11"}
    assert period_asked(found.args["periode"], "", "", TODAY) == found
    assert found.next.before == found
    assert found.before.last == found.first - dt.timedelta(days=1)


def test_any_days_are_followed_by_as_many():
    found = period_asked("2026", "2026-10-30", "2026-11-03", TODAY)

    assert found == Period(day("2026-10-30"), day("2026-11-03"))
    assert found.next == Period(day("2026-11-04"), day("2026-11-08"))
    assert found.next.before == found
    assert found.args == {"dari": "2026-10-30", "sampai": "2026-11-03"}


@pytest.mark.parametrize("length", Length)
def test_each_day_is_in_its_stretch(length):
    for month in range(1, 13):
        for number in (1, 28):
            asked = dt.date(2026, month, number)
            found = stretch_on(asked, length)
            assert found.first <= asked <= found.last


@pytest.mark.parametrize(
    "asked",
    [
        ("2026-13", "", ""),
        ("2026-00", "", ""),
        ("2026-T5", "", ""),
        ("2026-S0", "", ""),
        ("1999", "", ""),
        ("2101-01", "", ""),
        ("kemarin", "", ""),
        ("٢٠٢٦", "", ""),
        ("", "2026-11-02", "2026-11-01"),
        ("", "2026-11-02", ""),
        ("", "", "2026-11-02"),
        ("", "2026-02-30", "2026-11-02"),
        ("", "0001-01-01", "2026-11-02"),
        ("", "2020-01-01", "2026-11-02"),
    ],
)
def test_what_is_no_period_is_refused(asked):
    with pytest.raises(Refused):
        period_asked(*asked, TODAY)

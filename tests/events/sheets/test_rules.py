"""The line of numbers that is typed from a signed sheet."""

import pytest

from mori.events.sheets.rules import Rows, Slip, rows_in

THERE = range(1, 41)


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("1-12 14 17-23", [*range(1, 13), 14, *range(17, 24)]),
        ("1 - 3, 5;7.", [1, 2, 3, 5, 7]),
        ("1–3 4—5", [1, 2, 3, 4, 5]),
        ("1 s/d 3 5 sampai 7", [1, 2, 3, 5, 6, 7]),
        ("1s.d.3", [1, 2, 3]),
        ("3 1 2 2 1-3", [1, 2, 3]),
        ("007", [7]),
        ("1-40", list(THERE)),
        ("\n1\t2\n", [1, 2]),
    ],
)
def test_rows_are_read_in_whatever_way_people_write_them(typed, rows):
    assert rows_in(typed, THERE) == Rows(rows)


@pytest.mark.parametrize(
    ("typed", "slip", "part"),
    [
        ("", Slip.EMPTY, ""),
        (" ,. ", Slip.EMPTY, ""),
        ("1 dua 3", Slip.UNCLEAR, "dua"),
        ("1-", Slip.UNCLEAR, "1-"),
        ("1-2-3", Slip.UNCLEAR, "1-2-3"),
        ("99999", Slip.UNCLEAR, "99999"),
        ("12-1", Slip.BACKWARDS, "12-1"),
        ("38-42", Slip.UNKNOWN, "41"),
        ("0 1", Slip.UNKNOWN, "0"),
    ],
)
def test_what_cannot_be_read_is_named(typed, slip, part):
    assert rows_in(typed, THERE) == Rows(slip=slip, part=part)

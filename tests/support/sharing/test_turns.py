"""Every slow test has its turn within three days."""

import datetime as dt

import pytest

from .turns import TESTS, TURNS, listed, turn_of, turn_on


def test_three_days_in_a_row_are_three_turns():
    first = dt.date(2026, 12, 31)

    assert {turn_on(first + dt.timedelta(n)) for n in range(TURNS)} == {*range(1, TURNS + 1)}
    assert {*listed().values()} == {*range(1, TURNS + 1)}


@pytest.mark.parametrize(
    ("test", "turn"),
    [
        ("tests/browser/photos/test_photos.py::test_a", 1),
        ("tests/browser/phone/truth/test_kept.py::test_a", 2),
        ("tests/browser/test_every_page.py::test_a[head]", 3),
        ("tests/browser/test_button.py::test_a", None),
        ("tests/logbook/test_writing.py::test_a", None),
    ],
)
def test_a_test_is_in_the_turn_of_its_file_or_folder(test, turn):
    assert turn_of(test) == turn


def test_what_is_listed_exists():
    assert not [each for each in listed() if not (TESTS / each).exists()]

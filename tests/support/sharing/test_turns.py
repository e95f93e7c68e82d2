"""Whatever takes turns has its own within ten days."""

import datetime as dt

import pytest

from .turns import TESTS, TURNS, listed, turn_of, turn_on

SQLITE, POSTGRESQL = "sqlite", "postgresql"


def test_ten_days_in_a_row_are_ten_turns():
    first = dt.date(2026, 12, 31)

    assert {turn_on(first + dt.timedelta(n)) for n in range(TURNS)} == {*range(1, TURNS + 1)}
    assert {*listed(SQLITE).values()} == {*range(1, TURNS + 1)}


@pytest.mark.parametrize("database", [SQLITE, POSTGRESQL])
def test_a_test_is_in_the_turn_of_its_file_or_folder(database):
    taking_turns = listed(database)

    assert {each: turn_of(f"tests/{each}::test_a", database) for each in taking_turns} == {
        **taking_turns
    }


def test_what_sqlite_was_asked_takes_turns_on_postgresql_alone():
    assert turn_of("tests/uploads/test_pieces_of_all.py::test_a", SQLITE) is None
    assert turn_of("tests/uploads/test_pieces_of_all.py::test_a", POSTGRESQL) in range(1, TURNS + 1)


@pytest.mark.parametrize("database", [SQLITE, POSTGRESQL])
@pytest.mark.parametrize(
    "test", ["safeguarding/alerts/", "safeguarding/watch/", "house/test_plans.py", "core/"]
)
def test_delivery_plans_and_what_all_stand_on_are_asked_of_both_each_day(test, database):
    assert turn_of(f"tests/{test}test_any.py", database) is None


@pytest.mark.parametrize("test", ["house/", "browser/test_button.py", "faults/button/test_taps.py"])
def test_the_rules_of_the_house_and_the_button_are_asked_each_day(test):
    assert turn_of(f"tests/{test}test_any.py", SQLITE) is None


def test_what_is_listed_exists():
    assert not [each for each in listed(POSTGRESQL) if not (TESTS / each).exists()]

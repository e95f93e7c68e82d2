"""Which tests take turns: all of them in every run would take longer than anybody waits.

``turns.csv`` lists what takes turns, each file or folder with the run of ten that it belongs to:
what is slow, what is about one slice alone, and more of it on PostgreSQL, since SQLite was asked.
Tests of one file may share what they have found, so they stay together. ``--turn today`` leaves out
what is in the other nine. What is not listed always runs.
"""

import csv
import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

TURNS = 10
TODAY, ALL = "today", "all"
TESTS = Path(__file__).parents[2]


@cache
def listed(database: str) -> Mapping[str, int]:
    """The turn of each file or folder that has one on a kind of database."""
    with Path(__file__).with_name("turns.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["database"] in {"", database}]
    return {row["tests"]: int(row["turn"]) for row in rows}


def turn_on(day: dt.date) -> int:
    return day.toordinal() % TURNS + 1


def turn_of(nodeid: str, database: str) -> int | None:
    """The turn of a test, by the first line that it begins with; None if it always runs."""
    test = nodeid.removeprefix("tests/")
    lines = listed(database).items()
    return next((turn for each, turn in lines if test.startswith(each)), None)


def pytest_addoption(parser: pytest.Parser) -> None:
    choices = [ALL, TODAY, *map(str, range(1, TURNS + 1))]
    parser.addoption(
        "--turn", choices=choices, default=ALL, help="of what takes turns: see turns.csv"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Workers are told the number: midnight may be between the first and the last of them."""
    if config.option.turn == TODAY:
        config.option.turn = str(turn_on(dt.datetime.now(dt.UTC).date()))


def pytest_report_header(config: pytest.Config) -> str:
    turn = config.option.turn
    return "all turns" if turn == ALL else f"turn {turn} of {TURNS}, without what is in the others"


def leave_out_others(items: list[pytest.Item], config: pytest.Config) -> None:
    """Keep what always runs and what is in this turn."""
    if config.option.turn == ALL:
        return
    turns, kept = {None, int(config.option.turn)}, []
    others = []
    for item in items:
        is_kept = turn_of(item.nodeid, config.option.database) in turns
        (kept if is_kept else others).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=others)

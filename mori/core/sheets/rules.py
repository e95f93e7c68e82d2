"""What a spreadsheet consists of, and how much of one is read. No file, no request."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from mori.core.texts.tidying import tidy

Value = str | float | bool | dt.date | dt.time | None  # a moment is a date too

MOST_ROWS = 100_000  # of one file
MOST_COLUMNS = 200
MOST_CELLS = 3_000_000
MOST_SHEETS = 100
MOST_SIGNS = 32_767  # of one cell: a spreadsheet takes no more


class Row(NamedTuple):
    """A row by the number that a spreadsheet shows beside it; its first cell is column A."""

    number: int
    cells: tuple[Value, ...]


class Merged(NamedTuple):
    """Cells that the sheet shows as one, all four edges included; rows as numbers from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Sheet:
    """One sheet. Its rows come once and in order, while the file is being read."""

    name: str
    rows: Iterator[Row]
    merged: tuple[Merged, ...] = ()
    is_1904: bool = False  # whether day 0 of its day numbers is in 1904
    is_hidden: bool = False
    position: int = field(default=0)


class Trouble(StrEnum):
    """Why a file is not read; ``sheets.py`` has the words."""

    ROWS = "rows"
    COLUMNS = "columns"
    CELLS = "cells"
    SHEETS = "sheets"
    LOCKED = "locked"
    DAMAGED = "damaged"
    LARGE = "large"


class Unreadable(Exception):
    """A file is not read, because of the ``Trouble`` it is raised with."""


class Count:
    """What has been read of a file so far; raises ``Unreadable`` past what is taken."""

    def __init__(self) -> None:
        self.rows = self.cells = 0

    def add(self, cells: int) -> None:
        self.rows += 1
        self.cells += cells
        if self.rows > MOST_ROWS:
            raise Unreadable(Trouble.ROWS)
        if cells > MOST_COLUMNS:
            raise Unreadable(Trouble.COLUMNS)
        if self.cells > MOST_CELLS:
            raise Unreadable(Trouble.CELLS)


def written(value: Value) -> str:
    """A cell's value as text: numbers without the ".0" of a spreadsheet, days as ISO dates."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int():
            is_whole = abs(value) < 1e17 and float(value).is_integer()
            return str(int(value)) if is_whole else repr(value)
        case dt.date() | dt.time():
            return value.isoformat()
    if value.isascii() and value.isprintable():
        return value[:MOST_SIGNS].strip()  # most cells; there is nothing to tidy
    return tidy(value[:MOST_SIGNS]).strip()


def packed(value: Value) -> Any:
    """A cell's value as JSON has it."""
    match value:
        case dt.datetime():
            return {"at": value.isoformat()}
        case dt.date():
            return {"on": value.isoformat()}
        case dt.time():
            return {"time": value.isoformat()}
    return value


def unpacked(value: Any) -> Value:
    """``packed`` undone."""
    match value:
        case {"at": text}:
            return dt.datetime.fromisoformat(text)
        case {"on": text}:
            return dt.date.fromisoformat(text)
        case {"time": text}:
            return dt.time.fromisoformat(text)
        case int() | float() if not isinstance(value, bool):
            return float(value)
    return value

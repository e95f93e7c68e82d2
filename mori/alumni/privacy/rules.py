"""What alumni may ask of their own data, within which time. No database, no request."""

import csv
import datetime as dt
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from mori.core.words import Labelled, marked

FOLDER = Path(__file__).parent


class RequestKind(Labelled):
    """What is asked for."""

    OWN_DATA = "own_data", marked("A copy of their data")
    CORRECTION = "correction", marked("Correction")
    RESTRICTION = "restriction", marked("To be shown and used no more")
    LIFTING = "lifting", marked("To be shown and used again")
    ERASURE = "erasure", marked("Erasure")

    @property
    def is_erasure(self) -> bool:
        return self is RequestKind.ERASURE

    @property
    def is_copy(self) -> bool:
        return self is RequestKind.OWN_DATA

    @property
    def is_correction(self) -> bool:
        return self is RequestKind.CORRECTION

    @property
    def is_done_at_once(self) -> bool:
        return self in (RequestKind.RESTRICTION, RequestKind.LIFTING)


class RequestWay(Labelled):
    """How it was asked."""

    LINK = "link", marked("by a link")
    ACCOUNT = "account", marked("signed in")
    PHONE = "phone", marked("by phone")
    LETTER = "letter", marked("by letter")

    @property
    def is_noted(self) -> bool:
        return self in (RequestWay.PHONE, RequestWay.LETTER)


class RequestState(Labelled):
    OPEN = "open", marked("Waiting")
    DONE = "done", marked("Done")
    REFUSED = "refused", marked("Refused")
    TAKEN_BACK = "taken_back", marked("Taken back")

    @property
    def is_open(self) -> bool:
        return self is RequestState.OPEN


MOVES = {
    "settle": ({RequestState.OPEN}, RequestState.DONE),
    "refuse": ({RequestState.OPEN}, RequestState.REFUSED),
    "take_back": ({RequestState.OPEN}, RequestState.TAKEN_BACK),
}


class Law(NamedTuple):
    """Within how many hours, by which article, and how sure that is."""

    what: str
    hours: int
    article: str
    source: str
    verified_on: str


class Kept(NamedTuple):
    """What stays after an erasure, and why."""

    what: str
    english: str
    bahasa: str
    source: str
    verified_on: str

    def said(self, locale: str) -> str:
        return self.bahasa if locale == "id" else self.english


class Column(NamedTuple):
    """What a column of the slice is for, on which basis, for how long; what erasure does to it."""

    table: str
    column: str
    purpose: str
    basis: str
    until: str
    erasure: str  # "row", "blank" or "keep"


def _rows(name: str, of: Callable[..., Any]) -> list[Any]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [of(**row) for row in csv.DictReader(file)]


@cache
def laws() -> dict[str, Law]:
    rows: list[Law] = _rows("laws.csv", Law)
    return {row.what: row._replace(hours=int(row.hours)) for row in rows}


@cache
def kept() -> tuple[Kept, ...]:
    """What is said before and after an erasure."""
    return tuple(_rows("kept.csv", Kept))


@cache
def columns() -> tuple[Column, ...]:
    """All that docs/privacy.md lists."""
    return tuple(_rows("fields.csv", Column))


def due_at(kind: RequestKind, asked_at: dt.datetime) -> dt.datetime:
    return asked_at + dt.timedelta(hours=laws()[kind].hours)


def columns_to(erasure: str, table: str) -> list[str]:
    """The columns of a table to which an erasure does this."""
    return [each.column for each in columns() if (each.erasure, each.table) == (erasure, table)]

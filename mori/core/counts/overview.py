"""What a slice declares for the pages on which an office sees itself: figures and attentions.

The slice says what is found and in which words; mori/recap asks all of it in a few statements and
lays it out. A query names the slots it wants listed below and is built once with them (see
core/compiled.py). It must not read more than its index gives: of attentions at most ``MOST`` rows
each and one more, the most pressing first.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from peewee import SQL, Select, fn

from mori.core.compiled import COUNTED
from mori.core.workdays import DAY

MOST = 50  # rows of one attention that are read; one more is asked for, to know there are others
AGO = 6  # how many working days back ``before`` and ``workdays`` go
WEEK = 7
PAST = 120 * DAY  # what is over longer than that is left alone
BADGE = 99

# What a query may ask for, by the names of its parameters:
# office
# person: who looks
# now
# tomorrow: 24 hours from now
# stale: a quarter of an hour ago: work without a beat since then hangs
# today
# soon: two weeks from today
# half_year: 180 days from today
# monday: of this week
# lately: the Monday three weeks before it
# past: ``PAST`` before today
# before: [n]: what was sent before this moment has waited n working days
# workdays: [n]: the n-th working day before today; [0] is today
# week: the working days of this week so far, and long gone days where they are fewer


class Found(NamedTuple):
    """A row that wants attention. All attentions select these columns: see ``found``."""

    name: str  # the attention's
    key: str | None  # of what is to be opened
    who: str | None  # whom or what it is about
    n: int | None  # how many, how long: what ``says`` makes of it; 0 without a key is no row
    day: dt.date | None  # since when, or until when
    intern_key: str | None  # of the person who needs it, where it is an intern of now
    rank: int  # among its own: smaller is more pressing, then the earlier day


class Value(NamedTuple):
    """A figure's number. All figures select these columns: see ``value``."""

    name: str  # the figure's
    n: int | None  # None where it cannot be computed
    of: int | None  # out of how many, where that is said


NO_TEXT, NO_NUMBER, NO_DAY = (
    SQL(f"CAST(NULL AS {kind})") for kind in ("varchar", "integer", "date")
)


def found(name: str, **columns: Any) -> list[Any]:
    """The columns of ``Found``; those not named are empty."""
    given = {
        "name": SQL(f"'{name}'"),
        **dict.fromkeys(("key", "who", "intern_key"), NO_TEXT),
        "n": NO_NUMBER,
        "day": NO_DAY,
        "rank": SQL("0"),
        **columns,
    }
    return [given[each].alias(each) for each in Found._fields]


def value(name: str, n: Any, of: Any = NO_NUMBER) -> list[Any]:
    """The columns of ``Value``."""
    return [SQL(f"'{name}'").alias("name"), n.alias("n"), of.alias("of")]


def number_of(rows: Any, most: int = COUNTED + 1) -> Any:
    """How many rows there are, counted no further than ``most``; an expression."""
    counted = rows.select(SQL("1").alias("one")).limit(most).alias("counted")
    return Select([counted], [SQL("COALESCE(SUM(one), 0)")])


def one_row(columns: list[Any]) -> Any:
    """A query of one row that stands on no table."""
    return Select([], columns)


def counted(name: str, rows: Any) -> Any:
    """An attention of one row: how many ``rows`` there are."""
    return one_row(found(name, n=number_of(rows, MOST + 1)))


def counted_since(name: str, rows: Any, day: Any, order: Any = None) -> Any:
    """The same, and the first of their days; what is read first is by ``order``, else by day."""
    first = rows.select(day.alias("day")).order_by(day if order is None else order)
    first = first.limit(MOST + 1).alias("first")
    return Select([first], found(name, n=SQL("COALESCE(SUM(1), 0)"), day=fn.MIN(first.c.day)))


@dataclass(frozen=True)
class Attention:
    """Something that somebody of an office has to do, or to know, and where it is done."""

    name: str
    rank: int  # among all attentions: smaller comes first
    grant: str  # the action that its link needs; who may not, does not see it
    query: Callable[..., Any]  # of Found
    says: Callable[[Found], tuple[Any, Any]]  # what is so behind ``who``, what it means or asks
    link: Callable[[Found], str]
    action: Any  # the link in words
    icon: str
    counts_workdays: bool = False  # ``n`` becomes how many of them have passed since ``day``
    otherwise: tuple[str, Any] | None = None  # a wider grant, and what its link is called then
    is_staff: bool = False  # ``who`` is one of the office's people, who is told to have it


@dataclass(frozen=True)
class Figure:
    """A number that an office is known by."""

    name: str
    rank: int  # the first four stand at the top; what only a badge counts has BADGE
    grant: str
    query: Callable[..., Any]  # one row of Value; none, too, where it cannot be computed
    label: Callable[[Value], Any] = lambda value: ""  # what it counts, where it is shown
    missing: Any = ""  # why there is a dash, where ``n`` is None
    link: Callable[[], str] | None = None
    shows: Callable[[Value], str] = lambda value: str(value.n)
    badge: str = ""  # the menu's item that counts the same

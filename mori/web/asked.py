"""What is asked for, and when: a day, or where a page of a list begins.

Lists go on by key: each link carries where the last page ended, never a number of rows.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request
from flask_login import current_user

from mori.core.clock import local_date, now

Row = TypeVar("Row")
SEPARATOR = "~"
MOST = 2**31 - 1  # what a row's id can be; SQLite refuses to look for much more


def after(*kinds: Callable[[str], Any]) -> tuple[Any, ...] | None:
    """Where this page begins, from the address; None on the first, and on nonsense."""
    parts = request.args.get("after", "").rsplit(SEPARATOR, len(kinds) - 1)  # a name may have one
    if len(parts) != len(kinds):
        return None
    try:
        place = tuple(kind(part) for kind, part in zip(kinds, parts, strict=True))
    except ValueError:
        return None
    return None if any(isinstance(each, int) and abs(each) > MOST for each in place) else place


def next_page(
    rows: Sequence[Row], size: int, place: Callable[[Row], tuple[Any, ...]]
) -> tuple[Sequence[Row], str]:
    """The rows of one page out of ``size + 1`` read, and the next page's address, if any."""
    if len(rows) <= size:
        return rows, ""
    shown = rows[:size]
    marks = SEPARATOR.join(str(part) for part in place(shown[-1]))
    query = {**request.args, "after": marks}
    return shown, f"{request.path}?{urlencode(query)}"


def today() -> dt.date:
    """The day it is where the person who asks belongs."""
    return local_date(now(), current_user.zone)


def asked_day() -> dt.date | None:
    """The day in ``?hari=``; None without one, on nonsense, and on a year nobody means."""
    try:
        day = dt.date.fromisoformat(request.args.get("hari", ""))
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None

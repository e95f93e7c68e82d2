"""How often and when somebody opened a case: no database, no request."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Opening(NamedTuple):
    """One look at a page of a case."""

    person: str  # a key
    name: str
    at: dt.datetime


class Openings(NamedTuple):
    """All looks of somebody in one hour."""

    name: str
    first: dt.datetime
    last: dt.datetime
    times: int


def by_hour(looks: Iterable[Opening], zone: str) -> list[Openings]:
    """One line for each person and hour of a zone; given and kept the latest first."""
    found: dict[tuple[str, str], Openings] = {}
    for look in looks:
        hour = f"{look.at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H}"
        known = found.get((look.person, hour), Openings(look.name, look.at, look.at, 0))
        found[look.person, hour] = known._replace(first=look.at, times=known.times + 1)
    return list(found.values())

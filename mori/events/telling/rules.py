"""When and where an event is, as somebody knew it. No database, no request."""

import datetime as dt
import json
from typing import NamedTuple

from ..rules import Mode


class Whereabouts(NamedTuple):
    """What somebody arranges their way by."""

    starts_on: dt.date
    ends_on: dt.date
    mode: Mode
    place: str
    region: str


class Known(NamedTuple):
    """What somebody knew before the change that is still to be taken note of."""

    was: Whereabouts
    revision: int  # of the event, at that change


def written(known: Known) -> str:
    """As a row keeps it."""
    first, last, mode, *words = known.was
    return json.dumps([first.isoformat(), last.isoformat(), mode.value, *words, known.revision])


def known_in(text: str) -> Known | None:
    """None where nothing has changed since."""
    if not text:
        return None
    first, last, mode, place, region, revision = json.loads(text)
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return Known(Whereabouts(*days, Mode(mode), place, region), revision)

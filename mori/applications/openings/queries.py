"""Openings: what an office offers, and what anybody may apply for today."""

import datetime as dt
from typing import Any

from mori.accounts.models import Person
from mori.core.db import from_day
from mori.offices.models import Office, Unit
from mori.offices.rules import OfficeState

from ..models import Opening, OpeningEvent
from ..rules import OpeningState

PAGE = 30


def opening_by_key(key: str) -> Opening | None:
    """An opening with its office and its unit."""
    found: Opening | None = _whole().where(Opening.key == key).get_or_none()
    return found


def opening_by_token(token: str) -> Opening | None:
    return Opening.get_or_none(Opening.token == token)


def _whole() -> Any:
    return Opening.select(Opening, Office, Unit).join(Office).switch(Opening).left_outer_join(Unit)


def openings_of(office_id: int, before: int | None = None) -> list[Opening]:
    """An office's, the latest first, one page and one more; ``before`` is an id."""
    found = _whole().where(Opening.office == office_id).order_by(Opening.id.desc()).limit(PAGE + 1)
    return list(found.where(Opening.id < before) if before else found)


def openings_on(day: dt.date, after: tuple[dt.date, int] | None = None) -> list[Opening]:
    """What anybody may apply for on a day, the first to close first, one page and one more."""
    found = (
        _whole()
        .where(
            Opening.state == OpeningState.OPEN,
            from_day(Opening.open_until, day),
            Office.state == OfficeState.OPEN,
        )
        .order_by(Opening.open_until, Opening.id)
        .limit(PAGE + 1)
    )
    if after:
        until, number = after
        later = (Opening.open_until > until) | (
            (Opening.open_until == until) & (Opening.id > number)
        )
        found = found.where(later)
    return list(found)


def opening_events(opening_id: int) -> list[OpeningEvent]:
    return list(
        OpeningEvent.select(OpeningEvent, Person)
        .left_outer_join(Person)
        .where(OpeningEvent.opening == opening_id)
        .order_by(OpeningEvent.id)
    )

"""Who will not be there, as far as it was noted beforehand."""

import datetime as dt

from mori.accounts.models import Person

from .models import PlannedAway


def away_between(office_id: int, first: dt.date, last: dt.date) -> list[PlannedAway]:
    """What touches a period, the earliest first, with whose it is."""
    return list(
        PlannedAway.select(PlannedAway, Person)
        .join(Person, on=(PlannedAway.person == Person.id))
        .where(
            PlannedAway.office == office_id,
            PlannedAway.ends_on >= first,
            PlannedAway.starts_on <= last,
        )
        .order_by(PlannedAway.starts_on, PlannedAway.id)
    )


def away_by_key(key: str) -> PlannedAway | None:
    return PlannedAway.get_or_none(PlannedAway.key == key)


def away_by_token(token: str) -> PlannedAway | None:
    return PlannedAway.get_or_none(PlannedAway.token == token)

"""What a list shows of each alumnus."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.alumni.models import Consent
from mori.alumni.queries import ids_with, records_of
from mori.alumni.rules import Agreed, Record
from mori.core.clock import local_date


class Row(NamedTuple):
    """An alumnus in a list, and since when they agree to be in the directory."""

    record: Record
    is_listed: bool
    since: dt.date | None


def rows_of(alumnus_ids: Sequence[int], zone: str, *, shown: bool) -> list[Row]:
    """In the order asked for; of what is shown to others, nothing but what they agreed to."""
    if not alumnus_ids:
        return []
    since = {each: local_date(at, zone) for each, at in _listed_since(alumnus_ids).items()}
    return [
        Row(each.as_shown() if shown else each, True, since.get(each.id))
        if each.agrees_to(Agreed.DIRECTORY)
        else Row(each, False, None)
        for each in records_of(alumnus_ids)
        if not shown or each.agrees_to(Agreed.DIRECTORY)
    ]


def _listed_since(alumnus_ids: Sequence[int]) -> dict[int, dt.datetime]:
    shown_as = ids_with(alumnus_ids)
    rows = Consent.select().where(
        Consent.alumnus.in_(list(shown_as)),
        Consent.to == Agreed.DIRECTORY,
        Consent.withdrawn_at.is_null(),
    )
    found: dict[int, dt.datetime] = {}
    for row in rows:
        whose = shown_as[row.alumnus_id]
        found[whose] = max(row.given_at, found.get(whose, row.given_at))
    return found

"""Who stands on an event's sheet."""

from collections.abc import Collection
from typing import Any

from ..models import Participant


def rows_there(event_id: int) -> list[int]:
    """The numbers that have been given, those of who no longer comes as well."""
    rows = Participant.select(Participant.row).where(Participant.event == event_id)
    found: Any = rows.order_by(Participant.row).tuples()
    return [number for (number,) in found]


def participants_in_rows(event_id: int, rows: Collection[int]) -> list[Participant]:
    return list(
        Participant.select()
        .where(Participant.event == event_id, Participant.row.in_(list(rows)))
        .order_by(Participant.row)
    )

"""What attendance counts of a day."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from mori.core.clock import moment
from mori.core.counts.changes import Cell, Found
from mori.offices.queries import calendar_of

from ..corrections.queries import parts_away_of_each
from ..rules import Away, minutes_on, was_late
from .queries import CountedDay, counted_days


def counts(placement_ids: Sequence[int], first: dt.date, last: dt.date, at: dt.datetime) -> Found:
    """Days by what was recorded, and minutes, as the months of intern and office show them."""
    rows = counted_days(placement_ids, first, last)
    partly = {row.placement_id for row in rows if row.is_part_away}
    away = parts_away_of_each(partly, first, last) if partly else {}
    return {
        Cell(row.placement_id, row.day): _measures(
            row, away.get(row.placement_id, {}).get(row.day, ())
        )
        for row in rows
    }


def _measures(row: CountedDay, away: Away) -> dict[str, Any]:
    calendar = calendar_of(row.office_id, row.calendar_version)
    minutes = minutes_on(calendar, row.day, row, away) or 0
    if hours := calendar.hours_on(row.day):
        begins_at = moment(row.day, hours.opens, row.zone)
        return {
            "minutes": minutes,
            row.kind.value: 1,
            "late": int(was_late(row, begins_at, row.grace, away)),
            "part_away": int(not row.kind.is_away and bool(away)),
        }
    if row.kind.is_away or row.confirmed_at is None:
        return {}  # presence on a day off counts once the office has confirmed it
    return {"minutes": minutes, "off": 1}

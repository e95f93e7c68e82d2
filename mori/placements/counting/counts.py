"""What placements count of a day: that one began on it, or ended."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from mori.core.clock import local_date
from mori.core.counts.changes import Cell, Found

from ..rules import ONGOING
from .queries import Period, periods_of


def counts(placement_ids: Sequence[int], first: dt.date, last: dt.date, at: dt.datetime) -> Found:
    """Of whoever stepped back before the first day, neither."""
    found: dict[Cell, dict[str, Any]] = defaultdict(dict)
    for period in periods_of(placement_ids):
        if not _has_begun(period):
            continue
        found[Cell(period.placement_id, period.starts_on)]["begun"] = 1
        if period.state not in ONGOING:
            found[Cell(period.placement_id, period.ends_on)]["ended"] = 1
    return {cell: each for cell, each in found.items() if first <= cell.day <= last}


def _has_begun(period: Period) -> bool:
    withdrawn_at = period.withdrawn_at
    return withdrawn_at is None or local_date(withdrawn_at, period.zone) >= period.starts_on

"""What evaluation counts of a day: the assessments that were locked on it."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from mori.core.clock import local_date
from mori.core.counts.changes import Cell, Found

from .queries import locked_assessments


def counts(placement_ids: Sequence[int], first: dt.date, last: dt.date, at: dt.datetime) -> Found:
    """One that is opened again is not complete, and counts on no day until it is."""
    found = Counter(
        Cell(each.placement_id, local_date(each.locked_at, each.zone))
        for each in locked_assessments(placement_ids)
        if each.locked_at
    )
    return {
        cell: {"assessments": number} for cell, number in found.items() if first <= cell.day <= last
    }

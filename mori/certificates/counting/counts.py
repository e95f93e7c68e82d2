"""What certificates count of a day: those that bear its date."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from mori.core.counts.changes import Cell, Found

from .queries import certificates_issued


def counts(placement_ids: Sequence[int], first: dt.date, last: dt.date, at: dt.datetime) -> Found:
    """By number: one of two languages has two. A revoked one counts no longer."""
    found = Counter(
        Cell(each.placement_id, each.issued_on)
        for each in certificates_issued(placement_ids, first, last)
        if each.placement_id and each.issued_on
    )
    return {cell: {"certificates": number} for cell, number in found.items()}

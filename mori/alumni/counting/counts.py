"""What alumni count of a day: that one of them said on it what is right."""

import datetime as dt
from collections.abc import Sequence

from mori.core.counts.changes import Cell, Found

from .queries import alumni_of_placements, answers_of


def counts(placement_ids: Sequence[int], first: dt.date, last: dt.date, at: dt.datetime) -> Found:
    """On the last placement begun by then. Who is known from a list alone has none to count on."""
    found: dict[Cell, dict[str, int]] = {}
    for alumnus in answers_of(alumni_of_placements(placement_ids)):
        for day in alumnus.days:
            begun = [stay for stay in alumnus.stays if stay.starts_on <= day]
            if begun and first <= day <= last and max(begun).placement_id in placement_ids:
                found[Cell(max(begun).placement_id, day)] = {"answers": 1}
    return found

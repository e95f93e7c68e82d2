"""What placements add to the pages of institutions."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from mori.web.asked import after, next_page

from . import institution_queries as queries


def counted(ids: Collection[int]) -> dict[int, dict[str, int]]:
    """For the list: how many placements each has, if any."""
    counts = queries.counts_by_institution(ids) if ids else {}
    return {row: {"placed": count} for row, count in counts.items()}


def listed(ids: Collection[int]) -> dict[str, Any]:
    """For the page of one: who came from there, the latest first."""
    found = queries.placements_from(ids, after(dt.date.fromisoformat, int))
    shown, more = next_page(found, queries.PAGE, lambda row: (row.ends_on, row.id))
    return {"placements": shown, "more": more}


def moving(ids: Collection[int]) -> dict[str, Any]:
    """For a merge: how many will be shown under another name."""
    return {"moving_placements": sum(queries.counts_by_institution(ids).values())}

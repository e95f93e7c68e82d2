"""What a placement adds to pages of earlier slices."""

from typing import Any

from mori.core.clock import local_date, now

from . import queries


def place_of(person_id: int, zone: str) -> dict[str, Any] | None:
    """On the page of an alert: where the person works today, and under whom."""
    today = local_date(now(), zone)
    placement = queries.placement_covering(person_id, today)
    spans = queries.spans_of([placement.id]) if placement else []
    span = next((each for each in spans if each.starts_on <= today <= each.ends_on), None)
    return {"placement": placement, "span": span} if span else None

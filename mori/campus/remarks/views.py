"""What a campus supervisor left, where intern, supervisor and coordinator read it."""

from typing import Any

from mori.placements.models import Placement

from .queries import remarks_on


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """For the page of a placement: visits and remarks, if there are any."""
    found = remarks_on(placement.id)
    return {"remarks": found} if found else None

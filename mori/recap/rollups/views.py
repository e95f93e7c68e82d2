"""For the page of what runs in the background: how an office's counts are."""

from typing import Any

from mori.access.roles import Actor

from . import queries


def counts_part(actor: Actor) -> dict[str, Any] | None:
    """When they were made anew, and whether the last sample of them was right."""
    return {"rollup": queries.counting_of(actor.office_id)} if actor.office_id else None

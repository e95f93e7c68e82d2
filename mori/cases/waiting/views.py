"""On the duty board: what in cases waits for whoever looks."""

from typing import Any

from mori.access.roles import Actor
from mori.core.clock import now

from . import queries


def waiting_on(actor: Actor) -> dict[str, Any] | None:
    found = queries.waiting_for(actor.person_id, now())
    return {"waiting": found} if found else None

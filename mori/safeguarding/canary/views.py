"""That no canary comes back, said to those who are called."""

from typing import Any

from flask import current_app

from mori.access.roles import Actor
from mori.core.clock import now

from . import queries


def trouble_for(_actor: Actor) -> dict[str, Any] | None:
    """On the duty board: since when calls may not come through."""
    is_on = bool(current_app.config["SETTINGS"].canary_mail)
    loss = queries.loss(now()) if is_on else None
    return {"since": loss.since} if loss else None

"""Single keys of the list of applications, for whoever has a keyboard."""

from typing import Any

from mori.access.grants import allowed
from mori.access.roles import Actor


def keys_part(actor: Actor) -> dict[str, Any] | None:
    """What "Me" shows to whoever decides on applications and reviews no entries: the keys."""
    if allowed(actor, "queue.read") or not allowed(actor, "application.decide_many"):
        return None
    return {"has_shortcuts": actor.facts["has_shortcuts"]}

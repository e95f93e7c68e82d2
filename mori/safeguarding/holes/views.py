"""The hours ahead in which nobody, or not everybody, could be called: for the head and the lead."""

from typing import Any

from flask import Blueprint, Response
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.web.render import page

from . import queries
from .rules import Gap, stretches

bp = Blueprint("holes", __name__)
bp.after_request(not_stored)

SHOWN = 100  # stretches on the page


def link_of(actor: Actor) -> dict[str, Any] | None:
    """On the duty board: how many hours lack somebody, and the way to them."""
    if actor.office_id is None or not allowed(actor, "board.read"):
        return None
    count = len(queries.holes_of(actor.office_id, now()))
    return {"count": count} if count else None


@bp.get("/jaga/lubang")
@may("board.read")
def holes() -> Response:
    found = queries.holes_of(current_user.office_id, now())
    joined = stretches([Gap(row.hour, row.is_for_all, row.officers) for row in found])
    return page(
        "safeguarding/holes/holes.html",
        here="board",
        count=len(found),
        stretches=joined[:SHOWN],
        more=len(joined) - SHOWN,
    )

"""The hours ahead in which nobody, or not everybody, could be called: for the head and the lead."""

from typing import Any

from flask import Blueprint, Response, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.core.counts.overview import MOST, Attention, Found
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


def _lacking(row: Found) -> tuple[Any, Any]:
    """How many hours; never for whom."""
    count = row.n or 0
    if count > MOST:
        said = _("More than %(num)d hours of duty without two officers", num=MOST)
    else:
        said = ngettext(
            "%(num)d hour of duty without two officers",
            "%(num)d hours of duty without two officers",
            count,
        )
    return said, _("Plan shifts, or have somebody stand in.")


ATTENTIONS = (
    Attention(
        "holes",
        7,
        "board.read",
        queries.holes_ahead,
        _lacking,
        lambda _row: url_for("holes.holes"),
        lazy_gettext("See which hours"),
        "shield",
    ),
)


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

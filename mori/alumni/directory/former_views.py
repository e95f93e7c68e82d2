"""What a supervisor sees of alumni: the names and years of the own former interns, no more."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.placements.list_queries import PAGE, finished_under
from mori.web.asked import after, next_page
from mori.web.render import page

from .former_queries import former_of

bp = Blueprint("former_interns", __name__)


@bp.get("/alumni/bimbingan")
@may("alumni.former")
def former_interns() -> Response:
    place = after(dt.date.fromisoformat, int)
    found = finished_under(current_user.person_id, current_user.office_id, place)
    listed, more = next_page(found, PAGE, lambda each: each[1])
    former = former_of([placement.id for placement, _place in listed])
    return page(
        "alumni/directory/former.html",
        here="alumni",
        rows=[former[each.id] for each, _place in listed if each.id in former],
        more=more,
    )


def me_part(actor: Actor) -> dict[str, Any] | None:
    return {} if allowed(actor, "alumni.former") else None

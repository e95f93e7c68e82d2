"""Where everybody begins: an intern's day, or the first page of the menu."""

import datetime as dt

from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.logbook.queries import entries_since
from mori.logbook.rules import MISSING_SINCE
from mori.logbook.views import desk_now, news_here, today_of
from mori.placements.queries import last_begun
from mori.placements.rules import Step
from mori.web import asked
from mori.web.menu import items_for
from mori.web.render import page, see_other

bp = Blueprint("start", __name__)


@bp.get("/")
@may("self.read")
def start() -> Response:
    if not allowed(current_user, "day.read"):
        first = items_for(current_user.role, current_user.has_office)[0]
        return see_other(url_for(first.endpoint))
    desk = desk_now()
    if desk is None:
        return _without_placement(asked.today())
    return page(
        "pages/start/home.html",
        here="today",
        dictionary_of="/*",
        desk=desk,
        route=[
            Step(span.unit_short, span.span_starts_on, span.span_ends_on, desk.today)
            for span in desk.spans
        ],
        **today_of(desk),
    )


def _without_placement(today: dt.date) -> Response:
    """What is left to do, and what was said, after an internship or between two."""
    had = last_begun(current_user.person_id, today)
    entries = entries_since(current_user.person_id, had.ends_on - MISSING_SINCE) if had else []
    return page(
        "pages/start/no_placement.html",
        here="today",
        ended_on=had and had.ends_on,
        doubled=[entry for entry in entries if entry.has_others],
        returned=[entry for entry in entries if entry.state.is_returned],
        news=news_here(),
    )

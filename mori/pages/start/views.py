"""Where everybody begins: an intern's day, or the first page of the menu."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.queries import person_by_id
from mori.accounts.rules import shown_phone
from mori.core.workdays import DAY, monday_of
from mori.logbook.desk import Desk
from mori.logbook.queries import entries_since
from mori.logbook.rules import MISSING_SINCE
from mori.logbook.views import desk_now, news_here, today_of
from mori.offices.queries import office_by_id
from mori.offices.rules import stretches
from mori.placements.queries import last_begun
from mori.placements.rules import FIRST_DAYS, Step
from mori.web import asked
from mori.web.filters import names
from mori.web.i18n import locale
from mori.web.menu import items_for, seat_of
from mori.web.render import page, parts_of, see_other

bp = Blueprint("start", __name__)


@bp.get("/")
@may("self.read")
def start() -> Response:
    if not allowed(current_user, "day.read"):
        first = items_for(seat_of(current_user))[0]
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
        first_days=_first_days(desk),
        parts=parts_of("today", desk.placement, desk.today),
        **today_of(desk),
    )


def _first_days(desk: Desk) -> dict[str, Any] | None:
    """What somebody new asks: to whom, where and when to come; nothing once a week is over."""
    if not desk.is_running or desk.is_over:
        return None
    if desk.placement.starts_on + FIRST_DAYS <= desk.today:
        return None
    begins = monday_of(max(desk.today, desk.placement.starts_on))
    week = (desk.calendar.hours_unless_closed(begins + n * DAY) for n in range(7))
    return {
        "supervisor": person_by_id(desk.span.supervisor_id),
        "office": office_by_id(desk.office_id),
        "unit": desk.span.unit_name,
        "week": stretches(filter(None, week)),
        "weekdays": names(locale(), "days", "wide"),
        "show_phone": shown_phone,
    }


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
        withdrawn=[entry for entry in entries if entry.state.is_withdrawn],
        news=news_here(),
        parts=parts_of("ended", had, today) if had else [],
    )

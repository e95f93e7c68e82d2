"""A logbook on the screen, for whoever may read its entries: by month, searched and filtered."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, request
from flask_login import current_user

from mori.access.grants import supervisor_in
from mori.access.guard import may
from mori.attendance.months import Month
from mori.core.clock import local_date, now
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key
from mori.web.asked import after, next_page
from mori.web.render import page

from ..models import Activity
from ..photos.queries import photos_by_entry
from ..rules import PAGE, EntryState
from . import queries
from .rules import Search
from .views import own_placement

bp = Blueprint("reading", __name__)

STATES = {
    "menunggu": EntryState.SUBMITTED,
    "perbaiki": EntryState.RETURNED,
    "diparaf": EntryState.APPROVED,
}
MOST_WORDS = 100  # signs of what is looked for


@bp.get("/logbook/cari")
@may("day.read")
def own() -> Response:
    return _reading(own_placement(), is_own=True)


@bp.get("/peserta/<key>/logbook")
@may("placement.read", on=placement_by_key)
def of_placement(placement: Placement) -> Response:
    return _reading(placement, is_own=False)


def _reading(placement: Placement, is_own: bool) -> Response:
    today = local_date(now(), placement.office.zone)
    months = _months(placement, today)
    reviewer = supervisor_in(current_user, "placement.read")
    activities = queries.activities_in(placement.id, reviewer)
    asked = _asked(months, activities)
    rows = queries.found_in(
        placement.id,
        _search(placement, asked),
        today,
        reviewer,
        after(dt.date.fromisoformat, int),
        is_own=is_own,
    )
    shown, more = next_page(rows, PAGE, lambda row: (row.day, row.id))
    return page(
        "logbook/book/reading.html",
        here="logbook" if is_own else "interns",
        address=request.path,
        placement=placement,
        is_own=is_own,
        rows=shown,
        more=more,
        photos=photos_by_entry([row.id for row in shown]),
        months=months,
        activities=activities,
        states=STATES,
        **asked,
    )


def _months(placement: Placement, today: dt.date) -> list[Month]:
    """Those of a placement so far, the latest first."""
    months = [Month.of(placement.starts_on)]
    while months[-1].next.first <= min(today, placement.ends_on):
        months.append(months[-1].next)
    return months[::-1]


def _asked(months: list[Month], activities: list[Activity]) -> dict[str, Any]:
    """What the address asks for; nonsense asks for nothing."""
    by_name = {str(month): month for month in months}
    by_key = {activity.key: activity for activity in activities}
    return {
        "words": request.args.get("cari", "").strip()[:MOST_WORDS],
        "month": by_name.get(request.args.get("bulan", "")),
        "state": STATES.get(request.args.get("keadaan", "")),
        "activity": by_key.get(request.args.get("jenis", "")),
    }


def _search(placement: Placement, asked: dict[str, Any]) -> Search:
    month, activity = asked["month"], asked["activity"]
    return Search(
        first=month.first if month else placement.starts_on,
        last=month.last if month else dt.date.max,
        words=asked["words"],
        state=asked["state"],
        activity_id=activity and activity.id,
    )

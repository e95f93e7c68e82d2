"""One page that leads an office from nothing to ready, and names what it still lacks."""

from typing import Any

from flask import Blueprint, Response
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import now
from mori.core.workdays import DAY
from mori.offices.queries import office_by_id
from mori.web.asked import today
from mori.web.render import page

from ..drills.queries import has_read_drill
from ..duty import queries as duty
from ..duty import rules as hours
from ..duty.views import keep_no_copy
from ..holes.queries import gaps_of
from ..points.queries import reachable_among
from . import queries
from .rules import OFFICERS, Ready

bp = Blueprint("setup", __name__)
bp.after_request(keep_no_copy)


@bp.get("/jaga/siap")
@may("setup.read")
def ready() -> Response:
    return page(
        "safeguarding/setup/ready.html",
        here="board",
        ready=_ready(current_user.office_id),
        needed=OFFICERS,
        costs=_costs(current_user.office_id),
        is_head=allowed(current_user, "duty.promise"),
    )


def _ready(office_id: int) -> Ready:
    at = now()
    last = at + hours.WEEKS_AHEAD * 7 * DAY
    found = duty.rosters([office_id, None], at, last)
    runs, national = (found[each].runs(at, last) for each in (office_id, None))
    officers = queries.officers_of(office_id)
    proven = reachable_among([person.id for person in officers])
    gaps = gaps_of(office_by_id(office_id), at)
    return Ready(
        declares_hours=bool(found[office_id].declared),
        officers=len(officers),
        unproven=[person.name for person in officers if person.id not in proven],
        minutes=hours.minutes_of(runs),
        minutes_of_holes=hours.minutes_of(run for run in runs if run.is_hole),
        hours_for_some=sum(not gap.is_for_all for gap in gaps),
        minutes_of_national_holes=hours.minutes_of(run for run in national if run.is_hole),
        is_drilled=has_read_drill(office_id),
    )


def _costs(office_id: int) -> list[tuple[str, int]]:
    """Officers who have a say over interns, and for how many they cannot be called."""
    officers = queries.called_in(office_id)
    closed = queries.interns_closed_to([each.id for each in officers], office_id, today())
    return [(each.name, closed[each.id]) for each in officers if closed[each.id]]


def costs_of(actor: Actor) -> dict[str, Any] | None:
    """On the calendar: the way here, and what roles over interns cost."""
    return {"costs": _costs(actor.office_id)} if actor.office_id else None

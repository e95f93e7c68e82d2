"""What waits too long in an office: the coordinator reminds, or puts it into other hands."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.accounts.queries import people_granted
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.asked import after, next_page
from mori.web.filters import moment
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..models import Entry
from ..queries import entry_by_key
from ..review.operations import hand_over_entry as reassign
from ..review.rules import COORDINATOR_AFTER, STAND_IN_AFTER
from ..review.views import office_clock
from . import operations, queries
from .forms import HandOverForm

bp = Blueprint("overdue", __name__)


@bp.get("/tertunda")
@may("overdue.list")
def overdue() -> Response:
    return _overdue()


def _overdue(status: int = 200, problem: str = "") -> Response:
    clock = office_clock()
    begin = after(dt.date.fromisoformat, int)
    found = queries.overdue_entries(current_user.office_id, clock.before(COORDINATOR_AFTER), begin)
    rows, more = next_page(found, queries.PAGE, lambda row: (row.day, row.id))
    return page(
        "logbook/overdue/overdue.html",
        status=status,
        here="interns",
        rows=[(row, clock.days(row.submitted_at)) for row in rows],
        more=more,
        supervisors=_supervisors(),
        problem=problem,
        after_days=COORDINATOR_AFTER,
        stand_in_after=STAND_IN_AFTER,
    )


def _supervisors() -> list[Any]:
    return people_granted(current_user.office_id, "entry.review")


@bp.post("/tertunda/<key>/ingatkan")
@may("entry.reassign", on=entry_by_key)
def remind(entry: Entry) -> Response:
    clock = office_clock()
    try:
        due_at = operations.remind_reviewer(entry, clock, current_app.config["SETTINGS"].address)
    except Refused as refusal:
        return _overdue(409, str(refusal))
    name = entry.supervisor.name
    if due_at > clock.at:
        when = moment(locale(), due_at, current_user.zone)
        flash(_("%(name)s gets the reminder at %(moment)s.", name=name, moment=when))
    else:
        flash(_("%(name)s is reminded by mail.", name=name))
    return see_other(url_for("overdue.overdue"))


@bp.post("/tertunda/<key>/alihkan")
@may("entry.reassign", on=entry_by_key)
def hand_over(entry: Entry) -> Response:
    form = HandOverForm().offer(_supervisors())
    if not form.validate():
        return _overdue(422, _("Choose another supervisor of this office."))
    try:
        reassign(entry, form.ids[form.to.data], current_user.person_id, now())
    except Refused as refusal:
        return _overdue(409, str(refusal))
    flash(_("The entry is handed over."))
    return see_other(url_for("overdue.overdue"))

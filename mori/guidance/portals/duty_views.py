"""What a supervisor does in portals, and ticks here."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from flask_login import current_user

from mori.access.guard import may
from mori.core.counts.overview import Attention, Found
from mori.web import asked
from mori.web.filters import short_day
from mori.web.i18n import locale
from mori.web.menu import page_url
from mori.web.render import page, see_other

from . import operations, queries
from .models import PortalDuty
from .rules import SOON

bp = Blueprint("portal_duties", __name__)


@bp.get("/tinjau/portal")
@may("portal.verify")
def duties() -> Response:
    today, whose = asked.today(), (current_user.person_id, current_user.office_id)
    return page(
        "guidance/portals/duties.html",
        here="queue",
        today=today,
        open=queries.open_duties(*whose, today, today + SOON),
        done=queries.done_duties(*whose, today, (today.replace(day=1) - SOON).replace(day=1)),
        portals={
            kind: each.portal for kind, each in queries.portals_of(current_user.office_id).items()
        },
    )


@bp.post("/tinjau/portal/<key>")
@may("portal.done", on=queries.duty_by_key)
def tick(duty: PortalDuty) -> Response:
    if "undo" in request.form:
        operations.untick_duty(duty)
    else:
        operations.tick_duty(duty, current_user.person_id, asked.today())
    return see_other(url_for("portal_duties.duties"))


def queue_part(office_id: int, today: dt.date) -> dict[str, Any] | None:
    """Above a supervisor's queue: how much is to be done in portals."""
    if not current_user.facts["has_portal_duties"]:
        return None
    found = queries.open_duties(current_user.person_id, office_id, today, today + SOON)
    return {"n": len(found), "late": sum(each.by < today for each in found)} if found else None


def _says(row: Found) -> tuple[Any, Any]:
    due = ngettext(
        "in the programme's portal %(num)d thing was due from the supervisor",
        "in the programme's portal %(num)d things were due from the supervisor",
        row.n or 0,
    )
    day = short_day(locale(), row.day) if row.day else ""
    return due, _("The oldest was due %(day)s. The supervisor ticks what is done there.", day=day)


ATTENTIONS = (
    Attention(
        "portal_duties",
        60,
        "placement.read",
        queries.overdue_duties,
        _says,
        lambda row: page_url("placement", key=row.key),
        lazy_gettext("Open"),
        "check",
    ),
)

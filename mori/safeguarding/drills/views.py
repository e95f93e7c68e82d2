"""Drills of an office: begun by hand, and what came of those that are over."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.asked import after, next_page
from mori.web.render import page, see_other

from ..alerts.models import Alert
from ..alerts.views import keep_no_copy
from . import operations, queries, rules
from .forms import DrillForm
from .models import Drill

bp = Blueprint("drills", __name__)
bp.after_request(keep_no_copy)


@bp.get("/jaga/latihan")
@may("drill.list")
def drills() -> Response:
    return _drills(DrillForm(formdata=None))


def _drills(form: DrillForm, status: int = 200) -> Response:
    office_id, begins = current_user.office_id, after(int)
    found = queries.drills_of(office_id, begins[0] if begins else None)
    rows, more = next_page(found, queries.PAGE, lambda row: (row.alert_id,))
    return page(
        "safeguarding/drills/drills.html",
        status=status,
        here="board",
        form=form,
        rows=rows,
        more=more,
        asked=queries.asked_for(office_id),
        figure=queries.figure_for(office_id, now()),
        least=rules.LEAST,
    )


@bp.post("/jaga/latihan")
@may("drill.begin")
def ask() -> Response:
    form = DrillForm()
    if not form.validate():
        return _drills(form, 422)
    office_id, person_id = current_user.office_id, current_user.person_id
    token = token_for(form.token.data, person_id)
    try:
        operations.ask_for_drill(office_id, person_id, form.chosen, token, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _drills(form, 422)
    flash(_("A drill will come."))
    return see_other(url_for("drills.drills"))


@bp.get("/jaga/latihan/<key>")
@may("drill.read", on=queries.drill_by_key)
def drill(drill: Drill) -> Response:
    return page(
        "safeguarding/drills/drill.html",
        here="board",
        drill=drill,
        alert=drill.alert,
        read_at=queries.read_at(drill.alert_id or 0),
        sent=queries.messages_of(drill.alert_id or 0),
    )


def after_drill(alert: Alert) -> dict[str, Any] | None:
    """On the page of an alert that was a drill, once it is over."""
    drill = queries.drill_of(alert.id) if alert.kind.is_drill and alert.state.is_ended else None
    return {"drill": drill, "alert": alert} if drill else None


def figure_on_help(actor: Any) -> dict[str, Any] | None:
    """On the page about help: how soon drills of this office were read."""
    office_id = actor.office_id if actor.is_authenticated else None
    figure = queries.figure_for(office_id, now()) if office_id else None
    return {"figure": figure} if figure else None

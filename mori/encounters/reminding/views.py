"""Reminders by mail, for whoever has no calendar at hand: an address for a while, nothing else."""

import datetime as dt

from flask import Blueprint, Response, abort, current_app
from flask_babel import gettext as _

from mori.access.guard import public
from mori.accounts.rules import normal_email
from mori.accounts.tries.forms import counted, counted_here
from mori.applications.applying.operations import note_try, require_pace
from mori.applications.applying.rules import MOST_BEGUN, MOST_MAILED
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.i18n import locale

from ..clocks.reminders_rules import coming
from ..notebook import desk
from ..notebook.views import carried, keep_nothing, off_since, shown_page, today
from ..rules import Note
from .forms import RemindForm
from .letters import Door, Stopped, stopped_by
from .operations import keep_reminders, stop_reminders

bp = Blueprint("encounter_reminders", __name__)
bp.after_request(keep_nothing)


def door() -> Door:
    secret = current_app.config["SECRET_KEY"]
    return Door(current_app.config["SETTINGS"].address, secret, secret)


def _days(note: Note) -> list[dt.date]:
    """Those on which a clock runs out, from today on."""
    read = coming(desk.shown(note, today(), off_since(note)).clocks)
    days = sorted({each.due for each in read if each.due})
    if not days:
        raise Refused(_("There is no day to remind you of yet."))
    return days


@bp.post("/catatan/ingatkan")
@public
def choose() -> Response:
    note = carried()
    form = RemindForm(formdata=None)
    form.offer(_days(note))
    return shown_page("reminding/choose", note, form=form)


@bp.post("/catatan/ingatkan/simpan")
@public
def keep() -> Response:
    note, form, at = carried(), RemindForm(), now()
    form.offer(_days(note))
    if not form.validate():
        return shown_page("reminding/choose", note, 422, form=form)
    address = normal_email(form.mail.data or "") or ""
    here, mark = counted_here("encounter date"), counted("encounter mailbox", address)
    batch = token_for(form.token.data, address)
    try:
        require_pace(here, MOST_BEGUN, at)
        require_pace(mark, MOST_MAILED, at)
        keep_reminders(address, mark, form.chosen, batch, locale(), door())
    except Refused as refusal:
        form.refuse(refusal)
        return shown_page("reminding/choose", note, 429, form=form)
    note_try([here, mark], at)
    url = door().batch_url(batch)
    path = url.removeprefix(door().address)
    return shown_page("reminding/kept", note, days=form.chosen, address=address, url=url, path=path)


@bp.get("/catatan/berhenti/<ticket>")
@public
def stopping(ticket: str) -> Response:
    """Mail programs open links by themselves, so this only asks."""
    _stopped(ticket)
    return shown_page("reminding/stop", Note(), ticket=ticket, is_done=False)


@bp.post("/catatan/berhenti/<ticket>")
@public
def stop(ticket: str) -> Response:
    stop_reminders(_stopped(ticket))
    return shown_page("reminding/stop", Note(), ticket=ticket, is_done=True)


def _stopped(ticket: str) -> Stopped:
    found = stopped_by(current_app.config["SECRET_KEY"], ticket)
    if found is None:
        abort(404)
    return found

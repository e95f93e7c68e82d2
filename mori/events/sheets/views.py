"""The sheet at the door: printed, signed by hand, and typed in by the numbers of its rows."""

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.files.documents import make_pdf
from mori.web.asked import asked_day
from mori.web.files import pdf_file
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..models import Event
from ..presence import forms as presence
from ..presence.desk import Halves, halves_of
from ..presence.models import SheetEntry
from ..presence.queries import present_by_half_day, sheet_by_key, sheets_of
from ..presence.rules import HalfDay
from ..queries import event_by_key, participants_of
from . import operations
from .forms import RowsForm
from .operations import Typed
from .prints import sheet_content
from .queries import rows_there

bp = Blueprint("event_sheets", __name__)


@bp.get("/kegiatan/<key>/lembar")
@may("presence.mark", on=event_by_key)
def sheet(event: Event) -> Response:
    halves = halves_of(event)
    asked = halves.named(asked_day(), request.args.get("bagian", ""))
    return _sheet(halves, asked or halves.nearest(now()), RowsForm(formdata=None))


def _sheet(halves: Halves, half: HalfDay, form: RowsForm, status: int = 200) -> Response:
    event = halves.event
    presence.choose(form, halves.all, half)
    return page(
        "events/sheets/sheet.html",
        status=status,
        here="network",
        event=event,
        halves=halves.all,
        half=half,
        has_come=halves.has_come(half, now()),
        last=max(rows_there(event.id), default=0),
        counted=present_by_half_day(event.id),
        typed=sheets_of(event.id),
        form=form,
    )


@bp.post("/kegiatan/<key>/lembar")
@may("presence.mark", on=event_by_key)
def enter(event: Event) -> Response:
    halves, form, at = halves_of(event), RowsForm(), now()
    half = form.half_of(halves.all)
    if half is None or not halves.has_come(half, at):
        form.form_errors.append(presence.AHEAD if half else presence.NO_HALF)
        return _sheet(halves, halves.nearest(at), form, 422)
    is_valid, read = form.validate(), form.read(rows_there(event.id))
    if not is_valid or form.rows.errors:
        return _sheet(halves, half, form, 422)
    typed = Typed(form.rows.data, read.numbers, form.guests)
    token = token_for(form.token.data, *half, *typed)
    operations.enter_rows(event, half, typed, token, current_user.person_id, at)
    n = len(typed.rows) + len(typed.guests)
    flash(ngettext("%(num)d person is marked.", "%(num)d people are marked.", n))
    return see_other(_url(event, half))


def _url(event: Event, half: HalfDay) -> str:
    query = f"?hari={half.day}&bagian={half.part.value}"
    return url_for("event_sheets.sheet", key=event.key) + query


@bp.post("/lembar-kegiatan/<key>/urungkan")
@may("presence.mark", on=sheet_by_key)
def undo(entry: SheetEntry) -> Response:
    try:
        operations.undo_sheet(entry, current_user.person_id, now())
        flash(_("The line is taken back. Its marks do not count any more."))
    except Refused as refusal:
        flash(str(refusal), "warn")
    return see_other(_url(entry.event, HalfDay(entry.day, entry.part)))


@bp.get("/kegiatan/<key>/lembar.pdf")
@may("presence.mark", on=event_by_key)
def sheet_pdf(event: Event) -> Response:
    halves = halves_of(event)
    day = asked_day()
    half = next((each for each in halves.all if each.day == day), halves.nearest(now()))
    rows = participants_of(event.id)
    content = sheet_content(event, half.day, halves.of(half.day), rows, locale(), now())
    body = make_pdf("events/sheet", content, now())
    return pdf_file(body, "daftar hadir", event.name, half.day)

"""The notebook of whoever watches a service, without an account: nothing that is sent is kept.

The note goes from page to page in the form itself, and leaves as files.
"""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, abort, current_app, request
from flask_babel import gettext as _

from mori.access.guard import public
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.web.files import sent_files
from mori.web.i18n import LOCALES, locale
from mori.web.render import page

from ..clocks.rules import DaysOff
from ..rules import Note, Unreadable, opened, packed, unpacked
from ..services.rules import card_named, cards
from . import desk, forms
from .rules import is_danger

bp = Blueprint("encounters", __name__)
HERE = "encounter"
MOST_BYTES = 100_000  # of a note's file


@bp.after_request
def keep_nothing(response: Response) -> Response:
    """Nothing of it stays in a browser's cache, nor as a dictionary of the next page."""
    return not_stored(response)


def today() -> dt.date:
    return local_date(now(), current_app.config["SETTINGS"].zone)


def off_since(note: Note) -> DaysOff:
    return desk.days_off(note.served_on or today(), current_app.config["SETTINGS"].joint_leave)


def carried() -> Note:
    """The note that a page of ours carries on."""
    try:
        return unpacked(request.form.get("note", ""))[0]
    except Unreadable:
        abort(400)


def shown_page(template: str, note: Note, status: int = 200, **context: Any) -> Response:
    """A page of the notebook, which carries the note and the language asked for.

    ``phone`` names what the phone's own script makes of a page without a note.
    """
    asked = request.args.get("lang")
    return page(
        f"encounters/{template}.html",
        status=status,
        here=HERE,
        note=note,
        packed=packed(note),
        lang=f"?lang={asked}" if asked in LOCALES else "",
        **{"phone": "", **context},
    )


@bp.get("/catatan")
@public
def front() -> Response:
    return _front()


def _front(problem: str = "", status: int = 200) -> Response:
    return shown_page("front", Note(), status, cards=cards(), problem=problem, phone="front")


@bp.get("/catatan/baru")
@public
def beginning() -> Response:
    """An empty note, with the card of the service that was chosen."""
    card = card_named(request.args.get("layanan", ""))
    if card is None:
        return _writing(Note(), phone="note")
    unit = card.unit.value if card.unit else ""
    known = Note(
        service=card.names[locale()],
        requirements=card.requirements[locale()],
        promise=card.promise,
        promise_unit=unit,
        fee_official=card.fee,
    )
    return _writing(known, card=card, phone="note")


def _writing(note: Note, form: forms.NoteForm | None = None, **context: Any) -> Response:
    status = 422 if form else 200
    form = form or forms.filled(forms.NoteForm(formdata=None), note)
    return shown_page("note", note, status, form=form, **{"card": None, **context})


@bp.post("/catatan/ubah")
@public
def change() -> Response:
    return _writing(carried())


@bp.post("/catatan/lihat")
@public
def look() -> Response:
    form, note = forms.NoteForm(), carried()
    if not form.validate():
        return _writing(note, form)
    return _seen(forms.changed(note, form.values))


@bp.post("/catatan/jalan")
@public
def way() -> Response:
    note = carried()
    form = forms.filled(forms.WayForm(formdata=None), note)
    return shown_page("way", note, form=form)


@bp.post("/catatan/jalan/lihat")
@public
def look_at_way() -> Response:
    form, note = forms.WayForm(), carried()
    if not form.validate():
        return shown_page("way", note, 422, form=form)
    return _seen(forms.changed(note, form.values))


@bp.post("/catatan/lanjut")
@public
def go_on() -> Response:
    """What was written sounded like danger, and its writer says that it is none."""
    return overview(carried())


@bp.post("/catatan/buka")
@public
def reopen() -> Response:
    """A note out of its file, on whatever phone."""
    files = sent_files("file")
    if not files:
        return _front(_("Choose the file of your note first."), 422)
    content = files[0].stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return _front(_("This file is too large for a note. Choose the .json of your note."), 422)
    try:
        note, left_out = opened(content.decode())
    except (Unreadable, UnicodeDecodeError):
        return _front(
            _("This is no file of a note. Choose the .json that this page gave you."), 422
        )
    return overview(note, left_out=left_out)


def _seen(note: Note) -> Response:
    return shown_page("help", note) if is_danger(note) else overview(note)


def overview(note: Note, **context: Any) -> Response:
    """Where it stands: clocks, what is missing, and what can be taken away."""
    found = desk.shown(note, today(), off_since(note))
    return shown_page("overview", note, shown=found, **{"left_out": (), **context})

"""Letting a note be counted, which its writer alone decides, note by note."""

from dataclasses import replace

from flask import Blueprint, Response, abort
from flask_babel import gettext as _

from mori.access.guard import public
from mori.accounts.tries.forms import counted_here
from mori.applications.applying.operations import note_try, require_pace
from mori.applications.applying.rules import MOST_BEGUN
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.institutions.queries import regions_meant

from ..clocks.rules import readings
from ..notebook.views import carried, keep_nothing, off_since, overview, shown_page, today
from ..rules import Happened, Note
from ..services.rules import cards
from .forms import CountForm
from .operations import count_note
from .rules import OTHER, Band, band_of, counted_as, is_countable

bp = Blueprint("encounter_counting", __name__)
bp.after_request(keep_nothing)


def _countable() -> Note:
    note = carried()
    if note.counted_on:
        raise Refused(_("This note was counted already."))
    if not is_countable(note):
        abort(404)
    return note


def _band(note: Note) -> Band:
    read = readings(note, today(), off_since(note))
    return band_of(next(each for each in read if each.clock.code == "promise"))


def _service(note: Note) -> str:
    """The card of this name, whichever language it was begun in."""
    said = note.service.casefold()
    codes = (each.code for each in cards() if said in map(str.casefold, each.names.values()))
    return next(codes, OTHER)


def _asking(note: Note, form: CountForm, status: int = 200) -> Response:
    happened = [str(Happened(each).label) for each in note.happened]
    card = next((each for each in cards() if each.code == _service(note)), None)
    return shown_page(
        "counting/ask", note, status, form=form, card=card, band=_band(note), happened=happened
    )


@bp.post("/catatan/hitung")
@public
def ask() -> Response:
    form = CountForm(formdata=None)
    form.offer_regions([], [])
    return _asking(_countable(), form)


@bp.post("/catatan/hitung/simpan")
@public
def count() -> Response:
    note, form, at = _countable(), CountForm(), now()
    form.offer_regions(*regions_meant(form.region.data))
    if not form.validate() or not form.region_id:
        return _asking(note, form, 422)
    here = counted_here("encounter count")
    try:
        require_pace(here, MOST_BEGUN, at)
    except Refused as refusal:
        form.refuse(refusal)
        return _asking(note, form, 429)
    counted = counted_as(note, _service(note), _band(note))
    count_note(form.region_id, counted, token_for(form.token.data), today())
    note_try([here], at)
    return overview(replace(note, counted_on=today()))

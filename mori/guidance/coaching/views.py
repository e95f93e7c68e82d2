"""Coaching notes: supervisors write them, interns read them, both see what was kept."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import now
from mori.core.errors import Refused
from mori.placements.models import Placement
from mori.placements.queries import SpanToday, nearest_placement, placement_by_key
from mori.placements.rules import ONGOING
from mori.web import asked
from mori.web.asked import after, next_page
from mori.web.render import page, see_other

from . import operations, queries
from .forms import NoteForm
from .models import CoachingNote

bp = Blueprint("coaching", __name__)


@bp.get("/peserta/<key>/bimbingan")
@may("coaching.read", on=placement_by_key)
def notes(placement: Placement) -> Response:
    return _notes(placement)


def _notes(placement: Placement, form: NoteForm | None = None, status: int = 200) -> Response:
    found = queries.notes_of(placement.id, after(dt.date.fromisoformat, int))
    shown, more = next_page(found, queries.PAGE, lambda note: (note.day, note.id))
    is_own = placement.person_id == current_user.person_id
    may_write = placement.state in ONGOING and allowed(current_user, "coaching.write", placement)
    return page(
        "guidance/coaching/notes.html",
        status=status,
        here="today" if is_own else "interns",
        placement=placement,
        form=(form or NoteForm(formdata=None, day=asked.today())) if may_write else None,
        notes=shown,
        more=more,
        is_own=is_own,
        may_settle=is_own or allowed(current_user, "coaching.write", placement),
        today=asked.today(),
    )


@bp.post("/peserta/<key>/bimbingan")
@may("coaching.write", on=placement_by_key)
def write(placement: Placement) -> Response:
    form = NoteForm()
    if not form.validate():
        return _notes(placement, form, 422)
    try:
        operations.write_note(placement, form.said, form.token.data, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _notes(placement, form, 409)
    flash(_("Saved. The intern finds it on their start page."))
    return see_other(url_for("coaching.notes", key=placement.key))


@bp.post("/bimbingan/<key>/dibaca")
@may("coaching.acknowledge", on=queries.note_by_key)
def acknowledge(note: CoachingNote) -> Response:
    operations.mark_read(note, now())
    return _changed(note)


@bp.post("/bimbingan/<key>/selesai")
@may("coaching.settle", on=queries.note_by_key)
def settle(note: CoachingNote) -> Response:
    is_undone = "reopen" in request.form
    change = operations.reopen_agreement if is_undone else operations.finish_agreement
    try:
        change(note, current_user.person_id, now())
    except Refused as refusal:
        flash(str(refusal), "warn")
    return _changed(note)


def _changed(note: CoachingNote) -> Response:
    """The note as it is now, or the way back to it."""
    return see_other(
        f"{url_for('coaching.notes', key=note.placement.key)}#note-{note.key}",
        "guidance/coaching/_note.html",
        note=queries.note_by_key(note.key) or note,
        is_own=note.person_id == current_user.person_id,
        may_settle=True,
        today=asked.today(),
    )


def today_part(placement: SpanToday, today: dt.date) -> dict[str, Any] | None:
    """What an intern has not read yet, and what was agreed for one of these days."""
    if not current_user.facts["has_notes"]:
        return None
    notes = queries.notes_today(placement.placement_id, today)
    return {"notes": notes, "placement_key": placement.placement_key} if notes else None


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """The last note, on the page of the placement."""
    may_write = placement.state in ONGOING and allowed(current_user, "coaching.write", placement)
    return {
        "placement": placement,
        "latest": queries.latest_note(placement.id),
        "may_write": may_write,
        "today": asked.today(),
    }


def facts_part(placement: Placement) -> dict[str, Any] | None:
    """Beside an assessment: how many notes there are and what was agreed; never a mark."""
    if not allowed(current_user, "coaching.read", placement):
        return None
    return {
        "placement": placement,
        "count": queries.count_of_notes(placement.id),
        "agreements": queries.latest_agreements(placement.id),
        "today": asked.today(),
    }


def me_part(actor: Actor) -> dict[str, Any] | None:
    """An intern's way to their tasks and notes."""
    had = nearest_placement(actor.person_id, asked.today()) if allowed(actor, "day.read") else None
    return {"placement_key": had.key} if had else None

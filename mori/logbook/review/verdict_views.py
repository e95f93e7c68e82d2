"""Deciding on one entry or several, taking that back, and entries of other hands."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, flash, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.filters import initials
from mori.web.i18n import locale
from mori.web.menu import as_badge, page_url
from mori.web.render import page, see_other

from .. import queries
from ..models import Entry
from ..photos.queries import photos_by_entry
from ..rules import AT_ONCE
from . import operations
from . import queries as review_queries
from .forms import ReviewForm
from .models import Verdict
from .operations import hand_over_entry
from .rules import LISTED_FOR
from .views import (
    decision_in_words,
    desk_here,
    office_clock,
    phrases_here,
    place_of,
    placed_rows,
    queue_page,
    to_entry,
    to_queue,
)

bp = Blueprint("verdicts", __name__)


@bp.post("/tinjau/pilihan")
@may("queue.read")
def approve_picked() -> Response:
    revisions = _picked()
    entries = [
        (entry, revisions[entry.key])
        for entry in review_queries.entries_by_keys(revisions)
        if allowed(current_user, "entry.review", entry)
    ]
    if not entries:
        flash(_("Tick the entries first."), "warn")
        return see_other(to_queue())
    outcome = operations.approve_entries(entries, current_user.person_id, now())
    for text in _left_out(outcome):
        flash(text, "warn")
    return see_other(to_queue())


def _picked() -> dict[str, int]:
    """The revision of what was ticked, by its key; nonsense is left out."""
    ticked = request.form.getlist("pick")[: AT_ONCE + 1]  # the operation refuses that many
    parts = [each.partition(".") for each in ticked]
    return {
        key: int(number) for key, _dot, number in parts if number.isdecimal() and len(number) < 6
    }


def _left_out(outcome: operations.Outcome) -> Iterator[str]:
    """What was ticked and yet not initialled, in words."""
    if outcome.unread:
        yield ngettext(
            "%(num)d has to be read on its own.",
            "%(num)d have to be read one by one.",
            outcome.unread,
        )
    if outcome.commented:
        yield ngettext(
            "%(num)d has a comment you have not read.",
            "%(num)d have comments you have not read.",
            outcome.commented,
        )
    if outcome.changed:
        yield ngettext(
            "%(num)d has changed meanwhile.", "%(num)d have changed meanwhile.", outcome.changed
        )


@bp.post("/tinjau/urungkan/<key>")
@may("verdict.undo", on=review_queries.verdict_by_key)
def undo(verdict: Verdict) -> Response:
    operations.undo_verdict(verdict, now())
    flash(_("Undone. It waits for you again."))
    return see_other(to_entry(verdict.entry))


@bp.post("/tinjau/<key>/ambil")
@may("entry.review", on=queries.entry_by_key)
def take_over(entry: Entry) -> Response:
    hand_over_entry(entry, current_user.person_id, current_user.person_id, now())
    flash(_("The entry is yours to review now."))
    return see_other(to_queue())


@bp.get("/saya/tinjauan")
@may("queue.read")
def latest_verdicts() -> Response:
    at = now()
    return page(
        "logbook/review/verdicts.html",
        here="me",
        verdicts=review_queries.verdicts_since(current_user.person_id, at - LISTED_FOR),
        at=at,
    )


@bp.post("/tinjau/<key>")
@may("entry.review", on=queries.entry_by_key)
def review(entry: Entry) -> Response:
    form = ReviewForm().offer(phrases_here())
    if not form.validate():
        return _review_again(entry, form, 422)
    verb, at = form.verb.data, now()
    note = form.words if verb == "return" else ""
    try:
        verdict = operations.decide_entry(
            entry, form.revision.data, verb, current_user.person_id, at, note
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _review_again(entry, form, 409)
    if not request.htmx:  # type: ignore[attr-defined]
        return see_other(to_queue())
    return _decided(entry, verdict)


def _decided(entry: Entry, verdict: Verdict) -> Response:
    """The row as it will be, with the toast and the number that still wait."""
    desk = desk_here()
    row = queries.entries_by_id([entry.id])[0]
    return page(
        "logbook/review/_decided.html",
        "logbook/review/_decided.html",
        row=row,
        place=place_of(row, desk.clock, photos_by_entry([row.id]))._replace(
            verb=verdict.verb,
            decided_at=verdict.at,
            note=verdict.note,
            initials=initials(locale(), current_user.name),
        ),
        desk=desk,
        number=as_badge(len(desk.waiting)),
        toast={"key": verdict.key, "said": decision_in_words(verdict.verb, [row.intern])},
    )


def _review_again(entry: Entry, form: ReviewForm, status: int) -> Response:
    """The entry once more, with what was typed and what stands in the way."""
    if request.htmx:  # type: ignore[attr-defined]
        row = queries.entries_by_id([entry.id])[0]
        photos = photos_by_entry([row.id])
        ((row, place),), _unread = placed_rows([row], row, office_clock(), photos)
        return page(
            "logbook/review/_row.html",
            "logbook/review/_row.html",
            status,
            row=row,
            place=place,
            form=form,
            phrases=phrases_here(),
        )
    return queue_page(status, opened=entry.id, form=form)


def review_part(actor: Actor) -> dict[str, Any] | None:
    """What "Me" shows to whoever reviews: what was decided last, and the keys."""
    if not allowed(actor, "queue.read"):
        return None
    return {"has_shortcuts": actor.facts["has_shortcuts"]}


@bp.post("/saya/pintasan")
@may("self.change")
def choose_shortcuts() -> Response:
    operations.choose_shortcuts(current_user.person_id, "on" in request.form)
    flash(_("Saved."))
    return see_other(page_url("me"))

"""Deciding on several entries at once, taking a decision back, and entries of other hands."""

from collections.abc import Iterator

from flask import Response, flash, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.web.render import page, see_other

from . import queries, review_queries
from . import review_operations as operations
from .models import Entry, Verdict
from .overdue_operations import hand_over
from .review_rules import BULK_MOST, LISTED_FOR, VerdictState
from .review_views import to_queue
from .views import bp


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
    outcome = operations.approve_together(entries, current_user.person_id, now())
    for text in _left_out(outcome):
        flash(text, "warn")
    return see_other(to_queue())


def _picked() -> dict[str, int]:
    """The revision of what was ticked, by its key; nonsense is left out."""
    ticked = request.form.getlist("pick")[: BULK_MOST + 1]  # the operation refuses that many
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
    if outcome.changed:
        yield ngettext(
            "%(num)d has changed meanwhile.", "%(num)d have changed meanwhile.", outcome.changed
        )


@bp.post("/tinjau/urungkan/<key>")
@may("verdict.undo", on=review_queries.verdict_by_key)
def undo(verdict: Verdict) -> Response:
    operations.undo(verdict, now())
    flash(_("Undone. It waits for you again."))
    return see_other(to_queue())


@bp.post("/tinjau/<key>/ambil")
@may("entry.review", on=queries.entry_by_key)
def take_over(entry: Entry) -> Response:
    hand_over(entry, current_user.person_id, current_user.person_id, now())
    flash(_("The entry is yours to review now."))
    return see_other(to_queue())


@bp.get("/saya/tinjauan")
@may("queue.read")
def latest_verdicts() -> Response:
    at = now()
    return page(
        "logbook/verdicts.html",
        here="me",
        verdicts=review_queries.verdicts_since(current_user.person_id, at - LISTED_FOR),
        at=at,
        pending=VerdictState.PENDING,
    )

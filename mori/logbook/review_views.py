"""The reviewer's queue: the whole text in place, paraf or a revision asked for."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import local_date, moment, now
from mori.core.errors import Refused
from mori.offices.queries import workdays_between
from mori.web.i18n import locale
from mori.web.pager import after, next_page
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import Entry
from .rules import OLD_AFTER, changes
from .views import bp, commenting

FAR_ENOUGH = dt.timedelta(days=30)  # holds more than OLD_AFTER working days in any office

FILTERS: dict[str, Callable[[Any, dt.datetime], bool]] = {
    "": lambda row, old_before: True,
    "titipan": lambda row, old_before: True,
    "lama": lambda row, old_before: row.submitted_at < old_before,
    "revisi": lambda row, old_before: row.revision > 1,
}


def _old_before() -> dt.datetime:
    """What was sent before this has waited more than ``OLD_AFTER`` working days."""
    today = local_date(now(), current_user.zone)
    workdays = workdays_between(*_calendar(), today - FAR_ENOUGH, today)
    first = workdays[-OLD_AFTER - 1] if len(workdays) > OLD_AFTER else today
    return moment(first, dt.time.min, current_user.zone)


def _waited(submitted_at: dt.datetime) -> int:
    """Working days since an entry was sent, today not counted."""
    sent_on, today = (local_date(at, current_user.zone) for at in (submitted_at, now()))
    return max(0, len(workdays_between(*_calendar(), sent_on, today)) - 1)


def _calendar() -> tuple[int, int]:
    return current_user.office_id, current_user.calendar_version


@bp.get("/tinjau")
@may("queue.read")
def queue() -> Response:
    key = request.args.get("buka", "")
    if not key:
        return _queue()
    entry = queries.entry_by_key(key)
    if entry is None or not allowed(current_user, "entry.review", entry):
        abort(404)
    operations.mark_seen(entry, now())
    return _queue(opened=entry.id)


def _queue(
    status: int = 200, opened: int | None = None, form: forms.ReviewForm | None = None
) -> Response:
    chosen, intern = request.args.get("saring", ""), request.args.get("peserta", "")
    waiting = queries.waiting_for(current_user.person_id, as_stand_in=chosen == "titipan")
    fits, old_before = FILTERS.get(chosen, FILTERS[""]), _old_before()
    narrowed = [row for row in waiting if fits(row, old_before) and intern in ("", row.intern_key)]
    begin = after(int)
    ahead = [row.id for row in narrowed if begin is None or row.id > begin[0]]
    shown, more = next_page(ahead, queries.PAGE, lambda row_id: (row_id,))
    rows = queries.entries_by_id(shown)
    pane = _pane(rows, opened)
    return page(
        "logbook/queue.html",
        status=status,
        here="queue",
        dictionary_of="/*",
        rows=rows,
        more=more,
        counts={
            name: sum(counts(row, old_before) for row in waiting)
            for name, counts in FILTERS.items()
        },
        interns=_interns(waiting),
        chosen=chosen,
        intern=intern,
        oldest=_waited(min(row.submitted_at for row in waiting)) if waiting else 0,
        total=_total(waiting),
        pane=pane,
        opened=opened,
        thread=queries.thread_of(pane.id) if pane else [],
        changed=_changed(pane) if pane else None,
        form=form,
        phrases=forms.phrases_in(locale()),
        badge=_total(waiting),
        **commenting(),
    )


def _pane(rows: list[Any], opened: int | None) -> Any:
    """The entry shown beside the list: the one opened, else the first."""
    if opened is None:
        return rows[0] if rows else None
    return (
        next((row for row in rows if row.id == opened), None) or queries.entries_by_id([opened])[0]
    )


def _changed(row: Any) -> Any:
    earlier = queries.earlier_texts(row.id) if row.revision > 1 else []
    return changes(earlier[0].text, row.text) if earlier else None


def _interns(waiting: list[Any]) -> list[tuple[str, str, int]]:
    """Whose entries wait: key, name, how many; most first."""
    found = Counter((row.intern_key, row.intern) for row in waiting)
    return [(key, name, count) for (key, name), count in found.most_common(12)]


def _total(waiting: list[Any]) -> str:
    return f"{queries.OVERVIEW}+" if len(waiting) > queries.OVERVIEW else str(len(waiting) or "")


@bp.post("/tinjau/<key>")
@may("entry.review", on=queries.entry_by_key)
def review(entry: Entry) -> Response:
    form = forms.ReviewForm()
    if not form.validate():
        return _review_again(entry, form, 422)
    revision, actor_id, at = form.revision.data, current_user.person_id, now()
    try:
        if form.verb.data == "approve":
            operations.approve_entry(entry, revision, actor_id, at)
        else:
            operations.return_entry(entry, revision, actor_id, form.words, at)
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _review_again(entry, form, 409)
    row = queries.entries_by_id([entry.id])[0]
    if not request.htmx:  # type: ignore[attr-defined]
        is_approved = form.verb.data == "approve"
        said = _("The entry of %(name)s is initialled.", name=row.intern)
        flash(said if is_approved else _("The entry of %(name)s is returned.", name=row.intern))
    return see_other(url_for(".queue"), "logbook/_row.html", **_row(row, None))


def _review_again(entry: Entry, form: forms.ReviewForm, status: int) -> Response:
    """The entry once more, with what was typed and what stands in the way."""
    if request.htmx:  # type: ignore[attr-defined]
        row = queries.entries_by_id([entry.id])[0]
        return page("logbook/_row.html", "logbook/_row.html", status, **_row(row, form))
    return _queue(status, opened=entry.id, form=form)


def _row(row: Any, form: forms.ReviewForm | None) -> dict[str, Any]:
    return {"row": row, "form": form, "phrases": forms.phrases_in(locale())}

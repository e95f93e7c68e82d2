"""The intern's day and logbook: writing, reading, improving."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.core.db import new_key
from mori.core.errors import Refused
from mori.web import asked
from mori.web.asked import after, next_page
from mori.web.i18n import locale
from mori.web.mentions import named_by, offers_of
from mori.web.phone import queue
from mori.web.render import page, see_other

from . import forms, operations, queries
from .comments.operations import add_comment, open_thread
from .comments.queries import News, news_for, thread_of
from .desk import Desk, desk_of
from .models import Entry, OtherText
from .photos import queries as photo_queries
from .rules import MOST_PHOTOS, PAGE, changes, may_withdraw, text_before

bp = Blueprint("logbook", __name__)


def today_of(desk: Desk, form: forms.EntryForm | None = None) -> dict[str, Any]:
    """What the day's fragments need."""
    return {
        "today": desk.today,
        "entry": desk.by_day.get(desk.today),
        "attendance": desk.attendance.get(desk.today),
        "last_night": desk.last_night(now()),
        "may_check_in": desk.may_check_in,
        "asks_code": desk.asks_code,
        "news": news_here(),
        "before": next((each.day for each in desk.entries if each.day < desk.today), None),
        "form": form or forms.EntryForm(formdata=None, day=desk.today, opened=desk.today),
    }


def news_here() -> list[News]:
    """Comments that whoever is signed in has not read."""
    if not current_user.facts["has_news"]:
        return []
    return news_for(current_user.person_id, current_user.office_id)


def desk_now() -> Desk | None:
    actor = current_user._get_current_object()  # once: each look through the proxy costs
    return desk_of(actor, local_date(now(), actor.zone))


def running_desk() -> Desk:
    desk = desk_now()
    if desk is None or not desk.is_running:
        raise Refused(_("You have no running internship now, so nothing can be written."))
    return desk


@bp.get("/logbook")
@may("day.read")
def logbook() -> Response:
    begin = after(dt.date.fromisoformat, int)
    today = asked.today()
    rows = queries.logbook_of(current_user.person_id, begin, today)
    shown, more = next_page(rows, PAGE, lambda row: (row.day, row.id))
    desk = desk_now() if begin is None else None
    written = {row.day for row in rows}  # they reach back as far as days are missed
    return page(
        "logbook/logbook.html",
        here="logbook",
        dictionary_of="/logbook*",
        rows=shown,
        more=more,
        photos=photo_queries.photos_by_entry([row.id for row in shown]),
        missing=desk.missing_from(written) if desk else [],
        is_ahead=desk is not None and not desk.has_begun,
        can_write=desk is not None and desk.may_check_in and desk.today not in written,
    )


def entry_to_read(key: str) -> Entry | None:
    """An entry, unless its writer has taken it back from whoever asks."""
    entry = queries.entry_by_key(key)
    return None if entry and entry.is_hidden_from(current_user.person_id) else entry


@bp.get("/logbook/<key>")
@may("entry.read", on=entry_to_read)
def entry(entry: Entry) -> Response:
    if allowed(current_user, "entry.review", entry) and not operations.mark_seen(entry, now()):
        abort(404)
    if allowed(current_user, "entry.comment", entry):
        open_thread(entry.id, current_user.person_id, now())
    return entry_page(entry)


def entry_page(
    entry: Entry,
    status: int = 200,
    form: forms.EntryForm | None = None,
    comment: forms.CommentForm | None = None,
    photo_refusals: Sequence[str] = (),
) -> Response:
    is_own = entry.person_id == current_user.person_id
    earlier, thread = queries.earlier_texts(entry.id), thread_of(entry.id)
    can_change = is_own and not entry.state.is_approved
    if can_change and form is None:
        form = _change_form(entry)
    return page(
        "logbook/entry.html",
        status=status,
        here="logbook" if is_own else "interns",
        entry=entry,
        is_own=is_own,
        is_lapse=_is_lapse(entry),
        named=named_by("entry", [entry.id])[entry.id] if entry.has_mentions else [],
        changed=changes(text_before(earlier, entry.reviewed_at), entry.text) if earlier else None,
        earlier=earlier,
        others=queries.other_texts(entry.id) if is_own else [],
        thread=thread,
        form=form if can_change else None,
        photos=photo_queries.photos_of(entry.id),
        photo_refusals=photo_refusals,
        photos_form=forms.PhotosForm(formdata=None) if can_change else None,
        most_photos=MOST_PHOTOS,
        can_comment=not entry.state.is_withdrawn and allowed(current_user, "entry.comment", entry),
        can_withdraw=is_own and may_withdraw(entry, asked.today()) and not thread,
        **commenting(comment),
    )


def _is_lapse(entry: Entry) -> bool:
    """Whether the office let the internship end without reviewing the entry."""
    today = asked.today()
    return entry.state.awaits_review and entry.placement.ends_on < today


def commenting(form: forms.CommentForm | None = None) -> dict[str, Any]:
    """What the thread's form shows: a fresh token, or what was sent and what is wrong with it."""
    return {
        "comment_token": form.token.data if form else new_key(),
        "comment_text": form.text.data if form else "",
        "comment_error": " ".join(map(str, form.text.errors)) if form else "",
    }


def _change_form(entry: Entry) -> forms.EntryForm:
    form = forms.EntryForm(
        revision=entry.revision,
        day=entry.day,
        text=entry.text,
        learnt=entry.learnt,
        obstacles=entry.obstacles,
        hours=entry.minutes,
        activity=entry.activity.key if entry.activity else "",
    )
    row_id = entry.id if entry.has_mentions else None
    form.offer_mentions(offers_of("entry", entry.placement_id, entry.day, row_id))
    return form.offer(queries.activities_for(entry.office_id, entry.unit.code), locale())


def warn_of_lost(form: forms.EntryForm) -> None:
    """The words are received without what cannot be named any more."""
    for name in form.lost if not queue.has_waited() else ():
        flash(
            _(
                "“%(field)s”: that is not offered any more, so it was left out.",
                field=form.mentions[name].label.text,
            ),
            "warn",
        )


@bp.post("/logbook/<key>")
@may("entry.change", on=queries.entry_by_key)
def change(entry: Entry) -> Response:
    form = _change_form(entry)
    if form.validate() and form.day.data != entry.day:
        form.day.errors = [_("This entry stays on its day. Write another for that day.")]
    if form.errors:
        return entry_page(entry, 422, form)
    words, at = form.writing, now()
    revision = form.revision.data or entry.revision
    if revision != entry.revision and queries.has_said(entry, words):
        return see_other(
            url_for("logbook.logbook")
        )  # sent once more, having arrived the first time
    try:
        operations.change_entry(entry, words, revision, at)
    except Refused:
        operations.keep_beside(entry, words, form.token.data, at)
        return both_kept(entry)
    warn_of_lost(form)
    if not entry.state.is_withdrawn:
        flash(_("Sent. Your supervisor sees what you changed."))
    return see_other(url_for("logbook.logbook"))


def both_kept(entry: Entry, refusals: Sequence[str] = ()) -> Response:
    """To the entry, which shows what it says and what was sent now."""
    for each in refusals:
        flash(each, "warn")
    flash(_("This day already has an entry. Both texts are kept: choose one."), "warn")
    return see_other(url_for("logbook.entry", key=entry.key), kept="beside")


@bp.post("/versi/<key>")
@may("entry.change", on=queries.other_text_by_key)
def choose(other: OtherText) -> Response:
    if request.form.get("use"):
        operations.use_other_text(other, request.form.get("revision", 0, int), now())
        flash(_("Sent. Your supervisor sees what you changed."))
    else:
        operations.keep_first_text(other, now())
    return see_other(url_for("logbook.entry", key=other.entry.key))


@bp.post("/logbook/<key>/komentar")
@may("entry.comment", on=entry_to_read)
def comment(entry: Entry) -> Response:
    form = forms.CommentForm()
    if not form.validate():
        return entry_page(entry, 422, comment=form)
    token, text = form.token.data, form.text.data
    try:
        add_comment(entry, current_user.person_id, text, token, now())
    except Refused as refusal:
        form.text.errors = [str(refusal)]
        return entry_page(entry, 409, comment=form)
    if allowed(current_user, "entry.review", entry):
        return see_other(url_for("review.queue", buka=entry.key))
    return see_other(url_for("logbook.entry", key=entry.key))

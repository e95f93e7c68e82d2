"""The intern's day and logbook: writing, reading, improving."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.access.roles import Role
from mori.core.clock import local_date, now
from mori.core.db import new_key
from mori.core.errors import Refused
from mori.web.i18n import locale
from mori.web.pager import after, next_page
from mori.web.render import page, see_other

from . import forms, operations, queries
from .desk import Desk, desk_of
from .models import Entry
from .rules import EntryState, changes

bp = Blueprint("logbook", __name__)

START_PAGES = {
    Role.SUPERVISOR: "/tinjau",
    Role.COORDINATOR: "/peserta",
    Role.HEAD: "/peserta",
    Role.OFFICER: "/jaga",
}


@bp.get("/")
@may("self.read")
def start() -> Response:
    if current_user.role in START_PAGES:
        return redirect(START_PAGES[current_user.role], 303)  # type: ignore[return-value]
    desk = _desk()
    if desk is None:
        return page("logbook/no_placement.html", here="today")
    return page("logbook/home.html", here="today", dictionary_of="/*", **_home(desk))


def _home(desk: Desk, form: forms.EntryForm | None = None) -> dict[str, Any]:
    """What the day's page and its fragments need."""
    return {
        "desk": desk,
        "today": desk.today,
        "entry": desk.by_day.get(desk.today),
        "attendance": desk.attendance.get(desk.today),
        "may_check_in": desk.may_check_in,
        "form": form or forms.EntryForm(formdata=None, day=desk.today),
    }


def _desk() -> Desk | None:
    actor = current_user._get_current_object()  # once: each look through the proxy costs
    return desk_of(actor, local_date(now(), actor.zone))


def _running_desk() -> Desk:
    desk = _desk()
    if desk is None or not desk.is_running:
        raise Refused(_("You have no running internship now, so nothing can be written."))
    return desk


@bp.get("/logbook")
@may("day.read")
def logbook() -> Response:
    begin = after(dt.date.fromisoformat, int)
    rows = queries.logbook_of(current_user.person_id, begin)
    shown, more = next_page(rows, queries.PAGE, lambda row: (row.day, row.id))
    desk = _desk() if begin is None else None
    written = {row.day for row in rows}  # a page reaches back further than days are missed
    return page(
        "logbook/logbook.html",
        here="logbook",
        dictionary_of="/logbook*",
        rows=shown,
        more=more,
        missing=desk.missing_from(written) if desk else [],
        can_write=desk is not None and desk.is_running and desk.today not in written,
    )


@bp.get("/logbook/baru")
@may("day.write")
def new_entry() -> Response:
    desk = _running_desk()
    day = _asked_day() or desk.today
    written = queries.entry_of_day(desk.placement.placement_id, day)
    if written:
        return see_other(url_for(".entry", key=written.key))
    form = _offered(forms.EntryForm(formdata=None, day=day), desk, day)
    return page("logbook/new_entry.html", here="logbook", form=form, today=desk.today)


def _asked_day() -> dt.date | None:
    try:
        return dt.date.fromisoformat(request.args.get("hari", ""))
    except ValueError:
        return None


def _offered(form: forms.EntryForm, desk: Desk, day: dt.date | None) -> forms.EntryForm:
    """A form with the kinds of work of the unit the intern was in that day."""
    unit_code = desk.unit_code_on(day or desk.today)
    return form.offer(queries.activities_for(desk.office_id, unit_code), locale())


@bp.post("/logbook")
@may("day.write")
def submit() -> Response:
    desk = _running_desk()
    form = forms.EntryForm()
    _offered(form, desk, form.day.data)
    is_from_home = request.form.get("from") == "home"
    if not form.validate():
        return _submit_again(desk, form, 422, is_from_home)
    day = form.day.data
    try:
        operations.submit_entry(desk.post_on(day), day, form.writing, form.token.data, now())
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _submit_again(desk, form, 409, is_from_home)
    if request.htmx and is_from_home:  # type: ignore[attr-defined]
        return page(
            "logbook/home.html", "logbook/_today.html", here="today", **_home(_running_desk())
        )
    return see_other("/" if is_from_home else url_for(".logbook"))


def _submit_again(desk: Desk, form: forms.EntryForm, status: int, is_from_home: bool) -> Response:
    """The form as it was sent, with what stands in the way."""
    if is_from_home:
        context = {**_home(desk, form), "entry": None}
        return page("logbook/home.html", "logbook/_today.html", status, here="today", **context)
    return page("logbook/new_entry.html", None, status, here="logbook", form=form, today=desk.today)


@bp.get("/logbook/<key>")
@may("entry.read", on=queries.entry_by_key)
def entry(entry: Entry) -> Response:
    return _entry_page(entry)


def _entry_page(
    entry: Entry,
    status: int = 200,
    form: forms.EntryForm | None = None,
    comment: forms.CommentForm | None = None,
) -> Response:
    is_own = entry.person_id == current_user.person_id
    earlier = queries.earlier_texts(entry.id)
    can_change = is_own and entry.state != EntryState.APPROVED
    if can_change and form is None:
        form = _change_form(entry)
    return page(
        "logbook/entry.html",
        status=status,
        here="logbook" if is_own else "interns",
        entry=entry,
        is_own=is_own,
        changed=changes(earlier[0].text, entry.text) if earlier else None,
        earlier=earlier,
        thread=queries.thread_of(entry.id),
        form=form if can_change else None,
        can_comment=current_user.role in (Role.INTERN, Role.SUPERVISOR),
        **commenting(comment),
    )


def commenting(form: forms.CommentForm | None = None) -> dict[str, str]:
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
        hours=entry.minutes and round(entry.minutes / 60, 2),
        activity=entry.activity.key if entry.activity else "",
    )
    return form.offer(queries.activities_for(entry.office_id, entry.unit.code), locale())


@bp.post("/logbook/<key>")
@may("entry.change", on=queries.entry_by_key)
def change(entry: Entry) -> Response:
    form = _change_form(entry)
    if not form.validate():
        return _entry_page(entry, 422, form)
    try:
        revision = form.revision.data or entry.revision
        operations.change_entry(entry, form.writing, revision, now())
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _entry_page(entry, 409, form)
    flash(_("Sent. Your supervisor sees what you changed."))
    return see_other(url_for(".logbook"))


@bp.post("/logbook/<key>/komentar")
@may("entry.comment", on=queries.entry_by_key)
def comment(entry: Entry) -> Response:
    form = forms.CommentForm()
    if not form.validate():
        return _entry_page(entry, 422, comment=form)
    token, text = form.token.data, form.text.data
    operations.add_comment(entry, current_user.person_id, text, token, now())
    if current_user.role == Role.SUPERVISOR:
        return see_other(url_for(".queue", buka=entry.key))
    return see_other(url_for(".entry", key=entry.key))

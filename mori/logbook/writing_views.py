"""Writing an entry: the form, what is sent with it, and what is said about that."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _

from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.web import asked
from mori.web.asked import asked_day
from mori.web.files import sent_files, store, takes_files
from mori.web.filters import long_day, short_day, weekday
from mori.web.i18n import locale
from mori.web.mentions import MENTIONS, offers_of
from mori.web.phone import queue
from mori.web.render import fragment, page, see_other

from . import forms, operations, queries
from .book.queries import entry_before
from .desk import Desk
from .models import Entry, OtherText
from .photos.intake import attach_all
from .rules import MOST_PHOTOS
from .views import both_kept, entry_page, running_desk, today_of, warn_of_lost

bp = Blueprint("writing", __name__)


@bp.get("/logbook/baru")
@may("day.write")
def new_entry() -> Response:
    desk = running_desk()
    day = asked_day() or desk.today
    written = queries.entry_of_day(desk.placement.placement_id, day)
    if written:
        chosen: Any = {name: key for name, key in request.args.items() if name in MENTIONS}
        if chosen and written.state.is_approved:
            flash(
                _("This day's entry is initialled already. Write about it in the next one."), "warn"
            )
        return see_other(url_for("logbook.entry", key=written.key, **chosen))
    copied = entry_before(desk.person_id, day) if "salin" in request.args else None
    form = _offered(_begun_form(day, copied), desk, day).begin_text()
    return _new_entry(form, desk, copied=copied)


def _begun_form(day: dt.date, copied: Entry | None) -> forms.EntryForm:
    """An empty form, or one filled with what was done before."""
    if copied is None:
        return forms.EntryForm(formdata=None, day=day, opened=asked.today())
    return forms.EntryForm(
        formdata=None,
        day=day,
        opened=asked.today(),
        text=copied.text,
        hours=copied.minutes,
        activity=copied.activity.key if copied.activity else "",
    )


def _new_entry(
    form: forms.EntryForm, desk: Desk, status: int = 200, copied: Entry | None = None
) -> Response:
    """The form; ``copied`` is the entry it was filled from, else one is offered to copy."""
    day = form.day.data or desk.today
    before = None if form.text.data else entry_before(desk.person_id, day)
    return page(
        "logbook/new_entry.html",
        status=status,
        here="logbook",
        form=form,
        most_photos=MOST_PHOTOS,
        copied=copied,
        before=before,
    )


def _offered(form: forms.EntryForm, desk: Desk, day: dt.date | None) -> forms.EntryForm:
    """A form with the kinds of work of the unit the intern was in that day, and what may be
    named.
    """
    day = day or desk.today
    form.offer_mentions(offers_of("entry", desk.placement.placement_id, day))
    unit_code = desk.unit_code_on(day)
    return form.offer(queries.activities_for(desk.office_id, unit_code), locale())


@bp.post("/logbook")
@may("day.write")
@takes_files
def submit() -> Response:
    desk = running_desk()
    form = forms.EntryForm()
    _offered(form, desk, form.day.data)
    is_from_home = request.form.get("from") == "home"
    if not form.validate():
        return _submit_again(desk, form, 422, is_from_home)
    day, at = form.day.data, now()
    written_at = queue.phone_time(at)
    written_on = local_date(written_at or at, desk.zone)
    if form.is_of_an_old_page(written_on):
        form.ask_day(written_on, short_day(locale(), form.opened.data))
        return _submit_again(desk, form, 422, is_from_home)
    try:
        sent = operations.submit_entry(
            desk.post_on(day), day, form.writing, form.token.data, at, written_at
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _submit_again(desk, form, 409, is_from_home)
    entry = sent.entry if isinstance(sent, OtherText) else sent
    refusals = attach_all(store(), entry, sent_files("photo"), form.purpose, at)
    warn_of_lost(form)
    if isinstance(sent, OtherText):
        return both_kept(entry, refusals)
    if refusals:
        return _without_some_photos(entry, refusals)
    is_same = _remark_on_sameness(desk.person_id, day, form.text.data)
    if is_from_home and day == desk.today:
        if request.htmx:  # type: ignore[attr-defined]
            desk = running_desk()
            sent_today = fragment("logbook/_sent.html", desk=desk, **today_of(desk))
            return queue.receipted(sent_today)
        return see_other("/")
    if not is_same and not queue.is_queued():
        flash(_("Sent for %(day)s. You find it in your logbook.", day=long_day(locale(), day)))
    # There it says what the text seems to give away, beside the field to change it.
    hinted = url_for("logbook.entry", key=entry.key) if entry.hints else ""
    return see_other(hinted or ("/" if is_from_home else url_for("logbook.logbook")))


def _remark_on_sameness(person_id: int, day: dt.date, text: str) -> bool:
    """A hint, never a block: some days are alike."""
    before = entry_before(person_id, day)
    is_same = before is not None and before.text.split() == text.split()
    if before and is_same:
        said = _(
            "Sent. The text is the same as on %(day)s; if something was different, add it.",
            day=weekday(locale(), before.day),
        )
        flash(said, "warn")
    return is_same


def _submit_again(desk: Desk, form: forms.EntryForm, status: int, is_from_home: bool) -> Response:
    """The form as it was sent, with what stands in the way."""
    if is_from_home and request.htmx:  # type: ignore[attr-defined]
        return fragment("logbook/_today.html", status, **{**today_of(desk, form), "entry": None})
    return _new_entry(form, desk, status)


def _without_some_photos(entry: Entry, refusals: list[str]) -> Response:
    """The text is received; what keeps a photo out is said where another can be added."""
    if request.htmx:  # type: ignore[attr-defined]
        for each in refusals:
            flash(each, "warn")
        return see_other(url_for("logbook.entry", key=entry.key))
    whole = queries.entry_by_key(entry.key) or entry
    return entry_page(whole, 422, photo_refusals=refusals)

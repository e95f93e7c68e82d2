"""The agenda of an event, session by session."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.guidebook.editions.queries import chapters_in, current_edition
from mori.guidebook.queries import all_books
from mori.web.filters import long_day
from mori.web.i18n import locale
from mori.web.render import page, see_other

from .. import queries
from ..models import Event, EventSession
from ..rules import days_of
from . import operations
from .forms import SPEAKERS, SessionForm, known_facts

bp = Blueprint("agenda", __name__)


@bp.get("/kegiatan/<key>/acara/baru")
@may("event.change", on=queries.event_by_key)
def adding(event: Event) -> Response:
    return _shown(event, _offered(SessionForm(formdata=None), event))


@bp.post("/kegiatan/<key>/acara/baru")
@may("event.change", on=queries.event_by_key)
def add(event: Event) -> Response:
    form = _offered(SessionForm(), event)
    if not form.validate():
        return _shown(event, form, 422)
    operations.add_session(event, form.key, form.facts, form.speakers, now())
    return see_other(url_for("making.event", key=event.key))


@bp.get("/kegiatan/acara/<key>")
@may("event.change", on=queries.agenda_by_key)
def changing(session: EventSession) -> Response:
    speakers = queries.speakers_of([session.id]).get(session.id, [])
    form = SessionForm(formdata=None, data=known_facts(session, speakers))
    return _shown(session.event, _offered(form, session.event, session), session=session)


@bp.post("/kegiatan/acara/<key>")
@may("event.change", on=queries.agenda_by_key)
def change(session: EventSession) -> Response:
    form = _offered(SessionForm(), session.event, session)
    if not form.validate():
        return _shown(session.event, form, 422, session)
    operations.change_session(session, form.facts, form.speakers, now())
    return see_other(url_for("making.event", key=session.event.key))


@bp.post("/kegiatan/acara/<key>/hapus")
@may("event.change", on=queries.agenda_by_key)
def drop(session: EventSession) -> Response:
    event_key = session.event.key
    operations.drop_session(session, now())
    flash(_("The session is off the agenda."))
    return see_other(url_for("making.event", key=event_key))


def _offered(form: SessionForm, event: Event, session: EventSession | None = None) -> SessionForm:
    days = [(day.isoformat(), long_day(locale(), day)) for day in days_of(event)]
    chapters = [
        (f"{edition.slug}/{chapter.slug}", f"{book.title}: {chapter.title}")
        for book in all_books()
        if (edition := current_edition(current_user.office_id, book.id))
        for chapter in chapters_in(edition.id)
    ]
    if session and session.chapter:  # of an edition that is no longer the current one
        value = f"{session.edition}/{session.chapter}"
        if value not in dict(chapters):
            chapters.append((value, session.chapter))
    return form.offer(days, chapters)


def _shown(
    event: Event, form: SessionForm, status: int = 200, session: EventSession | None = None
) -> Response:
    return page(
        "events/agenda/session.html",
        status=status,
        here="network",
        event=event,
        session=session,
        form=form,
        speakers=[(form[f"name_{n}"], form[f"post_{n}"]) for n in range(SPEAKERS)],
    )

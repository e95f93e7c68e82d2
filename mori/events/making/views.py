"""The office's events: the list, one of them, making, changing, announcing and reporting."""

import datetime as dt

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import ZONE_NAMES, local_date, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.institutions.queries import regions_meant
from mori.web import asked
from mori.web.render import page, parts_of, see_other

from .. import queries
from ..models import Event
from ..public.desk import agenda_of
from ..rules import DAY, state_on
from ..telling.views import door
from . import forms, operations

bp = Blueprint("making", __name__)
HERE = "network"


@bp.get("/kegiatan")
@may("event.list")
def events() -> Response:
    before = asked.after(dt.date.fromisoformat, int)
    found = queries.events_of(current_user.office_id, before)
    rows, more = asked.next_page(found, queries.PAGE, lambda row: (row.starts_on, row.id))
    today = asked.today()
    return page(
        "events/making/events.html",
        here=HERE,
        rows=[(row, state_on(row, today)) for row in rows],
        more=more,
        may_make=allowed(current_user, "event.make"),
        may_read=allowed(current_user, "member.list"),
    )


@bp.get("/kegiatan/baru")
@may("event.make")
def drafting() -> Response:
    day = asked.today() + 14 * DAY
    known = {"starts_on": day, "ends_on": day, "answer_until": day - 3 * DAY, "seats": "30"}
    officer = _("The office's protection officer on duty")
    return _drafting(_empty_form({**known, "protection": officer}))


@bp.post("/kegiatan/baru")
@may("event.make")
def draft() -> Response:
    form = _form()
    if not form.validate():
        return _drafting(form, 422)
    office_id, person_id = current_user.office_id, current_user.person_id
    token = token_for(form.token.data, office_id, *form.facts)
    made = operations.make_event(office_id, form.facts, token, person_id, now())
    return see_other(url_for("making.event", key=made.key))


@bp.get("/kegiatan/<key>/kelola")
@may("event.read", on=queries.event_by_key)
def event(event: Event) -> Response:
    return shown(event)


def shown(event: Event, status: int = 200) -> Response:
    stands = state_on(event, local_date(now(), event.office.zone))
    return page(
        "events/making/event.html",
        status=status,
        here=HERE,
        event=event,
        stands=stands,
        agenda=agenda_of(event),
        zone_name=ZONE_NAMES[event.office.zone],
        may_change=allowed(current_user, "event.change", event),
        steps=queries.steps_of(event.id),
        labels=forms.STEP_LABELS,
        parts=parts_of("event", event),
    )


@bp.get("/kegiatan/<key>/ubah")
@may("event.change", on=queries.event_by_key)
def changing(event: Event) -> Response:
    return _drafting(_empty_form(forms.known_facts(event)), event=event)


@bp.post("/kegiatan/<key>/ubah")
@may("event.change", on=queries.event_by_key)
def change(event: Event) -> Response:
    form = _form()
    if not form.validate():
        return _drafting(form, 422, event)
    try:
        n = operations.change_event(event, form.facts, door(), current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _drafting(form, 422, event)
    if n:
        flash(ngettext("%(num)d mail is on its way.", "%(num)d mails are on their way.", n))
    return see_other(url_for("making.event", key=event.key))


@bp.post("/kegiatan/<key>/umumkan")
@may("event.change", on=queries.event_by_key)
def announce(event: Event) -> Response:
    operations.announce_event(event, current_user.person_id, now())
    flash(_("Everybody sees it now. Next: invite."))
    return see_other(url_for("making.event", key=event.key))


def _form() -> forms.EventForm:
    form = forms.EventForm().offer_series(queries.series_of(current_user.office_id))
    form.offer_regions(*regions_meant(form.region.data or ""))
    return form


def _empty_form(known: dict[str, object]) -> forms.EventForm:
    form = forms.EventForm(formdata=None, data=known)
    form.offer_regions([], [])
    return form.offer_series(queries.series_of(current_user.office_id))


def _drafting(form: forms.EventForm, status: int = 200, event: Event | None = None) -> Response:
    return page("events/making/draft.html", status=status, here=HERE, form=form, event=event)

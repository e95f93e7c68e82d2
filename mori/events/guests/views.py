"""Who comes to an event, for its office, and guests."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.sealing import unsealed
from mori.web import asked
from mori.web.render import page, see_other

from .. import queries
from ..models import Event, Participant
from ..rules import Need, state_on
from . import forms, operations

bp = Blueprint("guests", __name__)
PAGE = 100


@bp.get("/kegiatan/<key>/peserta")
@may("event.read", on=queries.event_by_key)
def participants(event: Event) -> Response:
    return _shown(event, forms.GuestForm(formdata=None))


@bp.post("/kegiatan/<key>/peserta")
@may("event.change", on=queries.event_by_key)
def add(event: Event) -> Response:
    form = forms.GuestForm()
    if not form.validate():
        return _shown(event, form, 422)
    name, community = form.name.data or "", form.community.data or ""
    token = token_for(form.token.data or "", event.key, name, community)
    try:
        operations.add_guest(event, name, now(), community_name=community, token=token)
    except Refused as refusal:
        form.refuse(refusal)
        return _shown(event, form, 422)
    return see_other(url_for("guests.participants", key=event.key))


@bp.post("/kegiatan/peserta/<key>/hapus")
@may("event.change", on=queries.participant_by_key)
def drop(participant: Participant) -> Response:
    operations.drop_participant(participant, now())
    flash(_("%(name)s is off the list.", name=participant.name))
    return see_other(url_for("guests.participants", key=participant.event.key))


def _shown(event: Event, form: forms.GuestForm, status: int = 200) -> Response:
    found = queries.participants_of(event.id, (asked.after(int) or (0,))[0], PAGE + 1)
    rows, more = asked.next_page(found, PAGE, lambda row: (row.row,))
    may_change = allowed(current_user, "event.change", event)
    return page(
        "events/guests/participants.html",
        status=status,
        here="network",
        event=event,
        rows=rows,
        more=more,
        needs={row.id: needs_said(row) for row in rows if row.needs} if may_change else {},
        form=form,
        may_change=may_change,
        may_add=may_change and state_on(event, asked.today()).is_coming,
    )


def needs_said(participant: Participant) -> str:
    """What somebody needs to take part, in words."""
    codes = unsealed(current_app.config["SECRET_KEY"], participant.needs).split()
    labels: list[Any] = [each.label for each in Need if each in codes]
    return ", ".join(str(each) for each in labels)

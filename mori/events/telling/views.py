"""Who has still to be told, one by one over WhatsApp; and calling an event off."""

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.rules import normal_phone
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.network.models import Community, Member
from mori.web.render import page, see_other

from .. import queries
from ..models import Event, EventInvitation
from ..rules import EventState, Notice, ToldBy, reminder_on, state_on
from . import forms, operations
from .letters import Door, said_shortly
from .queries import reachable, untold

bp = Blueprint("telling", __name__)
HERE = "network"


def door() -> Door:
    """How texts lead to an invitation."""
    config = current_app.config
    return Door(config["SETTINGS"].address, config["SECRET_KEY"])


def due_now(event: Event) -> list[Notice]:
    """What has to be told by now."""
    today = local_date(now(), event.office.zone)
    if event.state is EventState.CALLED_OFF:
        return [Notice.CALLED_OFF]
    if state_on(event, today) not in {EventState.ANNOUNCED, EventState.RUNNING}:
        return []
    reminder = reminder_on(event, today)
    return [Notice.MOVED, Notice.INVITED, Notice.OFFERED, *([reminder] if reminder else [])]


def event_part(event: Event) -> dict[str, Any] | None:
    """On the page of an event: how many have still to be told what."""
    if not allowed(current_user, "event.change", event):
        return None
    waiting = [(notice, len(untold(event, notice))) for notice in due_now(event)]
    stands = state_on(event, local_date(now(), event.office.zone))
    return {
        "event": event,
        "waiting": [(notice, n) for notice, n in waiting if n],
        "may_call_off": stands.is_coming,
    }


@bp.get("/kegiatan/<key>/kabari")
@may("event.change", on=queries.event_by_key)
def to_tell(event: Event) -> Response:
    """Who has still to be told what, with one button each."""
    groups = [(notice, untold(event, notice)) for notice in due_now(event)]
    rows = [row for _notice, found in groups for row in found]
    return page(
        "events/telling/to_tell.html",
        here=HERE,
        event=event,
        groups=[(notice, found) for notice, found in groups if found],
        reachable=reachable(rows),
    )


@bp.post("/kegiatan/<key>/kabari")
@may("event.change", on=queries.event_by_key)
def mail(event: Event) -> Response:
    """One mail to each who has an address, nobody in copy."""
    form = forms.NoticeForm()
    notice = form.notice_among(due_now(event))
    n = (
        operations.tell_by_mail(
            untold(event, notice), notice, door(), current_user.person_id, now()
        )
        if notice
        else 0
    )
    flash(ngettext("%(num)d mail is on its way.", "%(num)d mails are on their way.", n))
    return see_other(url_for("telling.to_tell", key=event.key))


@bp.post("/kegiatan/undangan/<key>/bagikan")
@may("event.change", on=queries.invitation_by_key)
def share(invitation: EventInvitation) -> Response:
    """The text, and the way to WhatsApp; that it was shared is all that can be noted."""
    notice = forms.NoticeForm().notice_among(list(Notice)) or Notice.INVITED
    at = now()
    operations.note_told(invitation, notice, ToldBy.SHARED, current_user.person_id, at)
    text = said_shortly(invitation, notice, door())
    member = invitation.member if invitation.member_id in reachable([invitation]) else None
    number = normal_phone(member.phone) if member else None
    whom: Community | Member | None = invitation.community or invitation.member
    back = url_for("telling.to_tell", key=invitation.event.key)
    return shared(whom.name if whom else "", (back, _("Not told yet")), text, number)


def shared(name: str, back: tuple[str, str], text: str, number: str | None) -> Response:
    """A text that somebody shares by hand, with the way to WhatsApp and to the list."""
    response = page(
        "events/telling/shared.html",
        here=HERE,
        name=name,
        back=back[0],
        where=back[1],
        text=text,
        phone=number,
        url=f"https://wa.me/{(number or '').removeprefix('+')}?text={quote(text)}",
    )
    return not_stored(response)


@bp.get("/kegiatan/<key>/batal")
@may("event.change", on=queries.event_by_key)
def calling_off(event: Event) -> Response:
    return _calling_off(event, forms.CallOffForm(formdata=None))


@bp.post("/kegiatan/<key>/batal")
@may("event.change", on=queries.event_by_key)
def call_off(event: Event) -> Response:
    form = forms.CallOffForm()
    if not form.validate():
        return _calling_off(event, form, 422)
    reason = form.reason.data or ""
    n = operations.call_off(event, reason, door(), current_user.person_id, now())
    flash(ngettext("%(num)d mail is on its way.", "%(num)d mails are on their way.", n))
    return see_other(url_for("telling.to_tell", key=event.key))


def _calling_off(event: Event, form: forms.CallOffForm, status: int = 200) -> Response:
    return page("events/telling/calling_off.html", status=status, here=HERE, event=event, form=form)

"""Whom an event invites, for its office: the list, inviting, and taking one back."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import writing
from mori.web import asked
from mori.web.render import page, see_other

from .. import queries
from ..models import Event, EventInvitation
from ..rules import InvitationState, state_on
from ..telling.queries import reachable, told_of
from ..telling.views import door
from . import forms, operations
from .desk import Whom, whom_to_invite
from .queries import PAGE, counts_of, invitations_of

bp = Blueprint("inviting", __name__)
HERE = "network"


def event_part(event: Event) -> dict[str, Any]:
    """On the page of an event: how many were invited, and how they answered."""
    counts = counts_of(event.id)
    return {
        "event": event,
        "counts": [(state, counts[state]) for state in InvitationState if state in counts],
        "free": queries.seats_free(event, now()),
        "may_change": allowed(current_user, "event.change", event),
    }


@bp.get("/kegiatan/<key>/undangan")
@may("event.read", on=queries.event_by_key)
def invitations(event: Event) -> Response:
    found = invitations_of(event.id, *(asked.after(int) or ()))
    rows, more = asked.next_page(found, PAGE, lambda row: (row.id,))
    return page(
        "events/inviting/invitations.html",
        here=HERE,
        event=event,
        stands=state_on(event, asked.today()),
        rows=rows,
        more=more,
        told=told_of([row.id for row in rows]),
        reachable=reachable(list(rows)),
        free=queries.seats_free(event, now()),
        may_change=allowed(current_user, "event.change", event),
    )


@bp.get("/kegiatan/<key>/undang")
@may("event.change", on=queries.event_by_key)
def choosing(event: Event) -> Response:
    whom = whom_to_invite(event, asked.today())
    return _choosing(event, whom, forms.InviteForm(formdata=None).offer(*whom.choices))


@bp.post("/kegiatan/<key>/undang")
@may("event.change", on=queries.event_by_key)
def invite(event: Event) -> Response:
    whom = whom_to_invite(event, asked.today())
    form = forms.InviteForm().offer(*whom.choices)
    if not form.validate():
        return _choosing(event, whom, form, 422)
    made = _invite(event, whom, form)
    waiting = sum(each.state is InvitationState.WAITING for each in made)
    flash(ngettext("%(num)d invited.", "%(num)d invited.", len(made) - waiting))
    if waiting:
        flash(
            ngettext(
                "%(num)d waits for a seat: none is free.",
                "%(num)d wait for a seat: none is free.",
                waiting,
            ),
            "warn",
        )
    return see_other(url_for("inviting.invitations", key=event.key))


@writing()
def _invite(event: Event, whom: Whom, form: forms.InviteForm) -> list[EventInvitation]:
    actor_id, at = current_user.person_id, now()
    made = [
        operations.invite(
            event, community, whom.contact_of(community), form.seats.data, actor_id, at
        )
        for community in whom.communities
        if community.key in form.communities.data
    ]
    made += [
        operations.invite(event, None, member, 1, actor_id, at)
        for member in whom.members
        if member.key in form.members.data
    ]
    return made


def _choosing(event: Event, whom: Whom, form: forms.InviteForm, status: int = 200) -> Response:
    return page(
        "events/inviting/choosing.html",
        status=status,
        here=HERE,
        event=event,
        whom=whom,
        form=form,
        free=queries.seats_free(event, now()),
    )


@bp.post("/kegiatan/undangan/<key>/tarik")
@may("event.change", on=queries.invitation_by_key)
def withdraw(invitation: EventInvitation) -> Response:
    operations.withdraw(invitation, door(), current_user.person_id, now())
    flash(_("The invitation is withdrawn. Its seats went to whoever waited."))
    return see_other(url_for("inviting.invitations", key=invitation.event.key))

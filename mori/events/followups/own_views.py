"""A participant promises to teach others, by the pass of their invitation: no account needed."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, current_app, url_for

from mori.access.guard import public
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.render import page, see_other

from ..answering.views import known_by
from ..models import Participant
from ..queries import one_event, participant_by_key
from ..rules import state_on
from ..telling.letters import pass_of as invitation_pass
from . import operations, queries
from .forms import PromiseForm, in_a_month, promise_form
from .rules import MOST_PROMISED
from .standing import community_name
from .views import promises_shown

bp = Blueprint("promising", __name__)


def _named(ticket: str, key: str) -> Participant:
    """One whom an invitation's answer has named, and who still comes."""
    invitation, found = known_by(ticket), participant_by_key(key)
    if found is None or found.left_at or found.invitation_id != invitation.id:
        abort(404)
    return found


@bp.get("/jawab/<ticket>/janji/<key>")
@public
def promising(ticket: str, key: str) -> Response:
    row = _named(ticket, key)
    today = local_date(now(), row.event.office.zone)
    known = {"what": row.event.theme[:120] or row.event.name, "by_on": in_a_month(today)}
    return _shown(ticket, row, promise_form(known))


@bp.post("/jawab/<ticket>/janji/<key>")
@public
def promise(ticket: str, key: str) -> Response:
    row, form = _named(ticket, key), PromiseForm().meant()
    if not form.validate():
        return _shown(ticket, row, form, 422)
    token = token_for(form.token.data or "", row.key, *form.said)
    try:
        operations.promise(row, form.said, token, None, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _shown(ticket, row, form, 422)
    return see_other(url_for("promising.promising", ticket=ticket, key=key))


def _shown(ticket: str, row: Participant, form: PromiseForm, status: int = 200) -> Response:
    today = local_date(now(), row.event.office.zone)
    promised = queries.promises_by([row.id])[row.id]
    response = page(
        "events/followups/promising.html",
        status=status,
        here="event",
        ticket=ticket,
        row=row,
        event=row.event,
        community=community_name(row),
        promised=promises_shown(promised, today),
        form=form,
        may_promise=state_on(row.event, today) in operations.AFTER
        and len(promised) < MOST_PROMISED,
    )
    return not_stored(response)


def participants_part(rows: Mapping[int, Participant]) -> dict[int, dict[str, Any]] | None:
    """Where their names stand in an answer: what they promised, and the way to promise more."""
    event = one_event(rows)
    today = local_date(now(), event.office.zone)
    if state_on(event, today) not in operations.AFTER:
        return None
    secret, promised = current_app.config["SECRET_KEY"], queries.promises_by(list(rows))
    tickets = {
        each: invitation_pass(secret, row.invitation.key)
        for each, row in rows.items()
        if row.invitation
    }
    return {
        each: {
            "name": rows[each].name,
            "promised": promises_shown(promised[each], today),
            "url": url_for("promising.promising", ticket=ticket, key=rows[each].key),
        }
        for each, ticket in tickets.items()
    }

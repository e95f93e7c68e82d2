"""An intern asks for another supervisor; coordinators alone see it and decide."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.accounts.models import Person
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.render import page, see_other

from ..models import Placement
from ..proceedings.views import address
from ..queries import placement_by_key
from ..rotation.queries import supervisors_of
from ..rules import ONGOING
from . import forms, operations, queries
from .models import SupervisorChange

bp = Blueprint("supervisor_changes", __name__)
bp.after_request(not_stored)


def beside(actor: Actor, change: Any) -> bool:
    """In the office, and not whoever supervises the intern, whatever else they are."""
    return change.office_id == actor.office_id and actor.person_id not in change.supervisor_ids


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """On the page of an internship, for its intern and for coordinators who do not supervise it."""
    is_own = placement.person_id == current_user.person_id
    rows = queries.supervisor_changes_of(placement.id)
    if not is_own:
        rows = [row for row in rows if allowed(current_user, "supervisor_change.decide", row)]
    may_ask = is_own and placement.state in ONGOING
    may_ask = may_ask and not any(row.state.is_asked for row in rows)
    if not rows and not may_ask:
        return None
    return {"placement": placement, "rows": rows, "may_ask": may_ask}


@bp.get("/peserta/<key>/pembimbing")
@may("supervisor_change.ask", on=placement_by_key)
def asking(placement: Placement) -> Response:
    return _asking(placement, forms.AskForm(formdata=None))


def _asking(placement: Placement, form: forms.AskForm, status: int = 200) -> Response:
    return page(
        "placements/supervisors/ask.html",
        status=status,
        here="attendance",
        placement=placement,
        form=form,
        readers=queries.readers_of(placement),
    )


@bp.post("/peserta/<key>/pembimbing")
@may("supervisor_change.ask", on=placement_by_key)
def ask(placement: Placement) -> Response:
    form = forms.AskForm()
    if not form.validate():
        return _asking(placement, form, 422)
    token = token_for(form.token.data, placement.id, form.words.data)
    try:
        made = operations.ask_for_supervisor(
            placement, form.words.data, token, current_user.person_id, now(), address()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _asking(placement, form, 409)
    flash(_("Asked. Your supervisor does not learn of it."))
    return see_other(url_for("supervisor_changes.change", key=made.key))


@bp.get("/peserta/pembimbing/<key>")
@may("supervisor_change.read", on=queries.supervisor_change_by_key)
def change(change: SupervisorChange) -> Response:
    return _show(change, forms.DecideForm(formdata=None))


def _show(change: SupervisorChange, form: forms.DecideForm, status: int = 200) -> Response:
    form.offer(_offered(change))
    is_own = change.person_id == current_user.person_id
    return page(
        "placements/supervisors/change.html",
        status=status,
        here="attendance" if is_own else "interns",
        change=change,
        is_own=is_own,
        form=form,
        events=queries.events_of(change.id),
        labels=forms.EVENT_LABELS,
    )


def _offered(change: SupervisorChange) -> list[Person]:
    """The office's supervisors, but for the intern and whoever supervises now."""
    found = [each.person for each in supervisors_of(change.office_id)]
    return [each for each in found if each.id != change.person_id]


@bp.post("/peserta/pembimbing/<key>")
@may("supervisor_change.decide", on=queries.supervisor_change_by_key)
def decide(change: SupervisorChange) -> Response:
    form = forms.DecideForm()
    form.offer(_offered(change))
    if not form.validate():
        return _show(change, form, 422)
    person_id, at = current_user.person_id, now()
    try:
        if form.decision.data == "agree":
            supervisor_id = form.ids[form.supervisor.data]
            said = (supervisor_id, form.note.data)
            operations.agree_to_change(change, *said, person_id, at, address())
        else:
            operations.decline_change(change, form.note.data, person_id, at, address())
    except Refused as refusal:
        form.refuse(refusal)
        return _show(change, form, 409)
    flash(_("Saved. The intern is told."))
    return see_other(url_for("supervisor_changes.change", key=change.key))


@bp.post("/peserta/pembimbing/<key>/batal")
@may("supervisor_change.take_back", on=queries.supervisor_change_by_key)
def take_back(change: SupervisorChange) -> Response:
    if change.state.is_asked:
        operations.take_change_back(change, current_user.person_id, now())
        flash(_("Taken back."))
    return see_other(url_for("supervisor_changes.change", key=change.key))

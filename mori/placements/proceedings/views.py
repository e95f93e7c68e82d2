"""Warnings and early ends: proposing one, its page for the office and for its intern."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.files.documents import make_pdf
from mori.web.files import pdf_file
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..models import Placement
from ..queries import placement_by_key
from ..rules import ONGOING
from . import forms, operations, queries
from .models import Proceeding
from .prints import proceeding_content
from .rules import ProceedingKind
from .words import reason_named

bp = Blueprint("proceedings", __name__)


def address() -> str:
    """Where this MORI is reached, as mail says it."""
    return str(current_app.config["SETTINGS"].address)


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """On the page of an internship, for its intern and the office; supervisors see none of it."""
    may_propose = allowed(current_user, "proceeding.propose", placement)
    found = queries.proceedings_of(placement.id)
    if not may_propose and not any(allowed(current_user, "proceeding.read", e) for e in found):
        return None
    is_ongoing = placement.state in ONGOING
    if not found and not (may_propose and is_ongoing):
        return None
    return {
        "placement": placement,
        "rows": found,
        "may_propose": may_propose and is_ongoing,
        "may_certify": allowed(current_user, "proceeding.propose", placement),
    }


def today_part(placement: Any, _today: Any) -> dict[str, Any] | None:
    """On an intern's start page: what waits for their words."""
    if not current_user.facts["has_to_answer"]:
        return None
    return {"rows": queries.asked_of(current_user.person_id)}


@bp.get("/peserta/<key>/akhiri")
@may("proceeding.propose", on=placement_by_key)
def ending(placement: Placement) -> Response:
    return _proposing(placement, ProceedingKind.END)


@bp.get("/peserta/<key>/peringatan")
@may("proceeding.propose", on=placement_by_key)
def warning(placement: Placement) -> Response:
    return _proposing(placement, ProceedingKind.WARNING)


def _proposing(
    placement: Placement,
    kind: ProceedingKind,
    form: forms.ProposalForm | None = None,
    status: int = 200,
) -> Response:
    form = form or forms.ProposalForm(formdata=None)
    form.offer(kind, locale())
    return page(
        "placements/proceedings/propose.html",
        status=status,
        here="interns",
        placement=placement,
        kind=kind,
        form=form,
    )


@bp.post("/peserta/<key>/akhiri")
@may("proceeding.propose", on=placement_by_key)
def end(placement: Placement) -> Response:
    return _propose(placement, ProceedingKind.END)


@bp.post("/peserta/<key>/peringatan")
@may("proceeding.propose", on=placement_by_key)
def warn(placement: Placement) -> Response:
    return _propose(placement, ProceedingKind.WARNING)


def _propose(placement: Placement, kind: ProceedingKind) -> Response:
    form = forms.ProposalForm()
    form.offer(kind, locale())
    if not form.validate():
        return _proposing(placement, kind, form, 422)
    token = token_for(form.token.data, placement.id, *form.proposal)
    try:
        made = operations.propose(
            placement, form.proposal, token, current_user.person_id, now(), address()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _proposing(placement, kind, form, 409)
    flash(_("The intern is asked. Nothing else happens yet."))
    return see_other(url_for("proceedings.proceeding", key=made.key))


@bp.get("/peserta/tindakan/<key>")
@may("proceeding.read", on=queries.proceeding_by_key)
def proceeding(proceeding: Proceeding) -> Response:
    return show(proceeding)


def show(proceeding: Proceeding, status: int = 200, **tried: Any) -> Response:
    """The page of a proceeding, with whichever form was sent back."""
    today = local_date(now(), proceeding.placement.office.zone)
    is_own = proceeding.person_id == current_user.person_id
    empty = {
        "answer": forms.AnswerForm(formdata=None),
        "drop": forms.DropForm(formdata=None),
        "look": forms.LookForm(formdata=None),
    }
    return page(
        "placements/proceedings/proceeding.html",
        status=status,
        here="attendance" if is_own else "interns",
        proceeding=proceeding,
        is_own=is_own,
        may_change=allowed(current_user, "proceeding.change", proceeding),
        may_look=proceeding.day <= today,
        reason=reason_named(proceeding.reason, locale()),
        events=_events(proceeding, is_own),
        labels=forms.EVENT_LABELS,
        forms=empty | tried,
    )


def _events(proceeding: Proceeding, is_own: bool) -> list[Any]:
    """What happened; who signed as the second is known to the intern and to nobody in the office,
    or it would show whom a call for help keeps out.
    """
    events = queries.events_of(proceeding.id)
    for event in events:
        if event.verb in ("sign", "refuse") and not is_own:
            event.actor = None
    return events


@bp.post("/peserta/tindakan/<key>/jawab")
@may("proceeding.answer", on=queries.proceeding_by_key)
def answer(proceeding: Proceeding) -> Response:
    form = forms.AnswerForm()
    if not form.validate():
        return show(proceeding, 422, answer=form)
    if proceeding.words == form.words.data:  # sent twice
        return see_other(url_for("proceedings.proceeding", key=proceeding.key))
    return _done(proceeding, "answer", form, operations.answer, form.words.data)


@bp.post("/peserta/tindakan/<key>/tarik")
@may("proceeding.change", on=queries.proceeding_by_key)
def drop(proceeding: Proceeding) -> Response:
    form = forms.DropForm()
    if not form.validate():
        return show(proceeding, 422, drop=form)
    return _done(proceeding, "drop", form, operations.drop, form.note.data)


@bp.post("/peserta/tindakan/<key>/lihat")
@may("proceeding.change", on=queries.proceeding_by_key)
def look(proceeding: Proceeding) -> Response:
    form = forms.LookForm()
    if not form.validate():
        return show(proceeding, 422, look=form)
    return _done(proceeding, "look", form, operations.finish_warning, form.note.data)


def _done(proceeding: Proceeding, name: str, form: Any, operation: Any, said: str) -> Response:
    try:
        operation(proceeding, said, current_user.person_id, now(), address())
    except Refused as refusal:
        form.refuse(refusal)
        return show(proceeding, 409, **{name: form})
    flash(_("Saved."))
    return see_other(url_for("proceedings.proceeding", key=proceeding.key))


@bp.get("/peserta/tindakan/<key>/surat.pdf")
@may("proceeding.read", on=queries.proceeding_by_key)
def paper(proceeding: Proceeding) -> Response:
    """The warning letter, or the record of an early end, once a second has signed."""
    if not proceeding.state.has_paper:
        raise Refused(_("There is no paper yet: a second person has still to sign."))
    at = now()
    signer = None
    if proceeding.person_id == current_user.person_id:
        signer = proceeding.signer
    content = proceeding_content(proceeding, signer, locale(), at)
    body = make_pdf("proceeding", content, at)
    return pdf_file(body, proceeding.kind, proceeding.placement.person.name, proceeding.signed_on)

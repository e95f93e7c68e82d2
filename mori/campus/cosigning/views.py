"""The campus signs a final assessment by a link of its own, which the coordinator gives."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import by_link, may
from mori.access.purposes import Purpose
from mori.accounts.rules import normal_email
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.words import marked
from mori.evaluation.assessments.rows import LockedResult
from mori.evaluation.schemes.forms import shown_mark
from mori.institutions.models import InstitutionContact
from mori.institutions.rules import CONTACT
from mori.links.forms import GiveForm
from mori.links.given_views import link_page, shown
from mori.links.models import SignedLink
from mori.links.rules import LIVE, Hand
from mori.links.views import post
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..supervision.queries import supervisors_named
from . import queries
from .forms import CoSignForm
from .operations import Said, ask_to_sign, co_sign
from .rules import PURPOSE, Answer

bp = Blueprint("cosigning", __name__)

FINAL = Purpose(
    PURPOSE,
    marked("the final assessment, to be signed"),
    about=CONTACT,
    endpoint="cosigning.final",
    lasts=dt.timedelta(days=30),
    signs=True,
)


def hand_of(contact: InstitutionContact) -> Hand:
    """How a link reaches a contact."""
    return Hand(contact.name, normal_email(contact.email) or "", contact.phone)


@bp.get("/t/<key>/akhir")
@by_link(FINAL.name, on=queries.placement_to_sign)
def final(link: SignedLink, placement: Placement) -> Response:
    return _final(link, placement, CoSignForm(formdata=None))


def _final(link: SignedLink, placement: Placement, form: CoSignForm, status: int = 200) -> Response:
    known = queries.final_of(placement.id)
    form.given_to.data = known.digest if known else ""
    response = page(
        "campus/cosigning/final.html",
        status=status,
        here="link",
        link=link,
        placement=placement,
        result=known and known.result,
        **marks_shown(known.result if known else None),
        signature=queries.standing_signature(placement.id),
        form=form,
    )
    return not_stored(response)


def marks_shown(result: LockedResult | None) -> dict[str, Any]:
    """The marks of a locked assessment as the reader's language writes them."""
    if result is None:
        return {"aspects": [], "outcome": ""}
    is_local = locale() == "id"
    aspects = [
        (each.label if is_local else each.label_en, mark_said(each.value))
        for each in result.aspects
    ]
    return {"aspects": aspects, "outcome": outcome_said(result, is_local)}


def outcome_said(result: LockedResult, is_local: bool) -> str:
    """87,50 Sangat baik"""
    return f"{mark_said(result.result)} {result.band if is_local else result.band_en}".strip()


def mark_said(hundredths: int | None) -> str:
    return "–" if hundredths is None else shown_mark(hundredths)


@bp.post("/t/<key>/akhir")
@by_link(FINAL.name, on=queries.placement_to_sign)
def sign(link: SignedLink, placement: Placement) -> Response:
    form, known = CoSignForm(), queries.final_of(placement.id)
    seen = form.given_to.data
    if not form.validate():
        return _final(link, placement, form, 422)
    outcome = outcome_said(known.result, is_local=True) if known else ""
    said = Said(Answer(form.answer.data), form.sentence.data, seen or "", outcome)
    try:
        co_sign(link, placement, said, token_for(form.token.data, link.id, *said), now())
    except Refused as refusal:
        form.refuse(refusal)
        return _final(link, placement, form, 422)
    flash(_("Thank you. The office, the supervisor and the intern see your answer."))
    return see_other(url_for("cosigning.final", key=link.key))


@bp.post("/peserta/<key>/tanda-tangan-kampus")
@may("campus.ask", on=placement_by_key)
def ask(placement: Placement) -> Response:
    """Give the campus supervisor who is named a link that signs."""
    contact = supervisors_named([placement.id]).get(placement.id)
    hand = hand_of(contact) if contact else Hand("")
    token = token_for(GiveForm().token.data, placement.id, hand)
    person_id = current_user.person_id
    given = ask_to_sign(placement, contact, hand, token, person_id, now(), post())
    return link_page(given)


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """For the page of a placement: what the campus answered, and for the coordinator the link."""
    final, answers = queries.final_of(placement.id), queries.signatures_of(placement.id)
    given, at = queries.links_asked_with(placement.id), now()
    digest = final.digest if final else ""
    if final is None and not answers and not given:
        return None
    may_ask = allowed(current_user, "campus.ask", placement)
    return {
        "placement": placement,
        "answers": [(each, each.given_to == digest) for each in answers],
        "is_awaited": any(each.state in LIVE and at < each.expires_at for each in given),
        "may_sign": bool(final),
        "contact": supervisors_named([placement.id]).get(placement.id),
        "may_ask": may_ask,
        "form": GiveForm(formdata=None),
        **shown(given if may_ask else []),
    }

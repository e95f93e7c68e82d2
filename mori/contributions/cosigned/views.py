"""The campus signs a study by a link of its own, which the office gives."""

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
from mori.institutions.rules import CONTACT
from mori.links.given_views import link_page, shown
from mori.links.models import SignedLink
from mori.links.rules import Hand
from mori.links.views import post
from mori.placements.proceedings.views import address
from mori.web.render import page, see_other

from ..studies.models import Study
from ..studies.queries import ethics_of, study_by_key
from . import queries
from .forms import AskCampusForm, CoSignStudyForm
from .operations import Said, ask_campus, co_sign
from .rules import PURPOSE, CampusAnswer

bp = Blueprint("study_signing", __name__)

STUDY = Purpose(
    PURPOSE,
    marked("a study, to be signed"),
    about=CONTACT,
    endpoint="study_signing.their_word",
    lasts=dt.timedelta(days=60),
    signs=True,
)


@bp.get("/t/<key>/riset")
@by_link(PURPOSE, on=queries.study_to_sign)
def their_word(link: SignedLink, study: Study) -> Response:
    return _their_word(link, study, CoSignStudyForm(formdata=None))


def _their_word(
    link: SignedLink, study: Study, form: CoSignStudyForm, status: int = 200
) -> Response:
    form.given_to.data = queries.digest_of(study)
    response = page(
        "contributions/cosigned/their_word.html",
        status=status,
        here="link",
        link=link,
        study=study,
        ethics=ethics_of(study.id),
        signature=queries.standing_signature(study),
        may_sign=study.state.is_early,
        form=form,
    )
    return not_stored(response)


@bp.post("/t/<key>/riset")
@by_link(PURPOSE, on=queries.study_to_sign)
def sign(link: SignedLink, study: Study) -> Response:
    form = CoSignStudyForm()
    seen = form.given_to.data or ""
    if not form.validate():
        return _their_word(link, study, form, 422)
    said = Said(CampusAnswer(form.answer.data), form.sentence.data, seen)
    try:
        token = token_for(form.token.data, link.id, *said)
        co_sign(link, study, said, token, now(), address())
    except Refused as refusal:
        form.refuse(refusal)
        return _their_word(link, study, form, 422)
    flash(_("Thank you. The office and the intern see your answer."))
    return see_other(url_for("study_signing.their_word", key=link.key))


@bp.post("/belajar/riset/<key>/kampus")
@may("study.ask_campus", on=study_by_key)
def ask(study: Study) -> Response:
    """Give somebody of the campus a link that reads the study, and signs."""
    form, contacts = AskCampusForm(), queries.campus_contacts(study)
    form.offer(contacts)
    if not form.validate():
        raise Refused(_("Choose who signs there."))
    contact = next(each for each in contacts if each.key == form.contact.data)
    hand = Hand(contact.name, normal_email(contact.email) or "", contact.phone)
    token = token_for(form.token.data, study.id, hand)
    given = ask_campus(study, contact, hand, token, current_user.person_id, now(), post())
    return link_page(given)


def study_part(study: Study) -> dict[str, Any] | None:
    """On the page of a study: what the campus answered, and for the office the link."""
    answers, digest = queries.signatures_of(study.id), queries.digest_of(study)
    may_ask = allowed(current_user, "study.ask_campus", study) and study.state.is_early
    contacts = queries.campus_contacts(study) if may_ask else []
    form = AskCampusForm(formdata=None)
    form.offer(contacts)
    return {
        "study": study,
        "answers": [(each, each.given_to == digest) for each in answers],
        "may_ask": may_ask,
        "contacts": contacts,
        "form": form,
        "institution": study.placement.institution,
        **shown(queries.links_asked_with(study.id) if may_ask else []),
    }

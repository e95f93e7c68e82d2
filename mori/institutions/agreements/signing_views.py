"""Signing an agreement: the head's word, the institution's by a link, or a PDF signed on paper."""

import datetime as dt

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import by_link, may
from mori.access.purposes import Purpose
from mori.accounts.queries import person_by_id
from mori.accounts.rules import normal_email
from mori.accounts.views import is_code_wanted, not_stored, refused_code
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.words import marked
from mori.links.given_views import link_page
from mori.links.models import SignedLink
from mori.links.rules import Hand
from mori.links.views import post
from mori.uploads.intake import upload_sent
from mori.web import asked
from mori.web.files import attached_file, sent_files, store, takes_files
from mori.web.i18n import locale
from mori.web.render import page, see_other

from .. import queries as institutions
from ..rules import CONTACT
from . import forms, operations, queries
from .models import Agreement
from .rules import PURPOSE as SIGNS
from .rules import AgreementState
from .views import PURPOSE, show
from .words import scope_named

bp = Blueprint("agreement_words", __name__)

WORD = Purpose(
    SIGNS,
    marked("an agreement, to be signed"),
    about=CONTACT,
    endpoint="agreement_words.their_word",
    lasts=dt.timedelta(days=60),
    signs=True,
)


@bp.post("/kesepakatan/<key>/tanda-tangan")
@may("agreement.sign", on=queries.agreement_by_key)
def sign(agreement: Agreement) -> Response:
    form, person = forms.WordForm(), person_by_id(current_user.person_id)
    refused = refused_code(person, form.code.data, now()) if is_code_wanted(person) else ""
    if refused:
        form.code.errors = [refused]
        return show(agreement, 422, word=form)
    signer = operations.Signer(person.name, agreement.our_signatory, person_id=person.id)
    operations.sign_here(agreement, signer, form.seen.data, asked.today(), now())
    return see_other(url_for("agreements.agreement", key=agreement.key))


@bp.post("/kesepakatan/<key>/bertanda")
@may("agreement.change", on=queries.agreement_by_key)
@takes_files
def keep_signed(agreement: Agreement) -> Response:
    form, person_id, at = forms.SignedAgreementForm(), current_user.person_id, now()
    if agreement.state is not AgreementState.DRAFT:  # sent twice
        return see_other(url_for("agreements.agreement", key=agreement.key))
    try:
        sent = (sent_files("file"), form.upload.data, form.token.data)
        upload = upload_sent(store(), person_id, PURPOSE, *sent, at)
        if form.validate():
            operations.keep_signed(agreement, upload, form.signed_on.data, person_id, at)
    except Refused as refusal:
        form.validate()
        form.refuse(refusal)
    if form.errors:
        return show(agreement, 422, signed=form)
    return see_other(url_for("agreements.agreement", key=agreement.key))


@bp.post("/kesepakatan/<key>/minta")
@may("agreement.change", on=queries.agreement_by_key)
def ask(agreement: Agreement) -> Response:
    """Give somebody of the institution a link that reads the text, and signs."""
    form = forms.AskForm()
    contact = institutions.contact_by_key(form.contact.data or "")
    if contact is None or contact.institution.standing.id != agreement.institution.standing.id:
        raise Refused(_("Choose who signs there."))
    hand = Hand(contact.name, normal_email(contact.email) or "", contact.phone)
    token = token_for(form.token.data, agreement.id, hand)
    asked_with = (token, current_user.person_id, now(), post())
    return link_page(operations.ask_for_word(agreement, contact, hand, *asked_with))


@bp.get("/t/<key>/kesepakatan")
@by_link(SIGNS, on=queries.agreement_to_sign)
def their_word(link: SignedLink, agreement: Agreement) -> Response:
    form = forms.TheirWordForm(formdata=None, seen=operations.digest_of_terms(agreement))
    return _their_word(link, agreement, form)


def _their_word(
    link: SignedLink, agreement: Agreement, form: forms.TheirWordForm, status: int = 200
) -> Response:
    signatures = queries.signatures_of(agreement.id)
    response = page(
        "institutions/agreements/their_word.html",
        status=status,
        here="link",
        link=link,
        agreement=agreement,
        scopes=[
            (scope_named(code, locale()), quota)
            for code, quota in queries.scopes_of(agreement.id).items()
        ],
        signatures=signatures,
        may_sign=agreement.state is AgreementState.DRAFT
        and not any(each.link_id for each in signatures),
        form=form,
    )
    return not_stored(response)


@bp.post("/t/<key>/kesepakatan")
@by_link(SIGNS, on=queries.agreement_to_sign)
def give_their_word(link: SignedLink, agreement: Agreement) -> Response:
    form = forms.TheirWordForm()
    if not form.validate():
        return _their_word(link, agreement, form, 422)
    signer = operations.Signer(form.name.data, form.post.data, link=link)
    day = local_date(now(), agreement.office.zone)
    try:
        operations.sign_here(agreement, signer, form.seen.data, day, now())
    except Refused as refusal:
        form.seen.data = operations.digest_of_terms(agreement)
        form.refuse(refusal)
        return _their_word(link, agreement, form, 422)
    flash(_("Thank you. The office sees that you have signed."))
    return see_other(url_for("agreement_words.their_word", key=link.key))


@bp.get("/t/<key>/kesepakatan.unduh")
@by_link(SIGNS, on=queries.agreement_to_sign)
def their_text(link: SignedLink, agreement: Agreement) -> Response:
    return _attached(agreement) or see_other(url_for("agreement_words.their_word", key=link.key))


@bp.get("/kesepakatan/<key>/naskah.unduh")
@may("agreement.read", on=queries.agreement_by_key)
def text(agreement: Agreement) -> Response:
    return _attached(agreement) or see_other(url_for("agreements.agreement", key=agreement.key))


def _attached(agreement: Agreement) -> Response | None:
    """The signed PDF; of a draft the text that is to be signed, if there is one."""
    upload = agreement.signed_text if agreement.signed_text_id else agreement.text
    if upload is None:
        return None
    return attached_file(upload.path, upload.kind, "kesepakatan", agreement.institution.name)

"""Keeping agreements: drafting, signing here or on paper, renewing, ending, telling in time."""

import datetime as dt
import hashlib
import json
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock
from mori.links.models import SignedLink
from mori.links.operations import Given, Post, give_link
from mori.links.rules import About, Hand
from mori.uploads.models import Upload
from mori.uploads.operations import hand_in

from ..models import Institution, InstitutionContact
from ..rules import CONTACT
from . import queries
from .letters import tell_of_end
from .models import (
    Agreement,
    AgreementActivity,
    AgreementEvent,
    AgreementNotice,
    AgreementScope,
    AgreementSignature,
    AgreementSignRequest,
)
from .rules import MOVES, NOTICES, PURPOSE, AgreementState, Level, notice_due


class Terms(NamedTuple):
    """What is agreed: with these numbers and signatories, from one day to another."""

    level: Level
    title: str
    our_number: str
    their_number: str
    our_signatory: str
    their_signatory: str
    begins_on: dt.date
    ends_on: dt.date


class Signer(NamedTuple):
    """Who gives a side's word: the head who is signed in, or whoever holds a campus's link."""

    name: str
    post: str
    person_id: int | None = None
    link: SignedLink | None = None


@writing()
def draft_agreement(
    institution: Institution,
    terms: Terms,
    scopes: dict[str, int | None],
    text: Upload | None,
    token: str,
    actor_id: int,
    at: dt.datetime,
    renews: Agreement | None = None,
) -> Agreement:
    """Keep a draft; the same form twice is one. One that ``renews`` another says so."""
    if there := queries.agreement_by_token(token):
        return there
    if text:
        hand_in(text)
    made = Agreement.create(
        token=token,
        office=institution.office_id,
        institution=institution,
        text=text,
        renews=renews,
        made_at=at,
        **terms._asdict(),
    )
    _keep_scopes(made.id, scopes)
    _note(made, "draft", actor_id, at)
    return made


@writing()
def change_draft(
    agreement: Agreement,
    terms: Terms,
    scopes: dict[str, int | None],
    text: Upload | None,
    actor_id: int,
    at: dt.datetime,
) -> None:
    """Correct a draft; whoever has signed it already has to sign it anew."""
    changes: dict[str, Any] = terms._asdict()
    if text:
        hand_in(text)
        changes["text"] = text
    still_draft = Agreement.id == agreement.id, Agreement.state == AgreementState.DRAFT
    if not Agreement.update(changes).where(*still_draft).execute():
        raise changed_meanwhile()
    _keep_scopes(agreement.id, scopes)
    AgreementSignature.delete().where(AgreementSignature.agreement == agreement.id).execute()
    _note(agreement, "change", actor_id, at)


def _keep_scopes(agreement_id: int, scopes: dict[str, int | None]) -> None:
    AgreementScope.delete().where(AgreementScope.agreement == agreement_id).execute()
    AgreementScope.insert_many(
        {"agreement": agreement_id, "code": code, "quota": quota} for code, quota in scopes.items()
    ).execute()


def digest_of_terms(agreement: Agreement) -> str:
    """What a signature is for: the facts, the scopes and the bytes of the text."""
    said = [str(getattr(agreement, name)) for name in Terms._fields]
    scopes = sorted(queries.scopes_of(agreement.id).items())
    text = agreement.text.digest if agreement.text else ""
    return hashlib.sha256(json.dumps([said, scopes, text]).encode()).hexdigest()


@writing()
def sign_here(
    agreement: Agreement, signer: Signer, seen: str, day: dt.date, at: dt.datetime
) -> None:
    """Give one side's word for the text as it was shown; with both sides' it is signed."""
    lock(agreement)
    current = queries.agreement_by_id(agreement.id)
    if current.state is not AgreementState.DRAFT or digest_of_terms(current) != seen:
        raise changed_meanwhile()
    if not current.level.is_signed_here:
        raise Refused(_("The national heads sign this on paper. Upload the signed PDF."))
    signatures = queries.signatures_of(agreement.id)
    if any(bool(each.person_id) == bool(signer.person_id) for each in signatures):
        return  # this side has given its word, and the form came twice
    AgreementSignature.create(
        agreement=agreement,
        person=signer.person_id,
        link=signer.link,
        name=signer.name,
        post=signer.post,
        digest=seen,
        at=at,
    )
    _note(agreement, "word", signer.person_id, at, signer.name)
    if signatures:
        _become_signed(current, None, signer.person_id, day, at)


@writing()
def keep_signed(
    agreement: Agreement, upload: Upload, signed_on: dt.date, actor_id: int, at: dt.datetime
) -> None:
    """The PDF that both sides signed outside: exactly its bytes are the agreement from now on."""
    hand_in(upload)
    _become_signed(agreement, upload, actor_id, signed_on, at)


def _become_signed(
    agreement: Agreement,
    upload: Upload | None,
    actor_id: int | None,
    signed_on: dt.date,
    at: dt.datetime,
) -> None:
    """It counts from its first day on, and whatever it renews counts as renewed."""
    advance(agreement, MOVES, "sign", actor_id, at, signed_text=upload, signed_on=signed_on)
    if agreement.renews_id:
        before = queries.agreement_by_id(agreement.renews_id)
        if before.state is AgreementState.SIGNED:
            advance(before, MOVES, "renew", actor_id, at)


@writing()
def end_agreement(agreement: Agreement, why: str, actor_id: int, at: dt.datetime) -> None:
    """It counts no longer, before its last day; or the draft is given up."""
    advance(agreement, MOVES, "end", actor_id, at, why)


@writing()
def ask_for_word(
    agreement: Agreement,
    contact: InstitutionContact,
    hand: Hand,
    token: str,
    actor_id: int,
    at: dt.datetime,
    post: Post,
) -> Given:
    """Give somebody of the institution a link that reads the text, and signs."""
    if agreement.state is not AgreementState.DRAFT or not agreement.level.is_signed_here:
        raise changed_meanwhile()
    about = About(CONTACT, contact.key, agreement.title)
    given = give_link(PURPOSE, about, hand, agreement.office_id, token, actor_id, at, post)
    AgreementSignRequest.create(link=given.link.id, agreement=agreement)
    return given


@writing()
def note_activity(
    agreement: Agreement,
    code: str,
    on: dt.date,
    what: str,
    number: int,
    token: str,
    actor_id: int,
) -> None:
    """Count something that was done under a scope; the same form twice is one."""
    if queries.activity_by_token(token):
        return
    if code not in queries.scopes_of(agreement.id):
        raise Refused(_("This agreement is not for that. Choose one of its scopes."))
    if not agreement.begins_on <= on <= agreement.ends_on:
        raise Refused(_("Choose a day on which the agreement was in force."))
    AgreementActivity.create(
        token=token,
        agreement=agreement,
        code=code,
        on=on,
        what=what,
        number=number,
        noted_by=actor_id,
    )


@writing()
def drop_activity(activity: AgreementActivity) -> None:
    """Take back what was noted by mistake."""
    AgreementActivity.delete().where(AgreementActivity.id == activity.id).execute()


@writing()
def tell_in_time(address: str, at: dt.datetime, day: dt.date) -> None:
    """Tell offices once, half a year, three months, a month and a week before an end."""
    for agreement in queries.ending_by(day):
        due = notice_due(agreement.ends_on, day, queries.told_of(agreement.id))
        if due is None:
            continue
        for days in (each for each in NOTICES if each >= due):
            row = {"agreement": agreement, "days": days, "at": at}
            AgreementNotice.insert(row).on_conflict_ignore().execute()
        tell_of_end(agreement, (agreement.ends_on - day).days, address, at)


def _note(
    agreement: Agreement, verb: str, actor_id: int | None, at: dt.datetime, said: str = ""
) -> None:
    AgreementEvent.create(agreement=agreement, verb=verb, actor=actor_id, at=at, note=said)

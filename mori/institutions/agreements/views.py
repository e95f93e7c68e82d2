"""An office's agreements: the list, one of them, drafting, signing, renewing and ending."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.queries import person_by_id
from mori.accounts.views import is_code_wanted
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind, FilePurpose
from mori.uploads.intake import upload_sent
from mori.uploads.models import Upload
from mori.uploads.queries import open_upload
from mori.web import asked
from mori.web.files import sent_files, store, takes_files
from mori.web.i18n import locale
from mori.web.render import page, parts_of, see_other

from .. import queries as institutions
from ..models import Institution
from . import forms, operations, queries
from .models import Agreement, AgreementActivity
from .rules import AgreementState
from .words import scope_named

bp = Blueprint("agreements", __name__)
PURPOSE = FilePurpose("agreements", "agreement.list", "agreements.agreements", (FileKind.PDF,))
OVER = "selesai"  # the filter's word in the address


@bp.get("/kesepakatan")
@may("agreement.list")
def agreements() -> Response:
    is_over = request.args.get("saring") == OVER
    last = asked.after(dt.date.fromisoformat, int)
    found = queries.agreements_of(current_user.office_id, is_over=is_over, after=last)
    rows, more = asked.next_page(found, queries.PAGE, lambda row: (row.ends_on, row.id))
    today = asked.today()
    return page(
        "institutions/agreements/agreements.html",
        here="interns",
        rows=[(row, row.standing_on(today), (row.ends_on - today).days) for row in rows],
        more=more,
        is_over=is_over,
        filters=[
            (url_for("agreements.agreements"), _("Those that count"), not is_over),
            (url_for("agreements.agreements", saring=OVER), _("Renewed or ended"), is_over),
        ],
    )


@bp.get("/kesepakatan/<key>")
@may("agreement.read", on=queries.agreement_by_key)
def agreement(agreement: Agreement) -> Response:
    return show(agreement)


def show(agreement: Agreement, status: int = 200, **shown_forms: Any) -> Response:
    """The page of an agreement, with whichever form was sent back."""
    today = asked.today()
    return page(
        "institutions/agreements/agreement.html",
        status=status,
        here="interns",
        agreement=agreement,
        standing=agreement.standing_on(today),
        days_left=(agreement.ends_on - today).days,
        is_draft=agreement.state is AgreementState.DRAFT,
        may_change=allowed(current_user, "agreement.change", agreement),
        **_done(agreement, today),
        **_signing(agreement),
        **_forms(agreement, today, shown_forms),
        purpose=PURPOSE,
        upload=open_upload(current_user.person_id, PURPOSE.name, now()),
        renewals=queries.renewals_of(agreement.id),
        events=queries.events_of(agreement.id),
        labels=forms.EVENT_LABELS,
        parts=parts_of("agreement", agreement),
    )


def _done(agreement: Agreement, today: dt.date) -> dict[str, Any]:
    """What was done under each scope, this year and ever."""
    done = queries.done_under(agreement.id, today.replace(month=1, day=1), today)
    activities = queries.activities_of(agreement.id)
    return {
        "scopes": [
            (scope_named(code, locale()), quota, done.get(code, 0))
            for code, quota in queries.scopes_of(agreement.id).items()
        ],
        "year": today.year,
        "activities": [(each, scope_named(each.code, locale())) for each in activities],
    }


def _signing(agreement: Agreement) -> dict[str, Any]:
    """Whose word was given, and whether the head who looks may give theirs."""
    signatures = queries.signatures_of(agreement.id)
    is_asked = agreement.level.is_signed_here and not any(each.person_id for each in signatures)
    return {
        "signatures": signatures,
        "may_sign": is_asked and allowed(current_user, "agreement.sign", agreement),
        "asks_code": is_code_wanted(person_by_id(current_user.person_id)),
    }


def _forms(agreement: Agreement, today: dt.date, sent: dict[str, Any]) -> dict[str, Any]:
    """The page's forms: new ones, but for the one that was sent back."""
    fresh: dict[str, Any] = {
        "word": forms.WordForm(formdata=None, seen=operations.digest_of_terms(agreement)),
        "signed": forms.SignedAgreementForm(formdata=None),
        "end": forms.EndForm(formdata=None),
        "activity": forms.ActivityForm(formdata=None, on=today),
        "ask": forms.AskForm(formdata=None),
    }
    shown = fresh | sent
    shown["activity"].offer(list(queries.scopes_of(agreement.id)), locale())
    shown["ask"].offer(institutions.contacts_of(agreement.institution.standing))
    return shown


@bp.get("/lembaga/<key>/kesepakatan")
@may("agreement.draft", on=institutions.standing_by_key)
def drafting(institution: Institution) -> Response:
    return _drafting(institution, forms.AgreementForm(formdata=None))


def _drafting(
    institution: Institution,
    form: forms.AgreementForm,
    status: int = 200,
    changed: Agreement | None = None,
    renewed: Agreement | None = None,
) -> Response:
    form.offer(locale())
    return page(
        "institutions/agreements/draft.html",
        status=status,
        here="interns",
        institution=institution,
        form=form,
        quotas=[(choice, form.quota_of(choice.value)) for choice in form.scopes.iter_choices()],
        changed=changed,
        renewed=renewed,
        purpose=PURPOSE,
        upload=open_upload(current_user.person_id, PURPOSE.name, now()),
    )


@bp.post("/lembaga/<key>/kesepakatan")
@may("agreement.draft", on=institutions.standing_by_key)
@takes_files
def draft(institution: Institution) -> Response:
    form = forms.AgreementForm()
    return _draft(institution, form)


def _draft(
    institution: Institution, form: forms.AgreementForm, renewed: Agreement | None = None
) -> Response:
    form.offer(locale())
    try:
        text = _text_sent(form)
    except Refused as refusal:
        form.validate()
        form.refuse(refusal)
        return _drafting(institution, form, 422, renewed=renewed)
    if not form.validate():
        return _drafting(institution, form, 422, renewed=renewed)
    token = token_for(form.token.data, institution.id, *form.terms)
    person_id = current_user.person_id
    made = operations.draft_agreement(
        institution, form.terms, form.scopes_said, text, token, person_id, now(), renewed
    )
    return see_other(url_for("agreements.agreement", key=made.key))


def _text_sent(form: forms.AgreementForm) -> Upload | None:
    """The text, if one came with the form or before it."""
    files = sent_files("file")
    if not files and not form.upload.data:
        return None
    sent = (files, form.upload.data, form.token.data)
    return upload_sent(store(), current_user.person_id, PURPOSE, *sent, now())


@bp.get("/kesepakatan/<key>/ubah")
@may("agreement.change", on=queries.agreement_by_key)
def correcting(agreement: Agreement) -> Response:
    known = forms.known_terms(agreement, queries.scopes_of(agreement.id))
    form = forms.AgreementForm(formdata=None, data=known)
    return _drafting(agreement.institution.standing, form, changed=agreement)


@bp.post("/kesepakatan/<key>/ubah")
@may("agreement.change", on=queries.agreement_by_key)
@takes_files
def correct(agreement: Agreement) -> Response:
    form, institution = forms.AgreementForm(), agreement.institution.standing
    form.offer(locale())
    try:
        text = _text_sent(form)
        if not form.validate():
            return _drafting(institution, form, 422, changed=agreement)
        said = (form.terms, form.scopes_said, text)
        operations.change_draft(agreement, *said, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _drafting(institution, form, 422, changed=agreement)
    return see_other(url_for("agreements.agreement", key=agreement.key))


@bp.get("/kesepakatan/<key>/perpanjang")
@may("agreement.change", on=queries.agreement_by_key)
def renewing(agreement: Agreement) -> Response:
    """A renewal begins as a copy that follows on, for as long."""
    known = forms.known_terms(agreement, queries.scopes_of(agreement.id))
    begins_on = agreement.ends_on + dt.timedelta(days=1)
    ends_on = begins_on + (agreement.ends_on - agreement.begins_on)
    fresh = {"begins_on": begins_on, "ends_on": ends_on, "our_number": "", "their_number": ""}
    form = forms.AgreementForm(formdata=None, data={**known, **fresh})
    return _drafting(agreement.institution.standing, form, renewed=agreement)


@bp.post("/kesepakatan/<key>/perpanjang")
@may("agreement.change", on=queries.agreement_by_key)
@takes_files
def renew(agreement: Agreement) -> Response:
    return _draft(agreement.institution.standing, forms.AgreementForm(), agreement)


@bp.post("/kesepakatan/<key>/akhiri")
@may("agreement.change", on=queries.agreement_by_key)
def end(agreement: Agreement) -> Response:
    form = forms.EndForm()
    if not form.validate():
        return show(agreement, 422, end=form)
    operations.end_agreement(agreement, form.why.data, current_user.person_id, now())
    flash(_("It counts no longer."))
    return see_other(url_for("agreements.agreement", key=agreement.key))


@bp.post("/kesepakatan/<key>/kegiatan")
@may("agreement.change", on=queries.agreement_by_key)
def note_activity(agreement: Agreement) -> Response:
    form = forms.ActivityForm()
    form.offer(list(queries.scopes_of(agreement.id)), locale())
    if not form.validate():
        return show(agreement, 422, activity=form)
    said = (form.code.data, form.on.data, form.what.data, form.number.data or 1)
    token = token_for(form.token.data, agreement.id, *said)
    try:
        operations.note_activity(agreement, *said, token, current_user.person_id)
    except Refused as refusal:
        form.refuse(refusal)
        return show(agreement, 422, activity=form)
    return see_other(url_for("agreements.agreement", key=agreement.key))


@bp.post("/kesepakatan/kegiatan/<key>/hapus")
@may("agreement.change", on=queries.agreement_activity_by_key)
def drop_activity(activity: AgreementActivity) -> Response:
    operations.drop_activity(activity)
    return see_other(url_for("agreements.agreement", key=activity.agreement.key))


def institution_part(ids: Collection[int]) -> dict[str, Any]:
    """On the page of an institution: what was agreed with it."""
    today, institution = asked.today(), institutions.institution_by_id(list(ids)[0])
    found = queries.agreements_with(list(ids))
    return {
        "institution": institution,
        "agreements": [(row, row.standing_on(today)) for row in found],
        "may_draft": allowed(current_user, "agreement.draft", institution),
    }

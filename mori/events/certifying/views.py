"""Certificates of an event: who gets one, who misses what, and fetching one by one's own pass."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may, public
from mori.accounts.views import not_stored
from mori.certificates.numbers.queries import setting_of
from mori.certificates.papers.models import Paper
from mori.certificates.papers.views import address
from mori.certificates.signatories.queries import signatory_on
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind
from mori.web import asked
from mori.web.files import attached_file
from mori.web.render import page, see_other

from .. import queries as events
from ..codes.views import holder, own_url, pass_for
from ..models import Event, Participant
from ..queries import one_event
from ..rules import EventState, Notice, state_on
from ..telling.queries import reachable
from . import operations, queries, standing
from .forms import CertificatesForm, HalfDaysForm, NameForm
from .operations import OVER, Issuing
from .rules import half_days_needed

bp = Blueprint("event_certificates", __name__)
PAGE, TO_TELL = 50, 20
HERE = "network"


def _stands(event: Event) -> EventState:
    return state_on(event, local_date(now(), event.office.zone))


@bp.get("/kegiatan/<key>/sertifikat")
@may("event_certificate.read", on=events.event_by_key)
def certificates(event: Event) -> Response:
    return _shown(event)


@bp.post("/kegiatan/<key>/sertifikat")
@may("event_certificate.issue", on=events.event_by_key)
def issue(event: Event) -> Response:
    form, keys = CertificatesForm(), request.form.getlist("peserta")[:PAGE]
    rows = events.participants_keyed(event.id, keys)
    if not rows:
        form.form_errors.append(_("Choose at least one person."))
    if form.validate() and form.issued_on.data > asked.today():
        form.issued_on.errors = [_("The date on a paper is today or earlier.")]
    if form.errors or form.form_errors:
        return _shown(event, form, keys, status=422)
    token = token_for(form.token.data, current_user.person_id)
    issuing = _issuing(form.locale.data, form.issued_on.data)
    try:
        n = operations.issue_certificates(event, rows, token, issuing)
    except Refused as refusal:
        form.refuse(refusal)
        return _shown(event, form, keys, status=422)
    flash(ngettext("%(num)d certificate is made.", "%(num)d certificates are made.", n))
    return see_other(url_for("event_certificates.certificates", key=event.key))


def _issuing(locale: str, day: Any) -> Issuing:
    return Issuing(locale, day, current_user.person_id, now(), address())


@bp.post("/kegiatan/<key>/sertifikat/syarat")
@may("event_certificate.issue", on=events.event_by_key)
def ask_half_days(event: Event) -> Response:
    form = HalfDaysForm()
    if not form.validate():
        return _shown(event, asking=form, status=422)
    try:
        operations.ask_half_days(event, form.half_days.data, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _shown(event, asking=form, status=422)
    return see_other(url_for("event_certificates.certificates", key=event.key))


def _shown(
    event: Event,
    form: CertificatesForm | None = None,
    picked: list[str] | None = None,
    asking: HalfDaysForm | None = None,
    status: int = 200,
) -> Response:
    found = events.participants_of(event.id, (asked.after(int) or (0,))[0], PAGE + 1)
    people, more = asked.next_page(found, PAGE, lambda row: (row.row,))
    rows = standing.holders_of(event, people)
    is_over, may_issue = _stands(event) in OVER, _may_issue(event)
    form = form or CertificatesForm(formdata=None, data={"issued_on": asked.today()})
    return page(
        "events/certifying/certificates.html",
        status=status,
        here=HERE,
        event=event,
        rows=rows,
        more=more,
        ready=[each for each in rows if each.may_get],
        picked=picked,
        form=form if may_issue and is_over else None,
        asking=asking or HalfDaysForm(formdata=None, data={"half_days": event.half_days}),
        may_issue=may_issue,
        may_ask=may_issue and not queries.has_certificates(event.id),
        is_over=is_over,
        shaken=len(standing.shaken(event)),
        setting=setting_of(event.office),
        signatory=signatory_on(event.office_id, form.issued_on.data or asked.today()),
        to_tell=_to_tell(event) if may_issue else None,
        halves=(halves := len(standing.halves_of(event))),
        needed=half_days_needed(event.half_days, halves),
    )


def _may_issue(event: Event) -> bool:
    return bool(allowed(current_user, "event_certificate.issue", event))


def _to_tell(event: Event) -> dict[str, Any]:
    """Who can fetch one and has not heard of it: by a mail to come, or by hand."""
    invited = queries.to_tell(event.id, TO_TELL)
    by_mail = reachable(invited)
    return {
        "shared": [
            row
            for row in invited
            if row.member_id not in by_mail or not (row.member and row.member.mail)
        ],
        "own": [(row, own_url(event, row)) for row in queries.uninvited(event.id, TO_TELL)],
        "notice": Notice.CERTIFIED,
    }


@bp.get("/kegiatan/peserta/<key>/nama")
@may("event_certificate.issue", on=events.participant_by_key)
def naming(participant: Participant) -> Response:
    return _naming(participant, NameForm(formdata=None, data={"name": participant.name}))


@bp.post("/kegiatan/peserta/<key>/nama")
@may("event_certificate.issue", on=events.participant_by_key)
def correct_name(participant: Participant) -> Response:
    form, paper = NameForm(), queries.paper_of(participant.id)
    if not form.validate():
        return _naming(participant, form, 422)
    token = token_for(form.token.data, current_user.person_id)
    issuing = _issuing(paper.locale if paper else "id", asked.today())
    try:
        operations.correct_name(participant, form.name.data or "", token, issuing)
    except Refused as refusal:
        form.refuse(refusal)
        return _naming(participant, form, 422)
    flash(_("The name is corrected."))
    return see_other(url_for("event_certificates.certificates", key=participant.event.key))


def _naming(participant: Participant, form: NameForm, status: int = 200) -> Response:
    return page(
        "events/certifying/naming.html",
        status=status,
        here=HERE,
        row=participant,
        event=participant.event,
        holder=standing.holder_of(participant.event, participant),
        form=form,
    )


@bp.get("/p/<passed>/sertifikat/berkas.unduh")
@public
def file(passed: str) -> Response:
    """The PDF that counts, byte for byte, for whoever holds the pass; once it is signed."""
    _event, row = holder(passed)
    paper = queries.paper_of(row.id)
    if paper is None or not paper.is_out:
        abort(404)
    name = (paper.kind, paper.number, paper.name)
    return not_stored(attached_file(paper.path, FileKind.PDF, *name))


def participants_part(rows: Mapping[int, Participant]) -> dict[int, dict[str, Any]] | None:
    """On participants' own pages: what a certificate asks for, and the way to it."""
    event = one_event(rows)
    if (stands := _stands(event)) not in OVER | {EventState.RUNNING}:
        return None
    return {
        each.participant.id: {
            "holder": each,
            "is_over": stands in OVER,
            "url": url_for("event_certificates.file", passed=pass_for(event, each.participant)),
        }
        for each in standing.holders_of(event, list(rows.values()))
    }


def event_part(event: Event) -> dict[str, Any] | None:
    """The way to the certificates of an event that begun, and how many no longer stand."""
    is_there = _stands(event) in OVER | {EventState.RUNNING}
    if not is_there or not allowed(current_user, "event_certificate.read", event):
        return None
    return {"event": event, "shaken": len(standing.shaken(event))}


def paper_part(paper: Paper) -> dict[str, Any] | None:
    """On the page of a certificate of attendance: whose it is, and whether it still stands."""
    row = None if paper.placement_id else queries.participant_with(paper.id)
    if row is None or not allowed(current_user, "event_certificate.read", row.event):
        return None
    found = standing.holder_of(row.event, row)
    is_shaken = found.is_shaken and found.paper is not None and found.paper.id == paper.id
    return {"row": row, "event": row.event, "is_shaken": is_shaken, "stay": found.stay,
            "may_issue": _may_issue(row.event)}  # fmt: skip

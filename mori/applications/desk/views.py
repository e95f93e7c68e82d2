"""The inbox of a coordinator, one application, and what is done before it is decided."""

import datetime as dt
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.rules import normal_phone
from mori.core.clock import now
from mori.core.compiled import COUNTED
from mori.core.errors import Refused
from mori.core.sealing import unsealed
from mori.placements.institution_views import agreement_at_placing
from mori.web.asked import after, next_page, today
from mori.web.i18n import locale
from mori.web.render import page, parts_of, see_other

from .. import queries
from ..deciding import queries as deciding
from ..models import Applicant, Application
from ..papers.rules import asked_in, paper_named
from ..rules import ApplicantState
from ..settling.operations import settle_due
from ..telling.letters import Post
from ..ties.queries import names_tied
from . import forms, operations

bp = Blueprint("desk", __name__)

FILTERS = {
    "": ApplicantState.SUBMITTED,
    "kurang": ApplicantState.INCOMPLETE,
    "lengkap": ApplicantState.VERIFIED,
    "tunggu": ApplicantState.WAITING,
    "diterima": ApplicantState.ACCEPTED,
    "ditolak": ApplicantState.REFUSED,
    "mundur": ApplicantState.WITHDRAWN,
    "kedaluwarsa": ApplicantState.EXPIRED,
}


def post() -> Post:
    settings = current_app.config["SETTINGS"]
    return Post(settings.key, settings.address)


@bp.get("/permohonan")
@may("application.list")
def applicants() -> Response:
    settle_due(post(), now())
    chosen, search = request.args.get("saring", ""), request.args.get("cari", "")[:80].strip()
    state = FILTERS.get(chosen, ApplicantState.SUBMITTED)
    office = current_user.office_id
    found = queries.applicants_of(office, state, search, after(int))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    counts = {each: as_counted(n) for each, n in queries.undecided_counts(office).items()}
    pending = deciding.pending_among([row.id for row in rows])
    return page(
        "applications/desk/applicants.html",
        here="interns",
        rows=[(row, pending.get(row.id)) for row in rows],
        more=more,
        search=search,
        chosen=chosen,
        state=state,
        today=today(),
        filters=[
            (
                url_for("desk.applicants", saring=name or None),
                each.label,
                counts.get(each, 0),
                each is state,
            )
            for name, each in FILTERS.items()
        ],
        may_decide=allowed(current_user, "application.decide") and state.is_open,
        may_enter=allowed(current_user, "application.enter"),
        has_shortcuts=current_user.facts["has_shortcuts"],
        toast=toast(),
    )


def as_counted(count: int) -> str:
    return f"{COUNTED}+" if count > COUNTED else str(count)


def toast() -> dict[str, Any] | None:
    """What was just decided, which may still be taken back."""
    rows = deciding.pending_by(current_user.person_id, now())
    if not rows:
        return None
    last = [row for row in rows if row.batch == rows[-1].batch]
    return {"key": last[0].key, "verb": last[0].verb, "count": len(last)}


@bp.get("/permohonan/pengaturan")
@may("application.set_up")
def setting() -> Response:
    found = queries.setting_of(current_user.office_id)
    known = {"reply_within": found.reply_within, "seen": found.revision}
    return _setting(forms.SettingForm(formdata=None, data=known))


def _setting(form: forms.SettingForm, status: int = 200) -> Response:
    return page("applications/desk/setting.html", status=status, here="interns", form=form)


@bp.post("/permohonan/pengaturan")
@may("application.set_up")
def set_up() -> Response:
    form, office = forms.SettingForm(), current_user.office_id
    if not form.validate():
        return _setting(form, 422)
    try:
        operations.choose_reply_within(office, form.reply_within.data or 0, form.seen.data or 0)
    except Refused as refusal:
        form.refuse(refusal)
        return _setting(form, 409)
    flash(_("Saved."))
    return see_other(url_for("desk.applicants"))


@bp.get("/permohonan/<key>")
@may("application.read", on=queries.application_to_read)
def application(application: Application) -> Response:
    settle_due(post(), now())
    return show(application)


def show(application: Application, status: int = 200, **sent: Any) -> Response:
    """The page of an application, with whichever form was sent back."""
    rows = queries.applicants_in(application.id)
    ids = [row.id for row in rows]
    pending, troubles = deciding.pending_among(ids), deciding.troubles_of(ids)
    may_change = allowed(current_user, "application.change", application)
    return page(
        "applications/desk/application.html",
        status=status,
        here="interns",
        application=application,
        rows=[(row, pending.get(row.id), troubles.get(row.id, "")) for row in rows],
        needs=_unsealed(rows, "needs") if may_change else {},
        conflicts=_unsealed(rows, "conflict") if may_change else {},
        tied=names_tied(ids) if may_change else {},
        is_open=any(row.state.is_open for row in rows),
        may_change=may_change,
        may_place=allowed(current_user, "placement.make"),
        today=today(),
        agreement=_agreement(application),
        share=_share_url(application),
        events=_history(application),
        labels=forms.EVENT_LABELS,
        has_shortcuts=current_user.facts["has_shortcuts"],
        toast=toast(),
        parts=parts_of("application", application),
        **{"note": forms.NoteForm(formdata=None), **sent},
    )


def _agreement(application: Application) -> Any:
    return agreement_at_placing(application.institution, application.ends_on)["agreement"]


def _unsealed(rows: list[Applicant], name: str) -> dict[int, str]:
    """By applicant, what they wrote for coordinators alone."""
    secret = current_app.config["SECRET_KEY"]
    return {row.id: unsealed(secret, getattr(row, name)) for row in rows}


def _share_url(application: Application) -> str:
    """WhatsApp to whoever answers for it, with the link to their page ready to be sent."""
    phone = normal_phone(application.phone)
    if not phone:
        return ""
    text = _(
        "Hello %(name)s, this page shows how your application stands: %(url)s",
        name=application.contact,
        url=post().page_of(application),
    )
    return f"https://wa.me/{phone.removeprefix('+')}?text={quote(text)}"


def _history(application: Application) -> list[tuple[Any, str, str]]:
    """All that happened to it and its places, the latest first: event, of whom, in words."""
    rows: list[tuple[dt.datetime, int, Any, str]] = [
        (event.at, event.id, event, event.applicant.name)
        for event in queries.events_of_applicants(application.id)
    ]
    rows += [(each.at, each.id, each, "") for each in queries.events_of_application(application.id)]
    rows.sort(key=lambda row: row[:2], reverse=True)
    return [(event, name, _said(event)) for _at, _id, event, name in rows]


def _said(event: Any) -> str:
    if event.verb != "ask":
        return str(event.note)
    codes, words = asked_in(event.note)
    names = ", ".join(paper_named(code, locale()) for code in codes)
    return " · ".join(filter(None, (names, words)))


def to_application(applicant: Applicant) -> Response:
    return see_other(url_for("desk.application", key=applicant.application.key))


@bp.get("/permohonan/peserta/<key>/minta")
@may("application.change", on=queries.applicant_to_read)
def asking(applicant: Applicant) -> Response:
    return _asking(applicant, forms.AskForm(formdata=None))


def _asking(applicant: Applicant, form: forms.AskForm, status: int = 200) -> Response:
    return page(
        "applications/desk/asking.html",
        status=status,
        here="interns",
        applicant=applicant,
        form=form,
        has_mail=bool(applicant.email or applicant.application.email),
    )


@bp.post("/permohonan/peserta/<key>/minta")
@may("application.change", on=queries.applicant_to_read)
def ask(applicant: Applicant) -> Response:
    form = forms.AskForm()
    if not form.validate():
        return _asking(applicant, form, 422)
    actor, at = current_user.person_id, now()
    try:
        mailed = operations.ask_for_papers(
            applicant, form.asked, form.words.data, actor, post(), at
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _asking(applicant, form, 409)
    flash(_("Asked for by mail.") if mailed else _("Noted. No e-mail is known: share the link."))
    return to_application(applicant)


@bp.post("/permohonan/peserta/<key>/lengkap")
@may("application.change", on=queries.applicant_to_read)
def note_complete(applicant: Applicant) -> Response:
    operations.note_complete(applicant, current_user.person_id, now())
    return to_application(applicant)


@bp.get("/permohonan/peserta/<key>/ubah")
@may("application.change", on=queries.applicant_to_read)
def correcting(applicant: Applicant) -> Response:
    form = forms.ApplicantForm(formdata=None, data=forms.known_applicant(applicant))
    return _correcting(applicant, form)


def _correcting(applicant: Applicant, form: forms.ApplicantForm, status: int = 200) -> Response:
    return page(
        "applications/desk/correcting.html",
        status=status,
        here="interns",
        applicant=applicant,
        form=form,
    )


@bp.post("/permohonan/peserta/<key>/ubah")
@may("application.change", on=queries.applicant_to_read)
def correct(applicant: Applicant) -> Response:
    form = forms.ApplicantForm()
    if not form.validate():
        return _correcting(applicant, form, 422)
    try:
        operations.require_seen(form.seen.data == forms.seen_of(applicant))
        seen = operations.details_of(applicant)
        operations.correct_applicant(applicant, form.details, seen, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _correcting(applicant, form, 409)
    flash(_("Saved."))
    return to_application(applicant)


@bp.post("/permohonan/<key>/catatan")
@may("application.change", on=queries.application_to_read)
def note(application: Application) -> Response:
    form = forms.NoteForm()
    if not form.validate():
        return show(application, 422, note=form)
    operations.note_on_application(application.id, form.words.data, current_user.person_id, now())
    return see_other(url_for("desk.application", key=application.key))

"""The office looks at reports: checks them, returns them, and says who a name is."""

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.cascades.proofs.queries import evidence_file_by_key
from mori.cascades.proofs.rules import path_of
from mori.cascades.reporting.queries import below
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.texts.folding import folded
from mori.network.queries import standing_member
from mori.web.asked import after, next_page
from mori.web.files import private_picture
from mori.web.i18n import locale
from mori.web.render import page, parts_of, see_other

from ..forms import TapForm
from ..models import EvidenceFile, Learner, Teaching
from ..queries import (
    co_teachers_of,
    events_of,
    evidence_facts,
    files_of,
    learner_by_key,
    learners_of,
    standing,
    teaching_by_id,
    teaching_by_key,
    topics_of,
)
from ..rules import TeachingState
from ..words import EVENT_LABELS, when_where
from . import operations, queries
from .forms import ReasonForm, WhoForm

bp = Blueprint("checking_teachings", __name__)
HERE = "network"


@bp.get("/pengajaran/periksa")
@may("teaching.list")
def reports() -> Response:
    found = queries.reports_to_check(current_user.office_id, *(after(int) or ()))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "cascades/checking/reports.html",
        here=HERE,
        rows=[(each, when_where(each)) for each in rows],
        more=more,
    )


@bp.get("/pengajaran/laporan/<key>")
@may("teaching.read", on=teaching_by_key)
def report(teaching: Teaching) -> Response:
    if teaching.merged_into_id:
        kept = standing(teaching)
        return see_other(url_for("checking_teachings.report", key=kept.key))
    return show_report(teaching)


def show_report(teaching: Teaching, form: TapForm | None = None, status: int = 200) -> Response:
    """The page of one report, with what may be done about it."""
    confirmed, _files = evidence_facts(teaching.id)
    crowd = teaching_by_id(teaching.same_crowd_as_id) if teaching.same_crowd_as_id else None
    source = teaching_by_id(teaching.source_teaching_id) if teaching.source_teaching_id else None
    may_check = allowed(current_user, "teaching.check", teaching)
    return page(
        "cascades/checking/report.html",
        status=status,
        here=HERE,
        teaching=teaching,
        when=when_where(teaching),
        source=source and (source.key, source.lead.name, when_where(source)),
        crowd=crowd and (crowd.key, when_where(crowd)),
        confirmed=confirmed,
        topics=topics_of(teaching.id),
        learners=learners_of(teaching.id),
        co_teachers=co_teachers_of(teaching.id),
        files=files_of(teaching.id),
        below=below(teaching),
        events=events_of(teaching.id),
        labels=EVENT_LABELS,
        form=form or ReasonForm(formdata=None),
        parts=parts_of("teaching", teaching, may_check),
        may_check=may_check,
        may_reopen=may_check and teaching.state is TeachingState.CHECKED,
    )


def _back(teaching: Teaching) -> Response:
    return see_other(url_for("checking_teachings.report", key=teaching.key))


@bp.post("/pengajaran/laporan/<key>/periksa")
@may("teaching.check", on=teaching_by_key)
def check(teaching: Teaching) -> Response:
    form = TapForm()
    try:
        operations.check_report(teaching, form.revision, current_user.person_id, now())
    except Refused as refusal:
        return _refused(teaching, refusal)
    flash(_("Checked."))
    return _back(teaching)


def _refused(teaching: Teaching, refusal: Refused) -> Response:
    form = ReasonForm(formdata=None)
    form.refuse(refusal)
    return show_report(teaching_by_id(teaching.id), form, 422)


@bp.post("/pengajaran/laporan/<key>/buka")
@may("teaching.check", on=teaching_by_key)
def reopen(teaching: Teaching) -> Response:
    form = TapForm()
    try:
        operations.reopen_report(teaching, form.revision, current_user.person_id, now())
    except Refused as refusal:
        return _refused(teaching, refusal)
    return _back(teaching)


@bp.post("/pengajaran/laporan/<key>/kembalikan")
@may("teaching.check", on=teaching_by_key)
def give_back(teaching: Teaching) -> Response:
    form = ReasonForm()
    if not form.validate():
        return show_report(teaching, form, 422)
    try:
        operations.return_report(
            teaching, form.revision, form.reason.data, current_user.person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return show_report(teaching_by_id(teaching.id), form, 422)
    flash(_("Returned. Tell whoever reported it: they see the reason by their link."))
    return _back(teaching)


@bp.get("/pengajaran/bukti/<key>")
@may("teaching.read", on=evidence_file_by_key)
def file(file: EvidenceFile) -> Response:
    return private_picture(path_of(file.key), file.kind.value)


@bp.get("/pengajaran/peserta/<key>")
@may("teaching.check", on=learner_by_key)
def who(learner: Learner) -> Response:
    return _who(learner, WhoForm(formdata=None))


def _who(learner: Learner, form: WhoForm, status: int = 200) -> Response:
    search = request.args.get("cari", "")[:80].strip() or learner.name
    found = queries.members_called(learner.office_id, folded(search)[:120]) if search else []
    return page(
        "cascades/checking/who.html",
        status=status,
        here=HERE,
        learner=learner,
        form=form,
        search=search,
        found=found,
        locale=locale(),
    )


@bp.post("/pengajaran/peserta/<key>")
@may("teaching.check", on=learner_by_key)
def say_who(learner: Learner) -> Response:
    form = WhoForm()
    member = standing_member(form.member.data or "")
    is_known = member is not None and member.office_id == learner.office_id
    if not form.validate() or (form.member.data and not is_known):
        return _who(learner, form, 422)
    try:
        operations.say_who(learner, member, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _who(learner, form, 422)
    return _back(standing(teaching_by_id(learner.teaching_id)))

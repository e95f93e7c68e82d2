"""Asking for a table of alumni, how far it is, the file, and the log of them all."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.background.forms import EVENT_LABELS
from mori.background.models import LongJob
from mori.background.operations import cancel_job, note_download, renew_job, resume_job
from mori.background.queries import events_of
from mori.background.rules import kept_for
from mori.background.views import log_page
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.files.kinds import FileKind
from mori.web.asked import after
from mori.web.files import attached_file, store
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..directory.queries import count_in, label_of
from ..directory.segments import Segment
from ..rules import Agreed
from . import operations, queries
from .forms import ExportForm
from .operations import Asked
from .rules import FOLDER, TableForm

bp = Blueprint("alumni_exports", __name__)


@bp.get("/alumni/ekspor")
@may("export.list")
def log() -> Response:
    """Who took which alumni out of MORI, when and what for."""
    found = queries.exports_of(current_user.office_id, *(after(int) or ()))
    said = _("Who took which alumni out of MORI, when and what for.")
    return log_page(found, _("Exports of alumni"), said)


@bp.get("/alumni/ekspor/baru")
@may("alumni.export")
def asking() -> Response:
    return _asking(ExportForm(formdata=None), Segment.from_args(request.args))


def _asking(form: ExportForm, segment: Segment, status: int = 200) -> Response:
    return page(
        "alumni/exports/asking.html",
        status=status,
        here="alumni",
        form=form,
        said=_said(segment),
        people=count_in(current_user.office_id, segment, Agreed.DIRECTORY),
        days=kept_for("result").days,
        back=_url("directory.directory", segment),
        to=_url("alumni_exports.ask", segment),
    )


def _url(endpoint: str, segment: Segment) -> str:
    args: dict[str, Any] = segment.as_args()
    return url_for(endpoint, **args)


def _said(segment: Segment) -> str:
    return label_of(current_user.office_id, segment) or _("Everybody who agreed to be found")


@bp.post("/alumni/ekspor/baru")
@may("alumni.export")
def ask() -> Response:
    form, segment = ExportForm(), Segment.from_args(request.args)
    is_valid, office_id = form.validate(), current_user.office_id
    people = count_in(office_id, segment, Agreed.DIRECTORY)
    if is_valid and not people:
        form.form_errors.append(_("Nobody in this part of the directory agreed to be shown."))
    if form.errors:
        return _asking(form, segment, 422)
    asked = Asked(
        segment, _said(segment), TableForm(form.form.data), form.reason.data, locale(), people
    )
    token = token_for(form.token.data, current_user.person_id)
    export = operations.begin_export(office_id, asked, token, current_user.person_id, now())
    return see_other(url_for("alumni_exports.export", key=export.key))


@bp.get("/alumni/ekspor/<key>")
@may("export.read", on=queries.export_by_key)
def export(export: LongJob) -> Response:
    until = export.file_until
    return page(
        "alumni/exports/export.html",
        "alumni/exports/_progress.html",
        here="alumni",
        export=export,
        form=TableForm(export.wanted["form"]),
        events=events_of(export.id),
        labels=EVENT_LABELS,
        last=local_date(until, export.office.zone) if until else None,
        may_change=allowed(current_user, "export.change", export),
    )


@bp.post("/alumni/ekspor/<key>/henti")
@may("export.change", on=queries.export_by_key)
def stop(export: LongJob) -> Response:
    if export.state.is_active:  # else sent twice, or done meanwhile
        cancel_job(export, current_user.person_id, now())
    return see_other(url_for("alumni_exports.export", key=export.key))


@bp.post("/alumni/ekspor/<key>/lanjut")
@may("export.change", on=queries.export_by_key)
def resume(export: LongJob) -> Response:
    if export.state.is_resumable:
        resume_job(export, current_user.person_id, now())
    return see_other(url_for("alumni_exports.export", key=export.key))


@bp.get("/alumni/ekspor/<key>/berkas.unduh")
@may("export.change", on=queries.export_by_key)
def file(export: LongJob) -> Response:
    """The file, unless somebody who is in it has left: then it is made once more."""
    if not export.file:
        return see_other(url_for("alumni_exports.export", key=export.key))
    if queries.someone_left(export):
        renew_job(store(), export, now())
        flash(_("An alumnus withdrew since this was made. It is being made again without them."))
        return see_other(url_for("alumni_exports.export", key=export.key))
    name = (_("Alumni"), export.office.name, export.made_at.date())
    kind = FileKind.ZIP if TableForm(export.wanted["form"]).between else FileKind.XLSX
    response = attached_file(f"{FOLDER}/{export.file}", kind, *name)
    note_download(export, current_user.person_id, now())
    return response


def directory_part(office_id: int) -> dict[str, Any] | None:
    """Below the directory's head: the log, and a table of what is filtered just now."""
    if not allowed(current_user, "export.list"):
        return None
    may_ask = allowed(current_user, "alumni.export")
    segment = Segment.from_args(request.args)
    return {"asking": _url("alumni_exports.asking", segment) if may_ask else ""}

"""An intern's final report: handed in as a file or a link, replaced, read."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind, FilePurpose
from mori.placements.models import Placement
from mori.placements.queries import last_begun
from mori.uploads.intake import upload_sent
from mori.uploads.models import Upload
from mori.uploads.queries import open_upload
from mori.web import asked
from mori.web.files import attached_file, sent_files, store, takes_files
from mori.web.render import page, see_other

from . import operations, queries
from .forms import ReportForm
from .queries import Readable
from .rules import is_near_end, is_report_open, last_day_for_report

bp = Blueprint("reports", __name__)
PURPOSE = FilePurpose("reports", "report.hand", "reports.own_report", (FileKind.PDF,))


@bp.get("/saya/laporan")
@may("report.hand")
def own_report() -> Response:
    return _own_report(ReportForm(formdata=None))


def _own_report(form: ReportForm, status: int = 200) -> Response:
    today, person = asked.today(), current_user.person_id
    placement = last_begun(person, today)
    return page(
        "evaluation/reports/own_report.html",
        status=status,
        here="me",
        placement=placement,
        is_open=placement is not None and _is_open(placement, today),
        last_day=placement and last_day_for_report(placement.ends_on),
        form=form,
        purpose=PURPOSE,
        upload=open_upload(person, PURPOSE.name, now()),
        **(shown(placement.id) if placement else {}),
    )


def _is_open(placement: Placement, today: dt.date) -> bool:
    stay = (placement.state, placement.starts_on, placement.ends_on, today)
    return is_report_open(*stay, is_closed=queries.is_report_closed(placement.id))


def shown(placement_id: int) -> dict[str, Any]:
    """What every page that shows a report needs of it."""
    return {
        "reports": queries.reports_of(placement_id),
        "presentation": queries.presentation_of(placement_id),
    }


@bp.post("/saya/laporan")
@may("report.hand")
@takes_files
def hand_in() -> Response:
    form, at = ReportForm(), now()
    placement = last_begun(current_user.person_id, asked.today())
    handed = queries.report_by_token(form.token.data)
    if placement is None or (handed and handed.placement_id == placement.id):
        return see_other(url_for("reports.own_report"))
    try:
        operations.require_open_report(placement, at)
        upload = _upload_of(form, at)
    except Refused as refusal:
        form.validate()
        form.refuse(refusal)
        return _own_report(form, 422)
    if not form.validate():
        return _own_report(form, 422)
    try:
        operations.hand_in_report(
            placement, form.title.data, upload, form.link.data, form.token.data, at
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _own_report(form, 422)
    flash(_("Your report is handed in."))
    return see_other(url_for("reports.own_report"))


def _upload_of(form: ReportForm, at: dt.datetime) -> Upload | None:
    """The file that was sent, kept whatever else is wrong; None where there is a link instead."""
    files, key, link = sent_files("file"), form.upload.data, form.link.data
    if link and (files or key):
        raise Refused(_("Hand in a file or a link, not both. Empty one of them."))
    if link:
        return None
    if not files and not key:
        raise Refused(_("Choose a PDF first, or write a link."))
    return upload_sent(store(), current_user.person_id, PURPOSE, files, key, form.token.data, at)


@bp.get("/laporan/<key>/berkas.unduh")
@may("report.read", on=queries.report_to_read)
def file(read: Readable) -> Response:
    report, placement = read.report, read.placement
    if report is None or report.upload is None:
        return see_other(url_for("reports.report", key=placement.key))
    upload, name = report.upload, placement.person.name
    return attached_file(upload.path, upload.kind, "laporan", name, report.key)


@bp.get("/peserta/<key>/laporan")
@may("report.read", on=queries.placement_to_read)
def report(read: Readable) -> Response:
    placement = read.placement
    return page(
        "evaluation/reports/report.html",
        here="interns",
        placement=placement,
        may_open=allowed(current_user, "placement.read", placement),
        may_plan=allowed(current_user, "presentation.plan", placement),
        **shown(placement.id),
    )


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """On an intern's page: what there is of the report, and the way to it."""
    if not allowed(current_user, "report.read", placement):
        return None
    return {
        "placement": placement,
        "report": queries.report_of(placement.id),
        "presentation": queries.presentation_of(placement.id),
    }


def facts_part(placement: Placement) -> dict[str, Any] | None:
    """Beside an assessment: what was written, to be read before it is judged."""
    report = queries.report_of(placement.id)
    may_read = report and allowed(current_user, "report.read", queries.readable(placement))
    may_print = allowed(current_user, "placement.read", placement)
    if not may_read and not may_print:
        return None
    return {
        "placement": placement,
        "report": report if may_read else None,
        "may_print": may_print,
    }


def today_part(placement: Any, today: dt.date) -> dict[str, Any] | None:
    """On an intern's start page in the last two weeks: what is there and what is to come."""
    if not is_near_end(placement.ends_on, today):
        return None
    placement_id = getattr(placement, "placement_id", None) or placement.id
    return {
        "report": queries.report_of(placement_id),
        "presentation": queries.presentation_of(placement_id),
        "last_day": last_day_for_report(placement.ends_on),
    }


def me_part(actor: Actor) -> dict[str, Any] | None:
    return {} if allowed(actor, "report.hand") else None

"""Asking for a file of a report or of a yearly list, how far it is, and the file itself."""

from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.background.forms import EVENT_LABELS
from mori.background.models import LongJob
from mori.background.operations import cancel_job, note_download, resume_job
from mori.background.queries import events_of
from mori.background.rules import kept_for
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.files.kinds import FileKind
from mori.web.files import attached_file
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..reports.figure_rules import Report
from ..reports.views import asked_report, or_choose_again
from ..reports.words import args_of, title_of
from ..yearly.queries import count_interns
from ..yearly.views import asked_year, listing
from ..yearly.words import title_of as title_of_list
from .forms import FileForm, ListForm
from .operations import begin_file
from .queries import report_file_by_key
from .rules import FOLDER, LIST, REPORT, FileType, Wanted

bp = Blueprint("report_files", __name__)

SHOWN_BY = {REPORT: "office_reports.report", LIST: "yearly.interns"}
ASKED_BY = {REPORT: "report_files.ask_report", LIST: "report_files.ask_list"}
NAMED_BY = {
    REPORT: ("laporan", "per", "periode", "dari", "sampai"),
    LIST: ("peserta magang", "tahun"),
}


@bp.get("/laporan/berkas/baru")
@may("office_report.read")
@or_choose_again
def asking_report() -> Response:
    return _asking(_of_report(asked_report()), FileForm(formdata=None))


@bp.post("/laporan/berkas/baru")
@may("office_report.read")
@or_choose_again
def ask_report() -> Response:
    report = asked_report()
    return _ask(_of_report(report), len(report.rows), FileForm())


def _of_report(report: Report) -> Wanted:
    title, names_people = title_of(report, locale()), report.grouping.names_people
    return Wanted(REPORT, title, args_of(report), names_people)


@bp.get("/laporan/peserta/berkas")
@may("office_report.rows")
def asking_list() -> Response:
    year = asked_year()
    return _asking(_of_year(year), ListForm(formdata=None)) if year else listing(None)


@bp.post("/laporan/peserta/berkas")
@may("office_report.rows")
def ask_list() -> Response:
    year = asked_year()
    if not year:
        return listing(None)
    return _ask(_of_year(year), count_interns(current_user.office_id, year), ListForm())


def _of_year(year: int) -> Wanted:
    return Wanted(LIST, title_of_list(year), {"tahun": year}, names_people=True)


def _asking(wanted: Wanted, form: FileForm, status: int = 200) -> Response:
    return page(
        "recap/files/asking.html",
        status=status,
        here="overview",
        form=form,
        wanted=wanted,
        days=kept_for("result").days,
        back=url_for(SHOWN_BY[wanted.kind], **wanted.args),
        to=url_for(ASKED_BY[wanted.kind], **wanted.args),
    )


def _ask(wanted: Wanted, rows: int, form: FileForm) -> Response:
    if not form.accept(rows):
        return _asking(wanted, form, 422)
    person_id, office_id = current_user.person_id, current_user.office_id
    said = (FileType(form.type.data), form.reason.data)
    token = token_for(form.token.data, person_id, wanted.args, *said)
    return _shown(begin_file(office_id, wanted, rows, *said, locale(), token, person_id, now()))


def _shown(job: LongJob) -> Response:
    return see_other(url_for("report_files.file", key=job.key))


@bp.get("/laporan/berkas/<key>")
@may("report_file.open", on=report_file_by_key)
def file(job: LongJob) -> Response:
    asked = {name: said for name, said in job.wanted.items() if name != "type"}
    until = job.file_until
    return page(
        "recap/files/file.html",
        "recap/files/_progress.html",
        here="overview",
        job=job,
        back=url_for(SHOWN_BY[job.kind], **asked),
        last=local_date(until, job.office.zone) if until else None,
        events=events_of(job.id),
        labels=EVENT_LABELS,
    )


@bp.post("/laporan/berkas/<key>/henti")
@may("report_file.open", on=report_file_by_key)
def stop(job: LongJob) -> Response:
    if job.state.is_active:  # else sent twice, or done meanwhile
        cancel_job(job, current_user.person_id, now())
    return _shown(job)


@bp.post("/laporan/berkas/<key>/lanjut")
@may("report_file.open", on=report_file_by_key)
def resume(job: LongJob) -> Response:
    if job.state.is_resumable:
        resume_job(job, current_user.person_id, now())
    return _shown(job)


@bp.get("/laporan/berkas/<key>/berkas.unduh")
@may("report_file.open", on=report_file_by_key)
def download(job: LongJob) -> Response:
    if not job.file:
        return _shown(job)
    name, *args = NAMED_BY[job.kind]
    said = [job.wanted[each] for each in args if each in job.wanted]
    kind = FileKind(FileType(job.wanted["type"]).ending)
    response = attached_file(f"{FOLDER}/{job.file}", kind, name, *said)
    note_download(job, current_user.person_id, now())
    return response

"""A campus supervisor downloads what their students handed in and were given."""

from typing import NamedTuple

from flask import Blueprint, Response

from mori.access.guard import by_link
from mori.accounts.views import not_stored
from mori.certificates.papers.models import Paper
from mori.certificates.papers.queries import issued_paper_by_key
from mori.core.files.kinds import FileKind
from mori.evaluation.reports.models import Report
from mori.evaluation.reports.queries import report_of
from mori.links.models import SignedLink
from mori.placements.models import Placement
from mori.uploads.models import Upload
from mori.web.files import attached_file

from .views import STUDENTS, student_of

bp = Blueprint("campus_documents", __name__)


class ReportFile(NamedTuple):
    placement: Placement
    report: Report
    upload: Upload


def report_of_student(link: SignedLink, student: str) -> ReportFile | None:
    """The version that counts of one of theirs, where it is a file."""
    placement = student_of(link, student)
    found = report_of(placement.id) if placement else None
    if placement is None or found is None or found.upload is None:
        return None
    return ReportFile(placement, found, found.upload)


def paper_of_student(link: SignedLink, student: str, paper: str) -> Paper | None:
    """A finished paper of one of theirs."""
    placement, found = student_of(link, student), issued_paper_by_key(paper)
    is_theirs = placement and found and found.placement_id == placement.id
    return found if found and is_theirs and found.is_out else None


@bp.get("/t/<key>/mahasiswa/<student>/laporan/berkas.unduh")
@by_link(STUDENTS.name, on=report_of_student)
def report(link: SignedLink, found: ReportFile) -> Response:
    upload, name = found.upload, found.placement.person.name
    return not_stored(attached_file(upload.path, upload.kind, "laporan", name, found.report.key))


@bp.get("/t/<key>/mahasiswa/<student>/surat/<paper>/berkas.unduh")
@by_link(STUDENTS.name, on=paper_of_student)
def paper(link: SignedLink, paper: Paper) -> Response:
    """The PDF that counts, byte for byte."""
    name = (paper.kind, paper.number, paper.name)
    return not_stored(attached_file(paper.path, FileKind.PDF, *name))

"""Papers of applications, for those of the office who read them."""

from flask import Blueprint, Response

from mori.access.guard import may
from mori.core.files.kinds import FileKind
from mori.web.files import attached_file, private_picture

from . import queries
from .models import ApplicationPaper

bp = Blueprint("papers_applied", __name__)


@bp.get("/berkas/<key>")
@may("application.read", on=queries.application_paper_by_key)
def paper(paper: ApplicationPaper) -> Response:
    if paper.is_picture:
        return private_picture(paper.path, paper.code)
    return attached_file(paper.path, FileKind.PDF, paper.code)

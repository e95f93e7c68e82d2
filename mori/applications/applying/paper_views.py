"""Papers of an application under its link: handing them in, looking at them, taking them out."""

from flask import Blueprint, Response, abort
from flask_babel import gettext as _

from mori.access.guard import public
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind
from mori.core.files.store import StoreAway
from mori.web.files import (
    attached_file,
    content_of,
    private_picture,
    sent_files,
    store,
    takes_files_where,
)
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..models import Applicant, Application
from ..papers import operations as papers
from ..papers.models import ApplicationPaper
from ..papers.queries import application_paper_by_key
from ..papers.rules import MOST_PAGES, paper_named
from ..papers.rules import papers as all_papers
from ..rules import ApplicantState
from . import operations, sent_operations
from .desk import Piece, sheet_of
from .draft_views import PAPERS, applicant_of, show_draft
from .status_views import show_status
from .views import HERE, application_of, code_written, news, opens, url_of

bp = Blueprint("application_papers", __name__)
WRITABLE = {ApplicantState.DRAFT, ApplicantState.SUBMITTED, ApplicantState.INCOMPLETE}


@bp.get("/daftar/<signed>/orang/<key>/berkas")
@public
def papers_of_person(signed: str, key: str) -> Response:
    application = application_of(signed)
    return _show(application, applicant_of(application, key))


def _show(
    application: Application,
    applicant: Applicant,
    status: int = 200,
    problems: list[str] | None = None,
) -> Response:
    sheet = sheet_of(application, locale())
    place = next(each for each in sheet.places if each.applicant.id == applicant.id)
    response = page(
        "applications/applying/papers.html",
        status=status,
        here=HERE,
        application=application,
        code=code_written(application),
        applicant=applicant,
        pieces=_offered(place.pieces, place.asked),
        most=MOST_PAGES,
        may_write=applicant.state in WRITABLE,
        may_drop=applicant.state is ApplicantState.DRAFT,
        problems=problems or [],
        news=news(),
    )
    return not_stored(response)


def _offered(pieces: list[Piece], asked: list[Piece]) -> list[Piece]:
    """The checklist, and what was asked for beside it."""
    there = {each.code for each in pieces}
    return [*pieces, *(each for each in asked if each.code not in there)]


@bp.post("/daftar/<signed>/orang/<key>/berkas")
@public
@takes_files_where(opens)
def hand_in(signed: str, key: str) -> Response:
    application = application_of(signed)
    applicant = applicant_of(application, key)
    if applicant.state not in WRITABLE:
        raise operations.sent_already()
    kept, problems = _keep(application, applicant)
    is_complete = bool(kept) and sent_operations.complete_if_all_there(applicant, now())
    if problems:
        return _show(application, applicant, 422, problems)
    done = ["berkas", *(["lengkap"] if is_complete else [])]
    if application.sent_at:
        return see_other(url_of(application, kabar=done))
    return see_other(url_of(application, PAPERS, key=key, kabar=done))


@bp.post("/daftar/<signed>/berkas")
@public
@takes_files_where(opens)
def hand_in_for_all(signed: str) -> Response:
    """What is one paper for the whole application, such as the campus's letter."""
    application = application_of(signed)
    kept, problems = _keep(application, None)
    are_complete = [
        sent_operations.complete_if_all_there(each.applicant, now())
        for each in sheet_of(application, locale()).places
        if kept
    ]
    if problems:
        show = show_status if application.sent_at else show_draft
        return show(application, 422, problems)
    done = ["berkas", *(["lengkap"] if any(are_complete) else [])]
    return see_other(url_of(application, kabar=done))


def _keep(application: Application, applicant: Applicant | None) -> tuple[int, list[str]]:
    """How many pages were kept, and what is wrong with the others, each by its paper's name."""
    kept, problems, at = 0, [], now()
    for code, wanted in all_papers().items():
        if wanted.is_of_all and applicant and not application.sent_at:
            continue
        for file in sent_files(code):
            try:
                papers.keep_paper(store(), application, applicant, code, content_of(file), at)
                kept += 1
            except StoreAway:
                raise
            except Refused as refusal:
                problems.append(f"{paper_named(code, locale())}: {refusal}")
    if not kept and not problems:
        problems.append(_("Choose a photo or a PDF first."))
    return kept, problems


def _paper_in(signed: str, key: str) -> tuple[Application, ApplicationPaper]:
    application, paper = application_of(signed), application_paper_by_key(key)
    if paper is None or paper.application_id != application.id:
        abort(404)
    return application, paper


@bp.get("/daftar/<signed>/berkas/<key>")
@public
def paper(signed: str, key: str) -> Response:
    _application, paper = _paper_in(signed, key)
    if paper.is_picture:
        return private_picture(paper.path, f"{paper.code}")
    return attached_file(paper.path, FileKind.PDF, paper.code)


@bp.post("/daftar/<signed>/berkas/<key>/hapus")
@public
def drop(signed: str, key: str) -> Response:
    """Take a page out of a draft; what was sent stays as it was sent."""
    application, paper = _paper_in(signed, key)
    if application.sent_at:
        raise operations.sent_already()
    papers.drop_paper(store(), paper)
    if paper.applicant:
        applicant = paper.applicant.key
        return see_other(url_of(application, PAPERS, key=applicant, kabar="keluar"))
    return see_other(url_of(application, kabar="keluar"))

"""An application under its link: what it shows, as a draft and once it was sent."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, url_for

from mori.access.guard import public
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.web.i18n import locale
from mori.web.render import page

from ..applying import operations as drafts
from ..applying import queries
from ..applying.views import HERE, code_written, news
from ..claims import key_in
from ..models import Applicant, Application
from ..papers.rules import MOST_PAGES
from ..queries import reply_within
from ..rules import ERASED_AFTER, MOST_APPLICANTS, MOVES
from . import forms
from .desk import sheet_of

bp = Blueprint("held", __name__)
PAPERS = "application_papers.papers_of_person"


def url_of(application: Application, endpoint: str = "held.held", **more: Any) -> str:
    """A page of an application, under its link."""
    return url_for(endpoint, signed=code_written(application), **more)


def application_of(signed: str) -> Application:
    """The application that a link opens; whatever was guessed opens nothing."""
    key = key_in(current_app.config["SECRET_KEY"], signed)
    return (queries.application_by_key(key) if key else None) or abort(404)


def opens(signed: str, **_more: str) -> bool:
    """Whether a link is one of ours, which is known before anything large is read."""
    return key_in(current_app.config["SECRET_KEY"], signed) is not None


@bp.get("/daftar/<signed>")
@public
def held(signed: str) -> Response:
    """A draft as long as it is one; then what becomes of it."""
    application = application_of(signed)
    return show_status(application) if application.sent_at else show_draft(application)


def applicant_of(application: Application, key: str) -> Applicant:
    """One of the application's own; anybody else is not there."""
    return queries.applicant_in(application.id, key) or abort(404)


def draft_of(signed: str) -> Application:
    """A draft; what was sent already can be looked at alone."""
    application = application_of(signed)
    if application.sent_at:
        raise drafts.sent_already()
    return application


def show_draft(
    application: Application,
    status: int = 200,
    problems: list[str] | None = None,
    places: forms.PlacesForm | None = None,
) -> Response:
    sheet = sheet_of(application, locale())
    today = local_date(now(), application.office.zone)
    applicants = [each.applicant for each in sheet.places]
    opening = application.opening
    response = page(
        "applications/held/draft.html",
        status=status,
        here=HERE,
        application=application,
        code=code_written(application),
        sheet=sheet,
        problems=problems or [],
        news=news(),
        hindrances=drafts.hindrances(application, applicants, today),
        is_closed=drafts.is_closed(opening, today),
        places=places or forms.PlacesForm(formdata=None),
        may_add=application.is_group and len(applicants) < MOST_APPLICANTS,
        within=reply_within(application.office_id),
        erased_after=ERASED_AFTER,
    )
    return not_stored(response)


def show_status(
    application: Application,
    status: int = 200,
    problems: list[str] | None = None,
    names: forms.NamesForm | None = None,
) -> Response:
    sheet = sheet_of(application, locale())
    leaves = MOVES["withdraw"][0]
    response = page(
        "applications/held/status.html",
        status=status,
        here=HERE,
        application=application,
        code=code_written(application),
        sheet=sheet,
        is_undecided=any(each.applicant.state.is_open for each in sheet.places),
        is_late=application.reply_by is not None
        and application.reply_by < local_date(now(), application.office.zone),
        leaving=[
            each.applicant
            for each in sheet.places
            if each.applicant.state in leaves and not _has_begun(each.applicant, application)
        ],
        nameless=len(queries.nameless_places(application.id)),
        names=names or forms.NamesForm(formdata=None),
        labels=forms.EVENT_LABELS,
        most=MOST_PAGES,
        erased_after=ERASED_AFTER,
        problems=problems or [],
        news=news(),
    )
    return not_stored(response)


def _has_begun(applicant: Applicant, application: Application) -> bool:
    """Whether the internship has: then it ends on its own page."""
    placement = applicant.placement
    return bool(placement and placement.starts_on <= local_date(now(), application.office.zone))

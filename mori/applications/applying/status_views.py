"""What becomes of an application, for whoever wrote it: under its link, without an account."""

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from mori.access.guard import public
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..models import Applicant, Application
from ..papers.rules import MOST_PAGES
from ..rules import ERASED_AFTER, MOVES
from . import forms, queries, sent_operations
from .desk import sheet_of
from .views import HERE, application_of, code_written, news, url_of

bp = Blueprint("application_status", __name__)


def show_status(
    application: Application,
    status: int = 200,
    problems: list[str] | None = None,
    names: forms.NamesForm | None = None,
) -> Response:
    sheet = sheet_of(application, locale())
    leaves = MOVES["withdraw"][0]
    response = page(
        "applications/applying/status.html",
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


@bp.post("/daftar/<signed>/tarik")
@public
def withdraw(signed: str) -> Response:
    """Take one back, or all of them."""
    application, key = application_of(signed), request.form.get("orang", "")
    applicants = queries.applicants_of(application.id)
    chosen = [each for each in applicants if key in (each.key, "semua")]
    if not chosen:
        return show_status(application, 422, [_("Choose who takes the application back.")])
    is_done = sent_operations.withdraw(chosen, now())
    return see_other(url_of(application, kabar="tarik" if is_done else []))


@bp.post("/daftar/<signed>/nama")
@public
def hand_in_names(signed: str) -> Response:
    """A school's names, for the places that it was granted."""
    application, form = application_of(signed), forms.NamesForm()
    if not form.validate():
        return show_status(application, 422, names=form)
    try:
        sent_operations.hand_in_names(application, form.named, now())
    except Refused as refusal:
        form.refuse(refusal)
        return show_status(application, 422, names=form)
    return see_other(url_of(application, kabar="nama"))

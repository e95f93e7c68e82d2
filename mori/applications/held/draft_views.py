"""An application under its link, while it is written: its request, its people, and sending."""

from typing import Any

from flask import Blueprint, Response, current_app

from mori.access.guard import public
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.core.sealing import seal, unsealed
from mori.web.files import store
from mori.web.render import page, see_other

from ..applying import operations
from ..applying.operations import Who
from ..applying.views import HERE, code_written, door, said_of
from ..models import Applicant, Application
from . import forms
from .views import applicant_of, application_of, draft_of, show_draft, url_of

bp = Blueprint("drafts", __name__)


@bp.get("/daftar/<signed>/ubah")
@public
def changing(signed: str) -> Response:
    application = draft_of(signed)
    known = forms.known_request(application)
    return _changing(application, forms.RequestForm(formdata=None, data=known))


def _changing(application: Application, form: forms.RequestForm, status: int = 200) -> Response:
    _restrict(application, form)
    response = page(
        "applications/held/request.html",
        status=status,
        here=HERE,
        application=application,
        code=code_written(application),
        form=form,
    )
    return not_stored(response)


def _restrict(application: Application, form: forms.RequestForm) -> None:
    kinds = application.opening.kinds if application.opening else ""
    form.restrict(local_date(now(), application.office.zone), kinds)


@bp.post("/daftar/<signed>/ubah")
@public
def change(signed: str) -> Response:
    application, form = draft_of(signed), forms.RequestForm()
    _restrict(application, form)
    if not form.validate():
        return _changing(application, form, 422)
    operations.change_application(application, form.asked, form.more, now())
    return see_other(url_of(application, kabar=said_of(form)))


@bp.get("/daftar/<signed>/orang")
@public
def adding(signed: str) -> Response:
    application = draft_of(signed)
    known = {"programme": application.programme}
    return _person(application, None, forms.ApplicantForm(formdata=None, data=known))


@bp.post("/daftar/<signed>/orang")
@public
def add(signed: str) -> Response:
    application, form = draft_of(signed), forms.ApplicantForm()
    if not form.validate():
        return _person(application, None, form, 422)
    try:
        made = operations.add_applicant(application, _who(form), now())
    except Refused as refusal:
        form.refuse(refusal)
        return _person(application, None, form, 422)
    return see_other(
        url_of(
            application, "application_papers.papers_of_person", key=made.key, kabar=said_of(form)
        )
    )


@bp.post("/daftar/<signed>/tempat")
@public
def add_places(signed: str) -> Response:
    """Places of a group whose names come later."""
    application, form = draft_of(signed), forms.PlacesForm()
    if not form.validate() or not application.is_group:
        return show_draft(application, 422, places=form)
    try:
        operations.add_places(application, form.number.data, now())
    except Refused as refusal:
        return show_draft(application, 422, [str(refusal)], places=form)
    return see_other(url_of(application))


def _who(form: forms.ApplicantForm) -> Who:
    secret = current_app.config["SECRET_KEY"]
    sealed = {
        name: seal(secret, form[name].data) if form[name].data else ""
        for name in ("needs", "conflict")
    }
    said: dict[str, Any] = {name: form[name].data or "" for name in ("name", "number", "programme")}
    said |= form.reached | {name: bool(form[name].data) for name in ("is_minor", "is_foreign")}
    return Who(**(said | sealed))


def _person(
    application: Application,
    applicant: Applicant | None,
    form: forms.ApplicantForm,
    status: int = 200,
) -> Response:
    response = page(
        "applications/held/person.html",
        status=status,
        here=HERE,
        application=application,
        code=code_written(application),
        applicant=applicant,
        form=form,
    )
    return not_stored(response)


@bp.get("/daftar/<signed>/orang/<key>")
@public
def correcting(signed: str, key: str) -> Response:
    application = draft_of(signed)
    applicant = applicant_of(application, key)
    secret = current_app.config["SECRET_KEY"]
    needs, conflict = (unsealed(secret, each) for each in (applicant.needs, applicant.conflict))
    known = forms.known_applicant(applicant, needs, conflict)
    return _person(application, applicant, forms.ApplicantForm(formdata=None, data=known))


@bp.post("/daftar/<signed>/orang/<key>")
@public
def correct(signed: str, key: str) -> Response:
    application, form = draft_of(signed), forms.ApplicantForm()
    applicant = applicant_of(application, key)
    if not form.validate():
        return _person(application, applicant, form, 422)
    try:
        operations.change_applicant(application, applicant, _who(form), now())
    except Refused as refusal:
        form.refuse(refusal)
        return _person(application, applicant, form, 422)
    return see_other(
        url_of(
            application,
            "application_papers.papers_of_person",
            key=applicant.key,
            kabar=said_of(form),
        )
    )


@bp.post("/daftar/<signed>/orang/<key>/hapus")
@public
def remove(signed: str, key: str) -> Response:
    application = draft_of(signed)
    paths = operations.remove_applicant(application, applicant_of(application, key), now())
    for path in paths:
        store().remove(path)
    return see_other(url_of(application, kabar="hapus"))


@bp.post("/daftar/<signed>/kirim")
@public
def send(signed: str) -> Response:
    application, form, at = application_of(signed), forms.SendForm(), now()
    today = local_date(at, application.office.zone)
    try:
        operations.send_application(
            application,
            application.office,
            door(),
            today,
            at,
            without_opening=form.without_opening.data == "yes",
        )
    except Refused as refusal:
        return show_draft(application, 422, [str(refusal)])
    return see_other(url_of(application))

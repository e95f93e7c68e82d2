"""A campus supervisor leaves a visit or a remark, and mends it within a quarter of an hour."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _

from mori.access.guard import by_link
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.links.models import SignedLink
from mori.placements.models import Placement
from mori.web.render import page, see_other

from ..remarks.forms import RemarkForm
from ..remarks.models import CampusRemark
from ..remarks.operations import change_remark, leave_remark
from ..remarks.queries import remark_by_key
from ..remarks.rules import is_day_for
from .views import STUDENTS, is_theirs_to_mend, show_student, student_of

bp = Blueprint("campus_remarks", __name__)


@bp.post("/t/<key>/mahasiswa/<student>/catatan")
@by_link(STUDENTS.name, on=student_of)
def leave(link: SignedLink, placement: Placement) -> Response:
    form = RemarkForm()
    if not _fits(form, link, placement):
        return show_student(link, placement, form, 422)
    token = token_for(form.token.data, link.id, placement.id, *form.said)
    try:
        leave_remark(link, placement, form.said, token, now())
    except Refused as refusal:
        form.refuse(refusal)
        return show_student(link, placement, form, 422)
    flash(_("Thank you. The intern and the supervisor see it."))
    return _back(link, placement)


def _fits(form: RemarkForm, link: SignedLink, placement: Placement) -> bool:
    """Whether the form is whole, and its day is one of the internship."""
    if not form.validate():
        return False
    today = local_date(now(), link.office.zone)
    if is_day_for(placement.starts_on, today, form.day.data):
        return True
    form.day.errors = [_("Choose a day between the first day of the internship and today.")]
    return False


def _back(link: SignedLink, placement: Placement) -> Response:
    return see_other(url_for("campus.student", key=link.key, student=placement.key))


def own_remark(link: SignedLink, remark: str) -> CampusRemark | None:
    """A remark that was left by this link, about whom it still shows, and can be mended."""
    found = remark_by_key(remark)
    if found is None or not is_theirs_to_mend(link, found, now()):
        return None
    return found if student_of(link, found.placement.key) else None


@bp.get("/t/<key>/catatan/<remark>")
@by_link(STUDENTS.name, on=own_remark)
def mending(link: SignedLink, remark: CampusRemark) -> Response:
    known = {"seen": remark.revision, "kind": remark.kind, "day": remark.day, "text": remark.text}
    return _mending(link, remark, RemarkForm(formdata=None, data=known))


def _mending(
    link: SignedLink, remark: CampusRemark, form: RemarkForm, status: int = 200
) -> Response:
    response = page(
        "campus/students/remark.html",
        status=status,
        here="link",
        link=link,
        remark=remark,
        placement=remark.placement,
        form=form,
    )
    return not_stored(response)


@bp.post("/t/<key>/catatan/<remark>")
@by_link(STUDENTS.name, on=own_remark)
def mend(link: SignedLink, remark: CampusRemark) -> Response:
    form, placement = RemarkForm(), remark.placement
    if not _fits(form, link, placement):
        return _mending(link, remark, form, 422)
    try:
        change_remark(remark, form.said, form.revision, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _mending(link, remark, form, 422)
    flash(_("Saved."))
    return _back(link, placement)

"""Who leads a unit, and did: nobody of them is called for those who are or were in it."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.tickets import key_of
from mori.offices.queries import units_of
from mori.web.asked import today
from mori.web.render import page, see_other

from ..routing.models import UnitMember
from . import operations, queries
from .forms import EndLeadingForm, LeaderForm

bp = Blueprint("leaders", __name__)


@bp.get("/orang/pimpinan-unit")
@may("leader.name")
def leaders() -> Response:
    return _leaders(_form(formdata=None, from_on=today()))


def _form(**options: object) -> LeaderForm:
    office_id = current_user.office_id
    return LeaderForm(units_of(office_id), queries.people_who_may_lead(office_id), **options)


def _leaders(
    form: LeaderForm,
    status: int = 200,
    *,
    ending: UnitMember | None = None,
    end_form: EndLeadingForm | None = None,
) -> Response:
    return page(
        "safeguarding/leaders/leaders.html",
        status=status,
        here="people",
        rows=queries.leaders_of(current_user.office_id),
        form=form,
        ending=ending,
        end_form=end_form or EndLeadingForm(formdata=None),
        fresh=EndLeadingForm(formdata=None, until_on=today()),
    )


@bp.post("/orang/pimpinan-unit")
@may("leader.name")
def name() -> Response:
    form = _form()
    if not form.validate():
        return _leaders(form, 422)
    unit_id, person_id = form.units[form.unit.data], form.people[form.person.data]
    days = form.from_on.data, form.until_on.data
    key = key_of(token_for(form.token.data, current_user.person_id, unit_id, person_id, *days))
    try:
        operations.name_leader(unit_id, person_id, *days, key)
    except Refused as refusal:
        form.refuse(refusal)
        return _leaders(form, 422)
    flash(_("Noted. From the first day on, this person is not called for interns of the unit."))
    return see_other(url_for("leaders.leaders"))


@bp.post("/orang/pimpinan-unit/<key>/akhiri")
@may("leader.end", on=queries.leader_by_key)
def end(leader: UnitMember) -> Response:
    form = EndLeadingForm()
    if form.validate():
        try:
            operations.end_leading(leader, form.until_on.data)
        except Refused as refusal:
            form.until_on.errors = [str(refusal)]
    if form.errors:
        fresh = _form(formdata=None, from_on=today())
        return _leaders(fresh, 422, ending=leader, end_form=form)
    flash(_("The last day is noted."))
    return see_other(url_for("leaders.leaders"))

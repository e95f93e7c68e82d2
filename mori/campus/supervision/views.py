"""Which contact of an institution accompanies which of its interns."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.institutions.models import Institution, InstitutionContact
from mori.institutions.queries import contacts_of, ids_with, institution_by_id, standing_by_key
from mori.placements.institution_queries import PAGE, placements_from
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key
from mori.web import asked
from mori.web.asked import after, next_page
from mori.web.menu import page_url
from mori.web.render import page, see_other

from ..rules import SHOWN_AFTER_END
from . import forms, operations, queries

bp = Blueprint("campus_supervision", __name__)


@bp.get("/lembaga/<key>/pembimbing")
@may("campus.name", on=standing_by_key)
def students(institution: Institution) -> Response:
    return _students(institution, forms.StudentsForm(formdata=None))


def _students(institution: Institution, form: forms.StudentsForm, status: int = 200) -> Response:
    since = asked.today() - SHOWN_AFTER_END
    place = after(dt.date.fromisoformat, int)
    found = placements_from(ids_with(institution), place, since)
    shown, more = next_page(found, PAGE, lambda row: (row.ends_on, row.id))
    form.offer(contacts_of(institution))
    return page(
        "campus/supervision/students.html",
        status=status,
        here="interns",
        institution=institution,
        students=shown,
        named=queries.supervisors_named([each.id for each in shown]),
        form=form,
        more=more,
    )


@bp.post("/lembaga/<key>/pembimbing")
@may("campus.name", on=standing_by_key)
def name_for_several(institution: Institution) -> Response:
    form = forms.StudentsForm()
    form.offer(contacts_of(institution))
    if not form.validate():
        return _students(institution, form, 422)
    chosen = queries.placements_with_keys(ids_with(institution), form.students.data)
    operations.name_supervisor(chosen, form.chosen, current_user.person_id, now())
    flash(_("Saved."))
    return see_other(url_for("campus_supervision.students", key=institution.key))


@bp.get("/peserta/<key>/pembimbing-kampus")
@may("campus.name", on=placement_by_key)
def of_placement(placement: Placement) -> Response:
    known = queries.supervisors_named([placement.id]).get(placement.id)
    contact = known.key if known else forms.NOBODY
    return _of_placement(placement, forms.SupervisorForm(formdata=None, contact=contact))


def _of_placement(placement: Placement, form: forms.SupervisorForm, status: int = 200) -> Response:
    form.offer(contacts_at(placement))
    return page(
        "campus/supervision/placement.html",
        status=status,
        here="interns",
        placement=placement,
        form=form,
    )


def contacts_at(placement: Placement) -> list[InstitutionContact]:
    """Whom the office knows where an intern comes from."""
    return contacts_of(placement.institution.standing) if placement.institution else []


@bp.post("/peserta/<key>/pembimbing-kampus")
@may("campus.name", on=placement_by_key)
def name_for_one(placement: Placement) -> Response:
    form = forms.SupervisorForm()
    form.offer(contacts_at(placement))
    if not form.validate():
        return _of_placement(placement, form, 422)
    operations.name_supervisor([placement.id], form.chosen, current_user.person_id, now())
    flash(_("Saved."))
    return see_other(page_url("placement", key=placement.key))


def institution_part(ids: Collection[int]) -> dict[str, Any] | None:
    """For the page of an institution: the way to who accompanies whom."""
    institution = institution_by_id(list(ids)[0])
    if not allowed(current_user, "campus.name", institution):
        return None
    return {"institution": institution}


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """For the page of a placement: who accompanies the intern from the campus."""
    may_name = allowed(current_user, "campus.name", placement)
    contact = queries.supervisors_named([placement.id]).get(placement.id)
    if not may_name and contact is None:
        return None
    return {"placement": placement, "contact": contact, "may_name": may_name}

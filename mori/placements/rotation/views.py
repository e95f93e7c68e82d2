"""Making a placement in two steps, and changing its rotation."""

from typing import Any

from flask import Blueprint, Response, flash, request
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.models import Person
from mori.core.clock import now
from mori.core.errors import Refused
from mori.institutions.models import Institution
from mori.institutions.queries import institution_by_key, neighbours, those_called
from mori.offices.models import Unit
from mori.offices.queries import units_of, workdays_between
from mori.web.menu import page_url
from mori.web.render import page, see_other

from ..barred.queries import barred_for
from ..institution_views import agreement_at_placing
from ..models import Placement, UnitSpan
from ..pasting.queries import pasted_facts
from ..queries import placement_by_key, placement_by_token
from ..rules import InternKind, split_evenly
from . import forms, queries
from .operations import change_rotation
from .operations import make_placement as place

bp = Blueprint("rotation", __name__)


@bp.get("/peserta/baru")
@may("placement.make")
def new_placement() -> Response:
    search = request.args.get("cari", "")[:80]
    key = request.args.get("orang", "")
    form = forms.UnitsForm(formdata=None, person=key, **_known(key))
    return _first_step(_with_choices(form, key, search), search=search)


def plannable(person: Person) -> dict[str, Any] | None:
    """For the page of a person: where placing them begins, if they are an intern without one."""
    office = current_user.office_id
    if not allowed(current_user, "placement.make"):
        return None
    return {"row": person} if queries.intern_without_placement(office, person.key) else None


def _known(person_key: str) -> dict[str, Any]:
    """What the table that an intern was pasted in said of the internship."""
    facts = pasted_facts(person_key)
    names = ("institution", "starts_on", "ends_on")
    return {name: getattr(facts, name) for name in names} if facts else {}


def _with_choices(form: Any, key: str | None, search: str = "") -> Any:
    """Offer the office's interns without a placement, and the one who was asked for."""
    office = current_user.office_id
    people = queries.interns_without_placement(office, search)
    asked = queries.intern_without_placement(office, key or "")
    form.offer_people(people if asked is None or asked in people else [asked, *people])
    _offer_institutions(form, form.institution.data or "")
    return form


def _offer_institutions(form: forms.FactsForm, said: str) -> None:
    office = current_user.office_id
    called = those_called(office, said) if said else []
    known = called[0] if len(called) == 1 else None
    near = called or (neighbours(office, [said]) if said else [])
    form.offer_institutions(known, near)


def _first_step(form: forms.UnitsForm, status: int = 200, search: str = "") -> Response:
    form.offer_units(units_of(current_user.office_id))
    return page(
        "placements/rotation/new_placement.html",
        status=status,
        here="interns",
        form=form,
        search=search,
    )


@bp.post("/peserta/baru")
@may("placement.make")
def plan_placement() -> Response:
    """The second step: each unit's dates and supervisors, divided evenly to begin with."""
    form = forms.UnitsForm()
    _with_choices(form, form.person.data)
    form.offer_units(units_of(current_user.office_id))
    if "back" in request.form:
        return _first_step(form)
    if not form.validate():
        return _first_step(form, 422)
    spans = _even_spans(form)
    if not spans:
        form.units.errors = [_("There are fewer working days than units. Tick fewer units.")]
        return _first_step(form, 422)
    facts = {name: form[name].data for name in FACTS}
    second = forms.PlacementForm(formdata=None, data={**facts, "spans": spans})
    return _second_step(_with_choices(second, form.person.data))


FACTS = ("person", "kind", "programme", "institution", "which", "starts_on", "ends_on")


def _even_spans(form: forms.UnitsForm) -> list[dict[str, Any]]:
    """A stay per unit, as long as the others, with people of that unit; empty if too short."""
    starts_on, ends_on, units = form.starts_on.data, form.ends_on.data, form.ticked
    office, version = current_user.office_id, current_user.calendar_version
    workdays = workdays_between(office, version, starts_on, ends_on)
    if len(workdays) < len(units):
        return []
    barred = barred_for(form.people[form.person.data].id)
    people = [each for each in queries.supervisors_of(office) if each.person_id not in barred]
    stays = split_evenly(starts_on, ends_on, workdays, len(units))
    return [
        {
            "unit": unit.key,
            "starts_on": first,
            "ends_on": last,
            **dict(zip(("supervisor", "stand_in"), _keys_in(unit, people), strict=False)),
        }
        for unit, (first, last) in zip(units, stays, strict=True)
    ]


def _keys_in(unit: Unit, people: list[Any]) -> list[str]:
    return [each.person.key for each in people if each.unit_id == unit.id]


def _second_step(form: forms.PlacementForm, status: int = 200) -> Response:
    form.offer_spans(units_of(current_user.office_id), _supervisors_for(form))
    return page(
        "placements/rotation/new_rotation.html",
        status=status,
        here="interns",
        form=form,
        person=form.people.get(form.person.data),
        kinds={each.value: each.label for each in InternKind},
        facts=FACTS,
        **agreement_at_placing(_institution_of(form), form.ends_on.data),
    )


def _institution_of(form: forms.PlacementForm) -> Institution | None:
    """The one that was chosen, or that the name is of; None where it is to be proposed."""
    found = institution_by_key(form.which.data or "")
    return found if found and found.office_id == current_user.office_id else None


def _supervisors(intern_id: int) -> list[Person]:
    """Who may supervise an intern: nobody whom a coordinator has barred from it."""
    barred = barred_for(intern_id)
    memberships = queries.supervisors_of(current_user.office_id)
    return [each.person for each in memberships if each.person_id not in barred]


def _supervisors_for(form: forms.PlacementForm) -> list[Person]:
    person = form.people.get(form.person.data)
    return _supervisors(person.id if person else 0)


@bp.post("/peserta/baru/rotasi")
@may("placement.make")
def make_placement() -> Response:
    form = forms.PlacementForm()
    _with_choices(form, form.person.data)
    form.offer_spans(units_of(current_user.office_id), _supervisors_for(form))
    made = placement_by_token(form.token.data or "")
    if made and made.person.key == form.person.data:  # sent twice
        return see_other(page_url("placement", key=made.key))
    if not (form.validate() and form.fits(form.starts_on.data, form.ends_on.data)):
        return _second_step(form, 422)
    try:
        placement = place(
            person_id=form.people[form.person.data].id,
            office_id=current_user.office_id,
            kind=InternKind(form.kind.data),
            programme=form.programme.data,
            institution=form.institution.data,
            which=form.which.data,
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
            spans=form.plans,
            actor_id=current_user.person_id,
            at=now(),
            token=form.token.data,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _second_step(form, 409)
    flash(_("The placement is made."))
    return see_other(page_url("placement", key=placement.key))


@bp.get("/peserta/<key>/rotasi")
@may("placement.change", on=placement_by_key)
def rotation(placement: Placement) -> Response:
    spans = [_typed(span) for span in placement.spans]
    return _rotation(placement, forms.RotationForm(formdata=None, data={"spans": [*spans, {}]}))


def _typed(span: UnitSpan) -> dict[str, Any]:
    return {
        "unit": span.unit.key,
        "starts_on": span.starts_on,
        "ends_on": span.ends_on,
        "supervisor": span.supervisor.key,
        "stand_in": span.stand_in.key if span.stand_in else "",
    }


def _rotation(placement: Placement, form: forms.RotationForm, status: int = 200) -> Response:
    _offer_known(form, placement)
    return page(
        "placements/rotation/rotation.html",
        status=status,
        here="interns",
        placement=placement,
        form=form,
    )


def _offer_known(form: forms.RotationForm, placement: Placement) -> None:
    """Offer the office's units and supervisors, and those the placement already has."""
    units = {unit.id: unit for unit in units_of(placement.office_id)}
    people = {person.id: person for person in _supervisors(placement.person_id)}
    for span in placement.spans:
        units.setdefault(span.unit_id, span.unit)
        people.setdefault(span.supervisor_id, span.supervisor)
        if span.stand_in_id and span.stand_in:
            people.setdefault(span.stand_in_id, span.stand_in)
    form.offer_spans(list(units.values()), list(people.values()))


@bp.post("/peserta/<key>/rotasi")
@may("placement.change", on=placement_by_key)
def save_rotation(placement: Placement) -> Response:
    response, _changed = keep_rotation(placement)
    return response


def keep_rotation(placement: Placement) -> tuple[Response, list[UnitSpan]]:
    """The answer to what was sent, and the spans it changed."""
    form = forms.RotationForm()
    _offer_known(form, placement)
    if not (form.validate() and form.fits(placement.starts_on, placement.ends_on)):
        return _rotation(placement, form, 422), []
    try:
        changed = change_rotation(placement, form.plans, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _rotation(placement, form, 409), []
    flash(_("The rotation is saved."))
    return see_other(page_url("placement", key=placement.key)), changed

"""The page of a record: all that an office holds of an alumnus, and putting it right."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.people.rules import AccountChange
from mori.certificates.papers.queries import papers_of
from mori.core.clock import now
from mori.core.errors import Refused
from mori.institutions.forms import RegionForm
from mori.institutions.queries import regions_called, regions_like, those_called
from mori.offices.queries import units_of
from mori.web.filters import as_far_as_known
from mori.web.i18n import locale
from mori.web.render import page, parts_of, see_other

from ..consents.rules import read_note
from ..models import Alumnus, AlumnusEvent, AlumnusStay
from ..queries import alumnus_by_id, alumnus_by_key, record_of
from ..rules import LIVING, AlumnusState, Record
from . import correcting_operations as operations
from . import forms, page_queries
from .rules import Held, held_in, source_of_stays

bp = Blueprint("records", __name__)

HERE = "alumni"  # the menu's item


@bp.get("/alumni/<key>")
@may("alumni.read", on=alumnus_by_key)
def record(alumnus: Alumnus) -> Response:
    found, stays = record_of(alumnus), page_queries.stays_of(alumnus)
    placed = [each.placement_id for each in stays if each.placement_id]
    papers = papers_of(placed) if placed else {}
    may_change = allowed(current_user, "alumni.change", alumnus)
    return page(
        "alumni/records/record.html",
        here=HERE,
        alumnus=alumnus,
        record=found,
        rows=_held(alumnus, found, stays),
        state_words=forms.STATE_WORDS[str(alumnus.state)],
        stays=stays,
        units=page_queries.units_of(stays),
        papers=[paper for each in papers.values() for paper in each],
        events=_history(alumnus),
        may_change=may_change and alumnus.state != AlumnusState.ERASED,
        may_open=allowed(current_user, "paper.list"),
        is_alive=alumnus.state in LIVING,
        is_deceased=alumnus.state == AlumnusState.DECEASED,
        parts=parts_of("alumnus", alumnus, found),
    )


def _held(alumnus: Alumnus, found: Record, stays: list[AlumnusStay]) -> list[Held]:
    return held_in(
        found,
        has_account=alumnus.person_id is not None,
        has_answered=alumnus.answered_at is not None,
        stays=source_of_stays([each.placement_id is not None for each in stays]),
    )


def _history(alumnus: Alumnus) -> list[tuple[Any, ...]]:
    events = page_queries.history_of(alumnus)
    names = page_queries.others_named(events)
    return [_said(each, names) for each in events]


def _said(event: AlumnusEvent, names: Mapping[str, str]) -> tuple[Any, ...]:
    """When, what happened, who did it, and what was noted."""
    label = forms.EVENT_LABELS.get(event.verb, event.verb)
    note = names.get(event.note, event.note)
    if event.verb == "follow":
        note = str(AccountChange(event.note).label)
    elif event.verb in ("agree", "take_back", "withdraw"):
        note = " · ".join(str(each.label) for each in read_note(event.note))
    return event.at, label, event.actor.name if event.actor else "", note


@bp.get("/alumni/<key>/ubah")
@may("alumni.change", on=alumnus_by_key)
def correction(alumnus: Alumnus) -> Response:
    known = forms.known_facts(record_of(alumnus), alumnus.revision)
    return _correction(alumnus, _form_of(alumnus, formdata=None, data=known))


def _form_of(alumnus: Alumnus, **options: Any) -> forms.CorrectionForm:
    form = forms.CorrectionForm(**options)
    offer_regions(form)
    return forms.without_name(form) if alumnus.person_id else form


def offer_regions(form: RegionForm) -> None:
    """With the regions that may be meant by what was written."""
    text = form.region.data
    called = regions_called(text) if text else []
    like = regions_like(text) if text and len(called) != 1 else []
    form.offer_regions(called, like)


def _correction(
    alumnus: Alumnus, form: forms.CorrectionForm, status: int = 200, held: Any = ()
) -> Response:
    return page(
        "alumni/records/correction.html",
        status=status,
        here=HERE,
        alumnus=alumnus,
        form=form,
        held=held,
    )


@bp.post("/alumni/<key>/ubah")
@may("alumni.change", on=alumnus_by_key)
def correct(alumnus: Alumnus) -> Response:
    form = _form_of(alumnus)
    if not form.validate():
        return _correction(alumnus, form, 422)
    try:
        operations.correct_alumnus(
            alumnus, form.facts(form.whole), form.seen, current_user.person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        fresh = alumnus_by_id(alumnus.id)
        form.revision.data = str(fresh.revision)  # sent once more, it was decided on
        now_held = _held(fresh, record_of(fresh), page_queries.stays_of(fresh))
        return _correction(alumnus, form, 422, now_held)
    return saved(alumnus)


def saved(alumnus: Alumnus) -> Response:
    flash(_("Saved."))
    return see_other(url_for("records.record", key=alumnus.key))


@bp.get("/alumni/<key>/masa")
@may("alumni.change", on=alumnus_by_key)
def new_stay(alumnus: Alumnus) -> Response:
    form = forms.StayForm(formdata=None, data={"revision": str(alumnus.revision)})
    return _stay(alumnus, form)


@bp.post("/alumni/<key>/masa")
@may("alumni.change", on=alumnus_by_key)
def add_stay(alumnus: Alumnus) -> Response:
    form = forms.StayForm()
    offer_stay(form, alumnus.office_id)
    return _keep_stay(alumnus, form, None)


@bp.get("/alumni/masa/<key>")
@may("alumni.change", on=page_queries.stay_by_key)
def stay(stay: AlumnusStay) -> Response:
    alumnus = _shown_as(stay)
    return _stay(alumnus, forms.StayForm(formdata=None, data=_known(stay, alumnus)), stay)


@bp.post("/alumni/masa/<key>")
@may("alumni.change", on=page_queries.stay_by_key)
def correct_stay(stay: AlumnusStay) -> Response:
    alumnus, form = _shown_as(stay), forms.StayForm()
    offer_stay(form, alumnus.office_id)
    return _keep_stay(alumnus, form, stay)


def _shown_as(stay: AlumnusStay) -> Alumnus:
    whose = stay.alumnus
    return alumnus_by_id(whose.merged_into_id) if whose.merged_into_id else whose


def _known(stay: AlumnusStay, alumnus: Alumnus) -> dict[str, Any]:
    units = page_queries.units_of([stay])[stay.id]
    return {
        "revision": str(alumnus.revision),
        "institution": stay.institution_written or (stay.institution and stay.institution.name),
        "study": stay.study,
        "number": stay.student_number,
        "kind": str(stay.kind),
        "starts": as_far_as_known(locale(), stay.starts or str(stay.year or "")),
        "ends": as_far_as_known(locale(), stay.ends),
        "units": [each.unit.key for each in units if each.unit],
    }


def offer_stay(form: forms.StayFields, office_id: int) -> None:
    form.offer(units_of(office_id, closed=True))


def called(office_id: int, name: str) -> dict[str, int]:
    """The one institution that goes by a name; none where several do."""
    found = those_called(office_id, name) if name else []
    return {name: found[0].id} if len(found) == 1 else {}


def _keep_stay(alumnus: Alumnus, form: forms.StayForm, stay: AlumnusStay | None) -> Response:
    if not form.validate():
        return _stay(alumnus, form, stay, 422)
    facts = form.stay(called(alumnus.office_id, form.institution.data))
    actor, at = current_user.person_id, now()
    try:
        if stay:
            operations.correct_stay(stay, facts, form.seen, actor, at)
        else:
            operations.add_stay(alumnus, facts, form.seen, actor, at)
    except Refused as refusal:
        form.refuse(refusal)
        form.revision.data = str(alumnus_by_id(alumnus.id).revision)
        return _stay(alumnus, form, stay, 422)
    return saved(alumnus)


def _stay(
    alumnus: Alumnus, form: forms.StayForm, stay: AlumnusStay | None = None, status: int = 200
) -> Response:
    offer_stay(form, alumnus.office_id)
    return page(
        "alumni/records/stay.html",
        status=status,
        here=HERE,
        alumnus=alumnus,
        form=form,
        stay=stay,
    )

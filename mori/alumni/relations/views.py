"""Where an alumnus is, who introduced them, what they offer: beside the record."""

from typing import Any

from flask import Blueprint, Response, request
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.alumni.records.views import HERE, saved
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.i18n import locale
from mori.web.render import page

from ..models import Alumnus, Engagement
from ..queries import alumnus_by_id, alumnus_by_key, ids_with
from ..rules import Agreed, AlumnusState, Record
from . import forms, operations, queries
from .models import Introduction, Offer
from .rules import kind_label

bp = Blueprint("relations", __name__)

SHOWN = 5  # activities named on the page of a record


def relations_part(alumnus: Alumnus, record: Record) -> dict[str, Any]:
    """Where they are, who introduced whom, what they offer and what they took part in."""
    group = list(ids_with([alumnus.id]))
    links = queries.introductions_of(group)
    names = queries.names_of(
        number for each in links for number in (each.alumnus_id, each.introducer_id)
    )
    activities = queries.participations_of(group)
    may_change = allowed(current_user, "alumni.change", alumnus)
    return {
        "alumnus": alumnus,
        "engagements": queries.engagements_of(group),
        "brought_by": [
            (each, names[each.introducer_id]) for each in links if each.alumnus_id in group
        ],
        "brought": [names[each.alumnus_id] for each in links if each.introducer_id in group],
        "offers": [
            (each, kind_label("offer", each.kind, locale())) for each in queries.offers_of(group)
        ],
        "network": queries.network_name(alumnus.office_id),
        "is_member": record.agrees_to(Agreed.NETWORK),
        "activities": activities[:SHOWN],
        "times": len(activities),
        "may_change": may_change and alumnus.state != AlumnusState.ERASED,
    }


@bp.get("/alumni/<key>/tempat")
@may("alumni.change", on=alumnus_by_key)
def new_place(alumnus: Alumnus) -> Response:
    return _place(alumnus, forms.PlaceForm(formdata=None))


@bp.post("/alumni/<key>/tempat")
@may("alumni.change", on=alumnus_by_key)
def add_place(alumnus: Alumnus) -> Response:
    form = forms.PlaceForm()
    if not form.validate():
        return _place(alumnus, form, status=422)
    try:
        operations.add_engagement(
            alumnus, form.place, form.token.data or "", current_user.person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _place(alumnus, form, status=422)
    return saved(alumnus)


@bp.get("/alumni/tempat/<key>")
@may("alumni.change", on=queries.engagement_by_key)
def place(engagement: Engagement) -> Response:
    alumnus = _shown_as(engagement.alumnus)
    known = forms.known_place(engagement, alumnus.revision)
    return _place(alumnus, forms.PlaceForm(formdata=None, data=known), engagement)


@bp.post("/alumni/tempat/<key>")
@may("alumni.change", on=queries.engagement_by_key)
def change_place(engagement: Engagement) -> Response:
    form, alumnus = forms.PlaceForm(), _shown_as(engagement.alumnus)
    if not form.validate():
        return _place(alumnus, form, engagement, 422)
    try:
        operations.change_engagement(
            engagement, form.place, form.seen, current_user.person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        form.revision.data = str(alumnus_by_id(alumnus.id).revision)
        return _place(alumnus, form, engagement, 422)
    return saved(alumnus)


def _shown_as(row: Alumnus) -> Alumnus:
    return alumnus_by_id(row.merged_into_id) if row.merged_into_id else row


def _place(
    alumnus: Alumnus,
    form: forms.PlaceForm,
    engagement: Engagement | None = None,
    status: int = 200,
) -> Response:
    return page(
        "alumni/relations/place.html",
        status=status,
        here=HERE,
        alumnus=alumnus,
        form=form,
        engagement=engagement,
    )


@bp.get("/alumni/<key>/kenalan")
@may("alumni.change", on=alumnus_by_key)
def introducers(alumnus: Alumnus) -> Response:
    return _introducers(alumnus, forms.ChoiceForm(formdata=None))


def _introducers(alumnus: Alumnus, form: forms.ChoiceForm, status: int = 200) -> Response:
    search = request.args.get("cari", "")[:80].strip()
    return page(
        "alumni/relations/introducers.html",
        status=status,
        here=HERE,
        alumnus=alumnus,
        form=form,
        search=search,
        found=queries.alumni_called(alumnus.office_id, search, alumnus.id) if search else [],
    )


@bp.post("/alumni/<key>/kenalan")
@may("alumni.change", on=alumnus_by_key)
def introduce(alumnus: Alumnus) -> Response:
    form = forms.ChoiceForm()
    other = alumnus_by_key(form.other.data or "")
    if not form.validate() or other is None or other.office_id != alumnus.office_id:
        return _introducers(alumnus, form, 422)
    try:
        operations.introduce(alumnus, other, form.note.data, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _introducers(alumnus, form, 422)
    return saved(alumnus)


@bp.post("/alumni/kenalan/<key>/hapus")
@may("alumni.change", on=queries.introduction_by_key)
def forget_introduction(introduction: Introduction) -> Response:
    operations.forget_introduction(introduction, current_user.person_id, now())
    return saved(_shown_as(introduction.alumnus))


@bp.get("/alumni/<key>/tawaran")
@may("alumni.change", on=alumnus_by_key)
def new_offer(alumnus: Alumnus) -> Response:
    return _offer(alumnus, forms.OfferForm(formdata=None))


def _offer(alumnus: Alumnus, form: forms.OfferForm, status: int = 200) -> Response:
    forms.offer_kinds(form, "offer", locale())
    return page("alumni/relations/offer.html", status=status, here=HERE, alumnus=alumnus, form=form)


@bp.post("/alumni/<key>/tawaran")
@may("alumni.change", on=alumnus_by_key)
def add_offer(alumnus: Alumnus) -> Response:
    form = forms.offer_kinds(forms.OfferForm(), "offer", locale())
    if not form.validate():
        return _offer(alumnus, form, 422)
    try:
        operations.add_offer(
            alumnus,
            form.kind.data,
            form.note.data,
            form.token.data,
            current_user.person_id,
            now(),
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _offer(alumnus, form, 422)
    return saved(alumnus)


@bp.post("/alumni/tawaran/<key>/selesai")
@may("alumni.change", on=queries.offer_by_key)
def end_offer(offer: Offer) -> Response:
    operations.end_offer(offer, current_user.person_id, now())
    return saved(_shown_as(offer.alumnus))

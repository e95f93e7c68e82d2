"""What an office's network of alumni is called and does, and who took part."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.alumni.records.views import HERE
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.asked import after, next_page
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..queries import alumnus_by_key, ids_with, records_of
from . import forms, operations, queries
from .desk import heads_of
from .models import NetworkActivity, Participation
from .rules import kind_label

bp = Blueprint("alumni_network", __name__)


@bp.get("/alumni/jaringan")
@may("alumni.list")
def network() -> Response:
    return _network(forms.ActivityForm(formdata=None))


def _network(form: forms.ActivityForm, status: int = 200) -> Response:
    place: Any = after(dt.date.fromisoformat, int)
    found = queries.activities_of(current_user.office_id, place)
    rows, more = next_page(found, queries.PAGE, lambda row: (row.held_on, row.id))
    counts = queries.counts_of([row.id for row in rows])
    return page(
        "alumni/relations/network.html",
        status=status,
        here=HERE,
        name=queries.network_name(current_user.office_id),
        rows=[
            (row, kind_label("activity", row.kind, locale()), counts.get(row.id, 0)) for row in rows
        ],
        more=more,
        form=forms.offer_kinds(form, "activity", locale()),
        may_change=allowed(current_user, "alumni.add"),
    )


@bp.post("/alumni/jaringan")
@may("alumni.add")
def add_activity() -> Response:
    form = forms.offer_kinds(forms.ActivityForm(), "activity", locale())
    if not form.validate():
        return _network(form, 422)
    made = operations.add_activity(
        current_user.office_id,
        form.held_on.data,
        form.kind.data,
        form.title.data,
        form.note.data,
        form.token.data,
        now(),
    )
    flash(_("Saved."))
    return see_other(url_for("alumni_network.activity", key=made.key))


@bp.get("/alumni/kegiatan/<key>")
@may("alumni.read", on=queries.activity_by_key)
def activity(activity: NetworkActivity) -> Response:
    return _activity(activity, forms.ChoiceForm(formdata=None))


def _activity(activity: NetworkActivity, form: forms.ChoiceForm, status: int = 200) -> Response:
    took_part = queries.participations_in(activity)
    records = _records(took_part)
    search = request.args.get("cari", "")[:80].strip()
    found = queries.alumni_called(activity.office_id, search) if search else []
    return page(
        "alumni/relations/activity.html",
        status=status,
        here=HERE,
        activity=activity,
        kind=kind_label("activity", activity.kind, locale()),
        network=queries.network_name(activity.office_id),
        rows=[(each, records[each.alumnus_id]) for each in took_part],
        search=search,
        found=found,
        form=form,
        may_change=allowed(current_user, "alumni.change", activity),
    )


def _records(took_part: list[Participation]) -> dict[int, Any]:
    """As what those who took part are shown now, by the id that took part."""
    ids = [each.alumnus_id for each in took_part]
    if not ids:
        return {}
    shown_as = ids_with(ids)
    records = {each.id: each for each in records_of(heads_of(ids))}
    return {each: records[shown_as[each]] for each in ids}


@bp.post("/alumni/kegiatan/<key>")
@may("alumni.change", on=queries.activity_by_key)
def note_participation(activity: NetworkActivity) -> Response:
    form = forms.ChoiceForm()
    other = alumnus_by_key(form.other.data or "")
    if not form.validate() or other is None or other.office_id != activity.office_id:
        return _activity(activity, form, 422)
    try:
        operations.note_participation(activity, other, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _activity(activity, form, 422)
    return _saved(activity)


@bp.post("/alumni/kegiatan/peserta/<key>/hapus")
@may("alumni.change", on=queries.participation_by_key)
def forget_participation(participation: Participation) -> Response:
    operations.forget_participation(participation)
    return _saved(participation.activity)


def _saved(activity: NetworkActivity) -> Response:
    flash(_("Saved."))
    return see_other(url_for("alumni_network.activity", key=activity.key))


def alumni_part(office_id: int) -> dict[str, Any]:
    """The ways here, for the head of the directory."""
    may_add = allowed(current_user, "alumni.add")
    return {"network": queries.network_name(office_id), "may_add": may_add}


def office_part() -> dict[str, Any] | None:
    """What the network is called, on the page of the office."""
    if not allowed(current_user, "alumni.add"):
        return None
    name = queries.network_name(current_user.office_id)
    return {"name": name}


@bp.get("/alumni/jaringan/nama")
@may("alumni.add")
def naming() -> Response:
    name = queries.network_name(current_user.office_id)
    return _naming(forms.NetworkForm(formdata=None, data={"name": name}))


def _naming(form: forms.NetworkForm, status: int = 200) -> Response:
    return page("alumni/relations/naming.html", status=status, here="office", form=form)


@bp.post("/alumni/jaringan/nama")
@may("alumni.add")
def name_network() -> Response:
    form = forms.NetworkForm()
    if not form.validate():
        return _naming(form, 422)
    operations.name_network(current_user.office_id, form.name.data)
    flash(_("Saved."))
    return see_other(url_for("alumni_network.network"))

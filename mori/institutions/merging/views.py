"""Merging two institutions: which other one, side by side, and taking it back."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.i18n import locale
from mori.web.render import page, parts_of, see_other

from .. import queries
from ..forms import region_label, type_label
from ..models import Institution, InstitutionMerge
from . import forms, operations
from .queries import merge_by_key

bp = Blueprint("merging", __name__)


@bp.get("/lembaga/<key>/gabung")
@may("institution.change", on=queries.standing_by_key)
def merging(institution: Institution) -> Response:
    """Choose the other one; with ``?dengan=`` its key, both side by side."""
    other = _other(institution, request.args.get("dengan", ""))
    if other is None:
        return _choosing(institution)
    form = forms.MergeForm(formdata=None, data=forms.fitting(institution, other))
    return _side_by_side(institution, other, form)


def _other(institution: Institution, key: str) -> Institution | None:
    """Another standing institution of the same office."""
    other = queries.standing_by_key(key)
    is_ours = other and other.office_id == institution.office_id and other.id != institution.id
    return other if is_ours else None


def _choosing(institution: Institution, status: int = 200) -> Response:
    """Neighbours by name first; a search finds any other."""
    search = request.args.get("cari", "")[:80].strip()
    if search:
        found = queries.institutions_of(institution.office_id, search)[: queries.PAGE]
        near = [each for each in found if each.id != institution.id]
    else:
        names = [institution.name, *queries.names_of(institution)]
        near = queries.neighbours(institution.office_id, names, institution.id)
    return page(
        "institutions/merging/choosing.html",
        status=status,
        here="interns",
        institution=institution,
        near=[(each, region_label(each.region)) for each in near],
        search=search,
    )


def _side_by_side(
    kept: Institution, merged: Institution, form: forms.MergeForm, status: int = 200
) -> Response:
    written: dict[str, Any] = {
        "name": lambda row: row.name,
        "type_id": lambda row: type_label(row.type, locale()),
        "region_id": lambda row: region_label(row.region),
        "address": lambda row: row.address,
    }
    return page(
        "institutions/merging/merging.html",
        status=status,
        here="interns",
        kept=kept,
        merged=merged,
        fields=forms.compared(kept, merged, written),
        form=form,
        names=[merged.name, *queries.names_of(merged)],
        contacts=queries.contacts_of(merged),
        parts=parts_of("institution.merging", queries.ids_with(merged)),
    )


@bp.post("/lembaga/<key>/gabung")
@may("institution.change", on=queries.institution_by_key)
def merge(institution: Institution) -> Response:
    form = forms.MergeForm()
    other = queries.institution_by_key(form.other.data or "")
    if other and institution.id == other.merged_into_id:  # sent twice
        return _merged(institution, other)
    other = _other(institution, form.other.data or "")
    if other is None or institution.merged_into_id:
        return _choosing(institution, 422)
    if not form.validate():
        return _side_by_side(institution, other, form, 422)
    try:
        operations.merge_institutions(
            institution,
            other,
            form.facts(institution, other),
            (form.seen_kept.data or "", form.seen_merged.data or ""),
            current_user.person_id,
            now(),
        )
    except Refused as refusal:
        fresh = forms.MergeForm(formdata=None, data=forms.fitting(institution, other))
        fresh.form_errors.append(str(refusal))
        return _side_by_side(institution, other, fresh, 409)
    return _merged(institution, other)


def _merged(kept: Institution, merged: Institution) -> Response:
    flash(_("“%(one)s” is now shown as this institution.", one=merged.name))
    return see_other(url_for("institutions.institution", key=kept.key))


@bp.post("/lembaga/gabungan/<key>/urungkan")
@may("institution.change", on=merge_by_key)
def undo(merge: InstitutionMerge) -> Response:
    operations.undo_merge(merge, current_user.person_id, now())
    flash(_("The merge is undone. Both stand as they were."))
    return see_other(url_for("institutions.institution", key=merge.kept.key))

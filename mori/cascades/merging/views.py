"""Two reports that may be of one teaching: looked at side by side, merged, made two again."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.cascades.checking.forms import MergeForm
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.render import page, see_other

from ..models import Teaching, TeachingMerge
from ..queries import learners_of, merges_of, teaching_by_id, teaching_by_key
from ..rules import COUNTED
from ..words import when_where
from . import operations, queries

bp = Blueprint("merging_teachings", __name__)
HERE = "network"


def teaching_part(teaching: Teaching, may_check: bool) -> dict[str, Any] | None:
    """For the page of a report: others that may be the same, and those that became it."""
    doubles = queries.likely_doubles(teaching) if teaching.state in COUNTED else []
    merges = merges_of(teaching.id)
    if not doubles and not merges:
        return None
    return {
        "teaching": teaching,
        "doubles": [(each, when_where(each)) for each in doubles],
        "merges": merges,
        "may_check": may_check,
    }


@bp.get("/pengajaran/laporan/<key>/sama")
@may("teaching.check", on=teaching_by_key)
def comparing(teaching: Teaching) -> Response:
    other = _other(teaching, request.args.get("dengan", ""))
    return _comparing(teaching, other, MergeForm(formdata=None))


def _other(teaching: Teaching, key: str) -> Teaching | None:
    """Another report of the same office."""
    found = teaching_by_key(key)
    return found if found and found.office_id == teaching.office_id else None


def _comparing(
    teaching: Teaching, other: Teaching | None, form: MergeForm, status: int = 200
) -> Response:
    pairs = [(teaching, other), (other, teaching)] if other else []
    return page(
        "cascades/merging/comparing.html",
        status=status,
        here=HERE,
        teaching=teaching,
        both=[(each, when_where(each), len(learners_of(each.id)), rest) for each, rest in pairs],
        form=form,
    )


@bp.post("/pengajaran/laporan/<key>/sama")
@may("teaching.check", on=teaching_by_key)
def merge(teaching: Teaching) -> Response:
    form = MergeForm()
    other = _other(teaching, form.other.data or "")
    if other is None:
        return _comparing(teaching, None, form, 422)
    try:
        operations.merge_reports(
            teaching,
            other,
            (form.revision, form.other_revision),
            current_user.person_id,
            now(),
        )
    except Refused as refusal:
        form.refuse(refusal)
        fresh = teaching_by_id(teaching.id), teaching_by_id(other.id)
        return _comparing(*fresh, form, 422)
    flash(_("Both are one now. It can be undone."))
    return see_other(url_for("checking_teachings.report", key=teaching.key))


@bp.post("/pengajaran/gabungan/<key>/urungkan")
@may("teaching.check", on=queries.teaching_merge_by_key)
def undo(merge: TeachingMerge) -> Response:
    try:
        operations.undo_merge(merge, current_user.person_id, now())
    except Refused as refusal:
        flash(str(refusal))
    else:
        flash(_("They are two again."))
    return see_other(url_for("checking_teachings.report", key=merge.kept.key))

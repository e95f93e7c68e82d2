"""After all have sent: agreeing on values, talking it over, locking."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.evaluation.schemes.queries import aspect_by_key
from mori.web.render import see_other

from . import operations, queries
from .forms import ConfirmForm, ProposalForm
from .rows import Round
from .views import address_of, assessment_page

bp = Blueprint("agreeing", __name__)


@bp.post("/penilaian/tugas/<key>/<address>/usul")
@may("assessment.agree", on=queries.round_by_address)
def propose(each: Round) -> Response:
    """Propose a value for one aspect."""
    form = ProposalForm()
    if not form.validate():
        return assessment_page(each, 422, tried=form)
    aspect = aspect_by_key(form.aspect.data)
    try:
        operations.propose_value(
            each,
            aspect.id if aspect else 0,
            form.value.data,
            form.sentence.data,
            current_user.person_id,
            now(),
        )
    except Refused as refusal:
        form.refuse(refusal)
        return assessment_page(_fresh(each), 409, tried=form)
    flash(_("Proposed. It counts once the other reviewer agrees."))
    return see_other(address_of(each))


@bp.post("/penilaian/tugas/<key>/<address>/setuju")
@may("assessment.agree", on=queries.round_by_address)
def confirm(each: Round) -> Response:
    proposal = ConfirmForm().proposal.data
    return _close(each, operations.confirm_value, _("Agreed."), proposal)


@bp.post("/penilaian/tugas/<key>/<address>/dibicarakan")
@may("assessment.close", on=queries.round_by_address)
def discuss(each: Round) -> Response:
    return _close(each, operations.discuss_assessment, _("The intern sees it now."))


@bp.post("/penilaian/tugas/<key>/<address>/kunci")
@may("assessment.close", on=queries.round_by_address)
def lock(each: Round) -> Response:
    return _close(each, operations.lock_assessment, _("Locked. This is the result."))


def _close(each: Round, operation: Callable[..., None], done: str, *more: Any) -> Response:
    try:
        operation(each, *more, current_user.person_id, now())
    except Refused as refusal:
        if _watches(each):
            flash(str(refusal), "warn")
            return see_other(_back(each))
        return assessment_page(_fresh(each), 409, problem=str(refusal))
    flash(done)
    return see_other(_back(each))


def _fresh(each: Round) -> Round:
    return queries.round_by_address(each.placement.key, each.address) or each


def _watches(each: Round) -> bool:
    return allowed(current_user, "assessment.watch", each)


def _back(each: Round) -> str:
    if _watches(each):
        return url_for("watching.placement", key=each.placement.key)
    return address_of(each)

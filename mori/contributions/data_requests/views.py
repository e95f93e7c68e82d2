"""Data of the office for a study: asked for, decided on, handed over, deleted."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.placements.proceedings.views import address
from mori.web.render import page, see_other

from ..studies.models import Study
from ..studies.queries import ethics_of, study_by_key
from . import operations, queries
from .forms import EVENT_LABELS, AskForDataForm, DecideOnDataForm
from .models import DataRequest
from .rules import DataVerdict

bp = Blueprint("study_data", __name__)


@bp.get("/belajar/riset/<key>/data")
@may("study.read", on=study_by_key)
def requests(study: Study) -> Response:
    return _requests(study, AskForDataForm(formdata=None))


def _requests(
    study: Study,
    form: AskForDataForm,
    status: int = 200,
    decided: tuple[DataRequest, DecideOnDataForm] | None = None,
) -> Response:
    """``decided`` is a decision that was not taken, with the row it is about."""
    rows, ethics = queries.requests_of(study.id), ethics_of(study.id)
    return page(
        "contributions/data_requests/requests.html",
        status=status,
        here="learn",
        study=study,
        rows=[(row, _decision(row, decided)) for row in rows],
        events=queries.events_of_each([row.id for row in rows]),
        labels=EVENT_LABELS,
        form=form,
        refused=decided[1] if decided else None,
        is_ethics_fine=bool(ethics and ethics.decision.is_fine),
        may_ask=allowed(current_user, "study.change", study)
        and (study.state.is_accepted or study.state.is_running),
        **_allowed(study),
    )


def _decision(
    row: DataRequest, decided: tuple[DataRequest, DecideOnDataForm] | None
) -> DecideOnDataForm:
    is_this = decided is not None and decided[0].id == row.id
    return decided[1] if decided and is_this else DecideOnDataForm(formdata=None)


def _allowed(study: Study) -> dict[str, Any]:
    return {
        "may_decide": allowed(current_user, "study_data.decide", study),
        "may_deliver": allowed(current_user, "study_data.deliver", study),
        "may_confirm": allowed(current_user, "study_data.confirm", study),
    }


@bp.post("/belajar/riset/<key>/data")
@may("study.change", on=study_by_key)
def ask(study: Study) -> Response:
    form = AskForDataForm()
    if not form.validate():
        return _requests(study, form, 422)
    said = (form.what.data, form.purpose.data, form.delete_by.data)
    try:
        operations.ask_for_data(
            study, *said, form.token.data, current_user.person_id, now(), address()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _requests(study, form, 422)
    flash(_("The head of the office is asked."))
    return _back(study)


@bp.post("/belajar/riset/data/<key>/keputusan")
@may("study_data.decide", on=queries.data_request_by_key)
def decide(request: DataRequest) -> Response:
    form = DecideOnDataForm()
    if not form.validate():
        return _requests(request.study, AskForDataForm(formdata=None), 422, (request, form))
    said = (DataVerdict(form.verdict.data), form.reason.data)
    operations.decide_on_data(request, *said, current_user.person_id, now(), address())
    flash(_("Saved."))
    return _back(request.study)


@bp.post("/belajar/riset/data/<key>/diserahkan")
@may("study_data.deliver", on=queries.data_request_by_key)
def deliver(request: DataRequest) -> Response:
    operations.hand_data_over(request, current_user.person_id, now(), address())
    flash(_("Saved."))
    return _back(request.study)


@bp.post("/belajar/riset/data/<key>/dihapus")
@may("study_data.confirm", on=queries.data_request_by_key)
def confirm(request: DataRequest) -> Response:
    operations.confirm_deletion(request, current_user.person_id, now())
    flash(_("Thank you. It is noted that every copy is deleted."))
    return _back(request.study)


def _back(study: Study) -> Response:
    return see_other(url_for("study_data.requests", key=study.key))


def study_part(study: Study) -> dict[str, Any] | None:
    """On the page of a study: how many requests, and the way to them."""
    rows = queries.requests_of(study.id)
    may_ask = study.state.is_accepted or study.state.is_running
    return {"study": study, "rows": rows} if rows or may_ask else None

"""Studies: an intern's own, the page of one, and the list of an office."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed, supervisor_in
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.placements.models import Placement
from mori.placements.proceedings.views import address
from mori.placements.queries import last_begun
from mori.web import asked
from mori.web.asked import after, next_page
from mori.web.render import page, parts_of, see_other

from . import operations, queries
from .forms import EVENT_LABELS, StudyForm, VerdictForm
from .likeness_queries import neighbours
from .models import Study
from .rules import Step, StudyState, Verdict

bp = Blueprint("studies", __name__)
HERE = "learn"


@bp.get("/belajar/riset")
@may("study.make")
def own() -> Response:
    return page(
        "contributions/studies/own.html",
        here=HERE,
        rows=_with_openings(queries.own_studies(current_user.person_id)),
        placement=_placement(),
    )


def _placement() -> Placement | None:
    """The internship with which something is registered: the one that goes on, or the last."""
    return last_begun(current_user.person_id, asked.today())


def _with_openings(rows: list[Study]) -> list[tuple[Study, Any]]:
    at = now()
    return [(row, row.opening_on(local_date(at, row.office.zone))) for row in rows]


@bp.get("/belajar/riset/baru")
@may("study.make")
def new() -> Response:
    return _new(StudyForm(formdata=None))


def _new(form: StudyForm, status: int = 200) -> Response:
    placement = _placement()
    if placement is None:
        return see_other(url_for("studies.own"))
    form.offer(queries.units_of(placement.id))
    return page(
        "contributions/studies/writing.html", status=status, here=HERE, form=form, study=None
    )


@bp.post("/belajar/riset/baru")
@may("study.make")
def register() -> Response:
    form, placement = StudyForm(), _placement()
    if placement is None:
        return see_other(url_for("studies.own"))
    units = queries.units_of(placement.id)
    form.offer(units)
    if not form.validate():
        return _new(form, 422)
    try:
        plan, token = form.plan(units), form.token.data
        made = operations.register_study(placement, plan, token, now(), address())
    except Refused as refusal:
        form.refuse(refusal)
        return _new(form, 422)
    flash(_("Registered. Below are titles like yours, if there are any."))
    return see_other(url_for("studies.study", key=made.key))


@bp.get("/belajar/riset/<key>")
@may("study.read", on=queries.study_by_key)
def study(study: Study) -> Response:
    return show(study)


def show(study: Study, status: int = 200, verdict: VerdictForm | None = None) -> Response:
    """The page of a study; ``verdict`` is an answer that was not taken."""
    is_own = allowed(current_user, "study.change", study)
    may_decide = allowed(current_user, "study.decide", study)
    return page(
        "contributions/studies/study.html",
        status=status,
        here=HERE,
        study=study,
        titles=queries.titles_of(study.id),
        alike=neighbours(study),
        ethics=queries.ethics_of(study.id),
        milestones=queries.milestones_of(study.id),
        events=queries.events_of(study.id),
        labels=EVENT_LABELS,
        is_own=is_own,
        steps=[each for each in Step if is_own and each.is_possible(study.state)],
        verdicts=[each for each in Verdict if may_decide and each.is_possible(study.state)],
        verdict=verdict or VerdictForm(formdata=None),
        parts=parts_of("study", study),
    )


@bp.get("/belajar/riset/<key>/ubah")
@may("study.change", on=queries.study_by_key)
def writing(study: Study) -> Response:
    if not study.state.is_changeable:
        return _back(study)
    return _writing(study, StudyForm.of(study))


def _writing(study: Study, form: StudyForm, status: int = 200) -> Response:
    form.offer(queries.units_of(study.placement_id))
    return page(
        "contributions/studies/writing.html", status=status, here=HERE, form=form, study=study
    )


@bp.post("/belajar/riset/<key>/ubah")
@may("study.change", on=queries.study_by_key)
def change(study: Study) -> Response:
    form, units = StudyForm(), queries.units_of(study.placement_id)
    form.offer(units)
    if not form.validate():
        return _writing(study, form, 422)
    said = (form.plan(units), form.seen.data, current_user.person_id)
    try:
        operations.change_study(study, *said, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _writing(study, form, 409)
    flash(_("Proposed again.") if study.state.is_returned else _("Saved."))
    return _back(study)


@bp.post("/belajar/riset/<key>/langkah")
@may("study.change", on=queries.study_by_key)
def take_step(study: Study) -> Response:
    said = request.form.get("step")
    if said not in list(Step):
        return show(study, 422)
    operations.take_step(study, Step(said), current_user.person_id, now())
    flash(_("Saved."))
    return _back(study)


def _back(study: Study) -> Response:
    return see_other(url_for("studies.study", key=study.key))


@bp.get("/penelitian")
@may("study.list")
def desk() -> Response:
    """The studies of an office; a supervisor's own interns' alone."""
    actor, said = current_user._get_current_object(), request.args.get("saring", "")
    state = StudyState(said) if said in list(StudyState) else None
    (last,) = after(int) or (None,)
    supervisor_id = supervisor_in(actor, "study.read")
    found = queries.studies_in(actor.office_id, state, supervisor_id, last)
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "contributions/studies/desk.html",
        here=HERE,
        rows=_with_openings(list(rows)),
        more=more,
        state=state,
        states=list(StudyState),
    )


def learn_part(actor: Actor) -> dict[str, Any] | None:
    """The way to studies, on the page of what interns learn."""
    may_make, may_list = allowed(actor, "study.make"), allowed(actor, "study.list")
    return {"may_make": may_make, "may_list": may_list} if may_make or may_list else None

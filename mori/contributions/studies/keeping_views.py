"""What is kept with a study: its ethics note and its stages."""

import datetime as dt

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile
from mori.web.render import page, see_other

from . import operations, queries
from .forms import EthicsForm, MilestoneForm, ReviewForm
from .models import Study
from .rules import EthicsDecision

bp = Blueprint("study_keeping", __name__)
HERE = "learn"


@bp.get("/belajar/riset/<key>/etika")
@may("study.read", on=queries.study_by_key)
def ethics(study: Study) -> Response:
    return _ethics(study)


def _ethics(
    study: Study,
    status: int = 200,
    form: EthicsForm | None = None,
    review: ReviewForm | None = None,
) -> Response:
    known = queries.ethics_of(study.id)
    seen = known.revision if known else 0
    may_write = allowed(current_user, "study.change", study) and study.state.is_changeable
    may_review = allowed(current_user, "study.decide", study) and study.state.is_early
    return page(
        "contributions/studies/ethics.html",
        status=status,
        here=HERE,
        study=study,
        ethics=known,
        form=form or EthicsForm.of(known),
        review=review or ReviewForm(formdata=None, data={"seen": str(seen)}),
        may_write=may_write,
        may_review=may_review and known is not None,
    )


@bp.post("/belajar/riset/<key>/etika")
@may("study.change", on=queries.study_by_key)
def write_ethics(study: Study) -> Response:
    form = EthicsForm()
    if not form.validate():
        return _ethics(study, 422, form=form)
    person_id = current_user.person_id
    try:
        operations.write_ethics(study, form.note, form.seen.data, person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _ethics(study, 409, form=form)
    flash(_("Saved. It waits for the unit."))
    return see_other(url_for("study_keeping.ethics", key=study.key))


@bp.post("/belajar/riset/<key>/etika/keputusan")
@may("study.decide", on=queries.study_by_key)
def review_ethics(study: Study) -> Response:
    form = ReviewForm()
    if not form.validate():
        return _ethics(study, 422, review=form)
    said = (EthicsDecision(form.decision.data), form.words.data, form.seen.data)
    try:
        operations.review_ethics(study, *said, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _ethics(study, 409, review=form)
    flash(_("Saved."))
    return see_other(url_for("study_keeping.ethics", key=study.key))


@bp.get("/belajar/riset/<key>/tahapan")
@may("study.change", on=queries.study_by_key)
def milestones(study: Study) -> Response:
    return _milestones(study, MilestoneForm(formdata=None))


def _milestones(study: Study, form: MilestoneForm, status: int = 200) -> Response:
    return page(
        "contributions/studies/milestones.html",
        status=status,
        here=HERE,
        study=study,
        rows=queries.milestones_of(study.id),
        form=form,
    )


@bp.post("/belajar/riset/<key>/tahapan")
@may("study.change", on=queries.study_by_key)
def add_milestone(study: Study) -> Response:
    form = MilestoneForm()
    if not form.validate():
        return _milestones(study, form, 422)
    try:
        operations.add_milestone(study, form.name.data, form.due_on.data, form.token.data)
    except Refused as refusal:
        form.refuse(refusal)
        return _milestones(study, form, 409)
    return _back(study)


@bp.post("/belajar/riset/<key>/tahapan/selesai")
@may("study.change", on=queries.study_by_key)
def note_milestone(study: Study) -> Response:
    """Done today, or not yet after all."""
    found = queries.milestone_of(study.id, request.form.get("milestone", "")[:14])
    if found is None:
        raise changed_meanwhile()
    day: dt.date | None = local_date(now(), study.office.zone)
    operations.note_milestone(found, None if request.form.get("on") == "0" else day)
    return _back(study)


def _back(study: Study) -> Response:
    flash(_("Saved."))
    return see_other(url_for("study_keeping.milestones", key=study.key))

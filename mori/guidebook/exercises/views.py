"""Exercises: what looks wrong in a case, sealed before anybody sees what others think."""

from typing import Any

from flask import Blueprint, Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.asked import after, next_page
from mori.web.render import page, parts_of, see_other

from . import forms, operations, queries
from .models import Exercise, ExerciseAnswer
from .rules import Side, Step, shown

bp = Blueprint("exercises", __name__)


def side_of(actor: Actor) -> Side:
    """Whoever may make exercises answers for the panel."""
    return Side.PANEL if allowed(actor, "exercise.make") else Side.READER


@bp.get("/belajar")
@may("exercise.list")
def learning() -> Response:
    actor = current_user._get_current_object()
    (last,) = after(int) or (0,)
    found = queries.exercises_for(actor.office_id, actor.person_id, side_of(actor), last)
    rows, more = next_page(found, queries.PAGE, lambda row: (row[0].id,))
    return page(
        "guidebook/exercises/learning.html",
        here="learn",
        rows=rows,
        more=more,
        may_make=allowed(actor, "exercise.make"),
        may_suggest=allowed(actor, "suggestion.make"),
        parts=parts_of("learn", actor) if not last else [],
    )


@bp.get("/belajar/latihan/<key>")
@may("exercise.read", on=queries.exercise_by_key)
def exercise(exercise: Exercise) -> Response:
    return _exercise(exercise, forms.AnswerForm(formdata=None))


def _exercise(
    exercise: Exercise, form: forms.AnswerForm, status: int = 200, *, is_answer: bool = False
) -> Response:
    """``is_answer`` where somebody sent one, which the page keeps even if it is not taken."""
    person_id, side = current_user.person_id, side_of(current_user)
    mine = queries.answer_of(exercise.id, person_id)
    given = queries.pass_of(exercise, mine, person_id)
    is_hidden = given is None and exercise.state not in side.sees
    if is_hidden and not (is_answer and queries.was_open(exercise.id)):
        abort(404)
    sentences = queries.sentences_of(exercise.id)
    may_seal = given is None and exercise.state in side.seals_in
    if may_seal or is_answer:
        form.offer(sentences, exercise.revision, asks_why=side is Side.PANEL)
    return page(
        "guidebook/exercises/exercise.html",
        status=status,
        here="learn",
        exercise=exercise,
        sentences=sentences,
        form=form if may_seal else None,
        not_taken=form if is_answer and not may_seal else None,
        refusals=[] if may_seal else form.form_errors,
        asks_why=side is Side.PANEL,
        mine=mine,
        **_thoughts(exercise, given),
        **_of_office(exercise, mine),
    )


def _thoughts(exercise: Exercise, given: queries.Pass | None) -> dict[str, Any]:
    """What others think, for whoever may know; ``given`` is why they may."""
    if given is None:
        return {"mind": None, "panel": [], "tally": {}}
    panel = queries.panel_of(given)
    mind = queries.in_mind(given)
    positions = [each.position for each in mind.sentences]
    tally = {each.position: each for each in shown(positions, [each.said for each in panel])}
    return {"mind": mind, "panel": panel, "tally": tally}


def _of_office(exercise: Exercise, mine: ExerciseAnswer | None) -> dict[str, Any]:
    """What colleagues of the office may do with one of theirs."""
    if not allowed(current_user, "exercise.step", exercise):
        return {"is_ours": False, "steps": [], "may_change": False, "checker": ""}
    is_author = exercise.author_id == current_user.person_id
    return {
        "is_ours": True,
        "steps": [
            each
            for each in Step
            if each.is_possible(exercise.state) and (each is not Step.CHECK or mine)
        ],
        "may_change": is_author and exercise.state.is_draft,
        "checker": queries.checker_of(exercise.id),
    }


@bp.post("/belajar/latihan/<key>")
@may("exercise.seal", on=queries.exercise_by_key)
def seal(exercise: Exercise) -> Response:
    form, side = forms.AnswerForm(), side_of(current_user)
    sentences = queries.sentences_of(exercise.id)
    form.offer(sentences, exercise.revision, asks_why=side is Side.PANEL)
    if not form.validate():
        return _exercise(exercise, form, 422, is_answer=True)
    by = operations.Sealing(
        current_user.person_id, current_user.office_id, side, form.read_revision
    )
    try:
        answer = operations.seal_answer(exercise, by, form.said, now())
    except Refused as refusal:
        form.refuse(refusal)
        found = queries.exercise_by_key(exercise.key) or exercise
        return _exercise(found, form, 409, is_answer=True)
    flash(_("Sealed. Receipt: %(receipt)s", receipt=answer.key))
    return see_other(url_for("exercises.exercise", key=exercise.key))


@bp.post("/belajar/latihan/<key>/keadaan")
@may("exercise.step", on=queries.exercise_by_key)
def take_step(exercise: Exercise) -> Response:
    form = forms.StepForm()
    if not form.validate():
        return _refused(exercise, form.step.errors[0], 422)
    try:
        operations.take_step(exercise, Step(form.step.data), current_user.person_id, now())
    except Refused as refusal:
        return _refused(exercise, refusal, 409)
    flash(_("Saved."))
    return see_other(url_for("exercises.exercise", key=exercise.key))


def _refused(exercise: Exercise, why: Any, status: int) -> Response:
    form = forms.AnswerForm(formdata=None)
    form.form_errors.append(str(why))
    return _exercise(exercise, form, status)


def me_part(actor: Actor) -> dict[str, Any] | None:
    """On the own page of whoever answers for the panel: their menu has no item for it."""
    return {} if allowed(actor, "exercise.make") else None

"""Making an exercise on one page, and changing its draft."""

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import Exercise

bp = Blueprint("exercise_making", __name__)


@bp.get("/belajar/latihan/baru")
@may("exercise.make")
def new() -> Response:
    """An empty form; or with ``?dari=`` one filled with an own exercise, to make another of it."""
    return _making(forms.DraftForm(formdata=None, data=_copied(request.args.get("dari", ""))))


def _copied(key: str) -> dict[str, str]:
    exercise = queries.exercise_by_key(key)
    if exercise is None or not allowed(current_user, "exercise.change", exercise):
        return {}
    return _of_author(exercise)


def _of_author(exercise: Exercise) -> dict[str, str]:
    given = queries.pass_of(exercise, None, current_user.person_id)
    return forms.filled_in(queries.in_mind(given)) if given else {}


def _making(form: forms.DraftForm, status: int = 200, exercise: Exercise | None = None) -> Response:
    form.offer_lists()
    return page(
        "guidebook/exercises/making.html",
        status=status,
        here="learn",
        form=form,
        exercise=exercise,
    )


@bp.post("/belajar/latihan/baru")
@may("exercise.make")
def make() -> Response:
    form = forms.DraftForm()
    form.offer_lists()
    if not form.validate():
        return _making(form, 422)
    person_id = current_user.person_id
    exercise = operations.make_exercise(
        current_user.office_id,
        person_id,
        form.draft,
        token_for(form.token.data, person_id, form.draft),
        now(),
    )
    flash(_("Saved. A colleague has to check it before it opens."))
    return see_other(url_for("exercises.exercise", key=exercise.key))


@bp.get("/belajar/latihan/<key>/ubah")
@may("exercise.change", on=queries.exercise_by_key)
def change(exercise: Exercise) -> Response:
    form = forms.DraftForm(formdata=None, data=_of_author(exercise))
    return _making(form, exercise=exercise)


@bp.post("/belajar/latihan/<key>/ubah")
@may("exercise.change", on=queries.exercise_by_key)
def keep_change(exercise: Exercise) -> Response:
    form = forms.DraftForm()
    form.offer_lists()
    if not form.validate():
        return _making(form, 422, exercise)
    try:
        operations.change_exercise(exercise, form.draft, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _making(form, 409, exercise)
    flash(_("Saved."))
    return see_other(url_for("exercises.exercise", key=exercise.key))

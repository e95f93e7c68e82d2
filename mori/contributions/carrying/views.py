"""The work on an adopted idea, for whoever has it or a step of it in hand, and coordinators."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.placements.proceedings.views import address
from mori.web.asked import today
from mori.web.files import content_of, sent_files, store, takes_files
from mori.web.render import page, see_other

from ..deciding.forms import HandForm
from ..ideas import queries
from ..ideas.models import Idea, IdeaStep
from ..ideas.words import heard
from . import forms, operations

bp = Blueprint("idea_work", __name__)
HERE = "learn"
LOOK_AFTER = dt.timedelta(weeks=6)


@bp.get("/belajar/ide/<key>/kerja")
@may("idea.carry", on=queries.idea_by_key)
def work(idea: Idea) -> Response:
    return _work(idea)


def _work(idea: Idea, status: int = 200, refusal: str = "", **sent: Any) -> Response:
    people = queries.takers_of(idea)
    may_hand = allowed(current_user, "idea.hand", idea) and idea.state.is_carried
    handing = HandForm(formdata=None, data=_in_hand(idea)).offer(people, today())
    return page(
        "contributions/carrying/work.html",
        status=status,
        here=HERE,
        idea=idea,
        steps=queries.steps_of(idea.id),
        refusal=refusal,
        adding=sent.get("adding") or forms.StepForm(formdata=None).offer(people),
        handing=sent.get("handing") or handing,
        may_hand=may_hand,
        looking=sent.get("looking") or forms.LookForm(formdata=None),
        may_look=bool(idea.review_on and idea.review_on <= today()),
        today=today(),
    )


def _in_hand(idea: Idea) -> dict[str, Any]:
    return {"owner": idea.owner.key if idea.owner else "", "due_on": idea.due_on}


def _again(idea: Idea, refusal: Refused, status: int = 409) -> Response:
    return _work(queries.idea_by_key(idea.key) or abort(404), status, str(refusal))


def _back(idea: Idea) -> Response:
    return see_other(url_for("idea_work.work", key=idea.key))


@bp.post("/belajar/ide/<key>/kerja")
@may("idea.carry", on=queries.idea_by_key)
def add(idea: Idea) -> Response:
    form = forms.StepForm()
    form.offer(queries.takers_of(idea))
    if not form.validate():
        return _work(idea, 422, adding=form)
    said = (form.title.data or "", form.assignee_id, form.step_due.data)
    token = token_for(form.token.data, current_user.person_id, idea.key, *said)
    try:
        operations.add_step(idea, *said, token)
    except Refused as refusal:
        return _again(idea, refusal, 422)
    return _back(idea)


@bp.post("/belajar/langkah/<key>")
@may("idea.carry", on=queries.idea_step_by_key)
def tick(step: IdeaStep) -> Response:
    is_done = request.form.get("on") != "0"
    try:
        operations.tick_step(step, is_done, current_user.person_id, now(), address())
    except Refused as refusal:
        return _again(step.idea, refusal)
    return _back(step.idea)


@bp.post("/belajar/langkah/<key>/hapus")
@may("idea.carry", on=queries.idea_step_by_key)
def drop(step: IdeaStep) -> Response:
    try:
        operations.drop_step(step)
    except Refused as refusal:
        return _again(step.idea, refusal)
    return _back(step.idea)


@bp.post("/belajar/ide/<key>/serahkan")
@may("idea.hand", on=queries.idea_by_key)
def hand(idea: Idea) -> Response:
    form = HandForm().offer(queries.takers_of(idea), today())
    if not form.validate():
        return _work(idea, 422, handing=form)
    try:
        said = (form.owner_id, form.due_on.data, current_user.person_id, now())
        operations.hand_idea(idea, *said)
    except Refused as refusal:
        return _again(idea, refusal)
    flash(_("Saved."))
    return _back(idea)


@bp.post("/belajar/ide/<key>/mulai")
@may("idea.carry", on=queries.idea_by_key)
def start(idea: Idea) -> Response:
    try:
        operations.start_idea(idea, current_user.person_id, now(), address())
    except Refused as refusal:
        return _again(idea, refusal)
    flash(heard(_("Noted: it is under way.")))
    return _back(idea)


@bp.post("/belajar/ide/<key>/foto")
@may("idea.carry", on=queries.idea_by_key)
@takes_files
def show(idea: Idea) -> Response:
    files = sent_files("photo")
    if not files:
        return _work(idea, 422, _("Choose a photo first."))
    try:
        content = content_of(files[0])
        operations.keep_photo(store(), idea, content, current_user.person_id, now())
    except Refused as refusal:
        return _again(idea, refusal, 422)
    flash(_("The picture is kept."))
    return _back(idea)


@bp.get("/belajar/ide/<key>/selesai")
@may("idea.carry", on=queries.idea_by_key)
def finishing(idea: Idea) -> Response:
    return _finishing(idea, forms.FinishForm(formdata=None).suggest(today() + LOOK_AFTER))


def _finishing(idea: Idea, form: forms.FinishForm, status: int = 200) -> Response:
    return page(
        "contributions/carrying/finishing.html", status=status, here=HERE, idea=idea, form=form
    )


@bp.post("/belajar/ide/<key>/selesai")
@may("idea.carry", on=queries.idea_by_key)
def finish(idea: Idea) -> Response:
    form = forms.FinishForm()
    if not form.validate():
        return _finishing(idea, form, 422)
    said = (form.said, form.review_on.data, current_user.person_id, now(), address())
    try:
        operations.finish_idea(idea, *said)
    except Refused as refusal:
        form.refuse(refusal)
        return _finishing(idea, form, 422)
    flash(heard(_("Done, and the day to look again is noted.")))
    return _back(idea)


@bp.post("/belajar/ide/<key>/cek")
@may("idea.carry", on=queries.idea_by_key)
def look(idea: Idea) -> Response:
    form = forms.LookForm()
    verb = request.form.get("do")
    if verb not in ("confirm", "fade"):
        form.form_errors.append(_("Press “It still runs” or “It runs no more”."))
        return _work(idea, 422, looking=form)
    if not form.validate():
        return _work(idea, 422, looking=form)
    said = (verb == "confirm", form.seen.data or "", current_user.person_id, now(), address())
    try:
        operations.look_again(idea, *said)
    except Refused as refusal:
        return _again(idea, refusal, 422)
    flash(heard(_("Noted.")))
    return _back(idea)

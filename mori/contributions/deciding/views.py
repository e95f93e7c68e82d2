"""Coordinators and heads answer ideas: adopt, decline, park, merge."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.placements.proceedings.views import address
from mori.web.asked import after, next_page, today
from mori.web.render import page, see_other

from ..ideas import queries
from ..ideas.models import Idea, IdeaAnswer
from ..ideas.rules import ADOPTED, AnswerVerb, IdeaState
from ..ideas.views import owes, told_of
from ..ideas.words import EVENT_LABELS, heard
from . import forms, operations

bp = Blueprint("idea_desk", __name__)
HERE = "me"
SIEVES = {
    "diadopsi": ADOPTED,
    "diparkir": {IdeaState.PARKED},
    "lainnya": {IdeaState.DECLINED, IdeaState.MERGED},
}


@bp.get("/ide")
@may("idea.tend")
def desk() -> Response:
    asked, office_id = request.args.get("saring", ""), current_user.office_id
    mark = after(dt.date.fromisoformat, int)
    if asked in SIEVES:
        found = queries.ideas_with_office(office_id, SIEVES[asked], mark)
        rows, more = next_page(found, queries.PAGE, lambda row: (row.sent_on, row.id))
    else:
        who = (current_user.role, current_user.person_id)
        found = queries.ideas_to_answer(office_id, *who, mark)
        rows, more = next_page(found, queries.PAGE, lambda row: (row.answer_by, row.id))
    return page(
        "contributions/deciding/desk.html",
        here=HERE,
        rows=rows,
        more=more,
        asked=asked if asked in SIEVES else "",
        late={row.id for row in rows if owes(row)},
        pending=queries.pending_answers([row.id for row in rows]),
        elsewhere=queries.late_with_another(office_id, current_user.role, today()),
        today=today(),
    )


@bp.get("/ide/<key>")
@may("idea.decide", on=queries.idea_by_key)
def idea(idea: Idea) -> Response:
    return _idea(_settled(idea))


def _settled(idea: Idea) -> Idea:
    """As it is by now: an answer whose seconds have passed takes effect, if the loop is late."""
    pending = queries.pending_answer(idea.id)
    if pending is None or pending.is_on_its_way(now()):
        return idea
    operations.settle_answer(address(), pending.id)
    return queries.idea_by_id(idea.id)


def _idea(idea: Idea, status: int = 200, refusal: str = "", **sent: Any) -> Response:
    people = queries.takers_of(idea)
    pending = queries.pending_answer(idea.id)
    return page(
        "contributions/deciding/idea.html",
        status=status,
        here=HERE,
        refusal=refusal,
        adopting=sent.get("adopting") or forms.AdoptForm(formdata=None).offer(people, today()),
        answering=sent.get("answering") or forms.AnswerForm(formdata=None),
        merging=sent.get("merging") or _merging(idea, forms.MergeForm(formdata=None)),
        pending=pending if pending and pending.is_on_its_way(now()) else None,
        events=queries.events_of(idea.id),
        labels=EVENT_LABELS,
        **told_of(idea),
    )


def _merging(idea: Idea, form: forms.MergeForm) -> forms.MergeForm:
    return form.offer(queries.ideas_to_merge_with(idea))


def _again(idea: Idea, refusal: Refused) -> Response:
    return _idea(queries.idea_by_key(idea.key) or abort(404), 409, str(refusal))


def _back(idea: Idea) -> Response:
    return see_other(url_for("idea_desk.idea", key=idea.key))


@bp.post("/ide/<key>/bagikan")
@may("idea.decide", on=queries.idea_by_key)
def share(idea: Idea) -> Response:
    try:
        operations.share_idea(idea, current_user.person_id, now())
    except Refused as refusal:
        return _again(idea, refusal)
    flash(_("Everybody of the office may read it now."))
    return _back(idea)


@bp.post("/ide/<key>/adopsi")
@may("idea.decide", on=queries.idea_by_key)
def adopt(idea: Idea) -> Response:
    form = forms.AdoptForm()
    form.offer(queries.takers_of(idea), today())
    if not form.validate():
        return _idea(idea, 422, adopting=form)
    said = (form.owner_id, form.due_on.data, form.words.data or "")
    try:
        operations.adopt_idea(idea, *said, current_user.person_id, now(), address())
    except Refused as refusal:
        return _again(idea, refusal)
    flash(heard(_("Adopted.")))
    return _back(idea)


@bp.post("/ide/<key>/jawab")
@may("idea.decide", on=queries.idea_by_key)
def answer(idea: Idea) -> Response:
    """Decline or park."""
    form, verb = forms.AnswerForm(), request.form.get("do")
    if verb not in (AnswerVerb.DECLINE, AnswerVerb.PARK):
        form.form_errors.append(_("Press “Decline” or “Park”."))
        return _idea(idea, 422, answering=form)
    if not form.validate():
        return _idea(idea, 422, answering=form)
    reason = form.reason.data or ""
    try:
        said = (AnswerVerb(verb), reason, current_user.person_id, now())
        operations.answer_later(_settled(idea), *said)
    except Refused as refusal:
        return _again(idea, refusal)
    return _back(idea)


@bp.post("/ide/jawaban/<key>/batal")
@may("idea.undo", on=queries.idea_answer_by_key)
def undo(answer: IdeaAnswer) -> Response:
    try:
        operations.undo_answer(answer, now())
    except Refused as refusal:
        return _again(answer.idea, refusal)
    flash(_("Undone. It waits for an answer again."))
    return _back(answer.idea)


@bp.post("/ide/<key>/gabung")
@may("idea.decide", on=queries.idea_by_key)
def merge(idea: Idea) -> Response:
    form = _merging(idea, forms.MergeForm())
    if not form.validate():
        return _idea(idea, 422, merging=form)
    into, words = form.ideas[form.into.data], form.note.data or ""
    try:
        operations.merge_idea(idea, into, words, current_user.person_id, now(), address())
    except Refused as refusal:
        return _again(idea, refusal)
    flash(heard(_("Merged.")))
    return _back(idea)


@bp.post("/ide/<key>/buka")
@may("idea.decide", on=queries.idea_by_key)
def take_up(idea: Idea) -> Response:
    try:
        operations.take_up(idea, current_user.person_id, now(), address())
    except Refused as refusal:
        return _again(idea, refusal)
    flash(_("Taken up again: an answer is due within ten working days."))
    return _back(idea)

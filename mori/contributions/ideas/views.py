"""Ideas as everybody of an office reads them: the list, one idea, bringing one."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.placements.queries import is_ongoing
from mori.web.asked import after, next_page, today
from mori.web.files import private_picture
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import Idea
from .rules import IdeaState, Shown, is_late

bp = Blueprint("ideas", __name__)
HERE = "learn"
ADOPTED, MINE = "diadopsi", "milikku"


def learn_part(actor: Actor) -> dict[str, Any] | None:
    """The way to ideas, on the page of what interns learn."""
    return {} if allowed(actor, "idea.list") else None


def me_part(actor: Actor) -> dict[str, Any] | None:
    """The same for those who have no such page, on "Me"."""
    if not allowed(actor, "idea.list") or allowed(actor, "exercise.learn"):
        return None
    return {"may_tend": allowed(actor, "idea.tend")}


def may_bring() -> bool:
    """Interns bring ideas while they are here; afterwards they follow what became of theirs."""
    if not allowed(current_user, "idea.submit"):
        return False
    is_intern = allowed(current_user, "exercise.learn")
    return not is_intern or is_ongoing(current_user.person_id, current_user.office_id)


def names_of(ideas: Iterable[Idea]) -> dict[int, str]:
    """Whose each is, for those who may know."""
    return {
        each.id: each.person.name
        for each in ideas
        if each.shown is Shown.NAMED
        or each.person_id == current_user.person_id
        or allowed(current_user, "idea.decide", each)
    }


@bp.get("/belajar/ide")
@may("idea.list")
def ideas() -> Response:
    asked, office_id = request.args.get("saring", ""), current_user.office_id
    if asked == MINE:
        own = queries.own_ideas(current_user.person_id, office_id, *(after(int) or ()))
        rows, more = next_page(own, queries.PAGE, lambda row: (row.id,))
    else:
        mark = after(dt.date.fromisoformat, int)
        shared = queries.shared_ideas(office_id, mark, adopted=asked == ADOPTED)
        rows, more = next_page(shared, queries.PAGE, lambda row: (row.sent_on, row.id))
    return page(
        "contributions/ideas/ideas.html",
        here=HERE,
        rows=rows,
        more=more,
        asked=asked,
        names=names_of(rows),
        steps=queries.done_steps(row.id for row in rows if row.state.is_adopted),
        late={row.id for row in rows if owes(row)},
        may_bring=may_bring(),
        may_tend=allowed(current_user, "idea.tend"),
    )


def owes(idea: Idea) -> bool:
    """Whether the office has not answered by the day it promised."""
    if idea.state is not IdeaState.OPEN or idea.answer_by is None:
        return False
    return is_late(idea.answer_by, today())


@bp.get("/belajar/ide/baru")
@may("idea.submit")
def new() -> Response:
    return writing(forms.IdeaForm(formdata=None))


def writing(form: forms.IdeaForm, status: int = 200, idea: Idea | None = None) -> Response:
    """The form of an idea; where its words sound like danger, with the Red Button beside it."""
    is_danger = status == 422 and not form.errors and form.sounds_like_danger
    if is_danger:
        form.aware.data = "y"
    return page(
        "contributions/ideas/writing.html",
        status=status,
        here=HERE,
        form=form.offer(is_decider=allowed(current_user, "idea.tend")),
        idea=idea,
        is_danger=is_danger,
        may_bring=may_bring(),
    )


@bp.post("/belajar/ide/baru")
@may("idea.submit")
def bring() -> Response:
    form = forms.IdeaForm().offer(is_decider=allowed(current_user, "idea.tend"))
    if not may_bring():
        form.form_errors.append(_("Your internship is over: ideas are brought during it."))
        return writing(form, 422)
    if not form.validate() or form.sounds_like_danger:
        return writing(form, 422)
    person_id, office_id = current_user.person_id, current_user.office_id
    token = token_for(form.token.data, person_id, *form.words)
    keep = operations.keep_idea if is_draft() else operations.bring_idea
    made = keep(form.words, office_id, person_id, token, now())
    flash(_("Kept as a draft: only you see it.") if is_draft() else sent_said())
    return see_other(url_for("ideas.idea", key=made.key))


def is_draft() -> bool:
    return request.form.get("do") == "draft"


def sent_said() -> str:
    return str(_("Sent. The office owes you an answer within ten working days."))


@bp.get("/belajar/ide/<key>")
@may("idea.read", on=queries.idea_by_key)
def idea(idea: Idea) -> Response:
    return show_idea(idea)


def show_idea(
    idea: Idea,
    status: int = 200,
    *,
    same: forms.SameForm | None = None,
    again: forms.AgainForm | None = None,
    refusal: str = "",
) -> Response:
    """The page of one idea, with what its reader may do."""
    supports = queries.supports_of(idea.id)
    is_own = idea.person_id == current_user.person_id
    mine = next((each for each in supports if each.person_id == current_user.person_id), None)
    is_danger = same is not None and not same.errors and same.sounds_like_danger
    if same and is_danger:
        same.aware.data = "y"
    return page(
        "contributions/ideas/idea.html",
        status=status,
        here=HERE,
        is_own=is_own,
        mine=mine,
        is_danger=is_danger,
        refusal=refusal,
        same=same or forms.SameForm(formdata=None, data={"text": mine.text if mine else ""}),
        asking=again or forms.AgainForm(formdata=None),
        may_same=not is_own
        and idea.state.may_be_met
        and allowed(current_user, "idea.support", idea),
        may_decide=allowed(current_user, "idea.decide", idea),
        may_carry=idea.state.is_adopted and allowed(current_user, "idea.carry", idea),
        **told_of(idea, supports),
    )


def told_of(idea: Idea, supports: Any = None) -> dict[str, Any]:
    """What _idea.html needs."""
    return {
        "idea": idea,
        "name": names_of([idea]).get(idea.id, ""),
        "answers": queries.answers_to(idea.id),
        "supports": queries.supports_of(idea.id) if supports is None else supports,
        "steps": queries.steps_of(idea.id),
        "is_late": owes(idea),
        "again": queries.said_again(idea.id) if idea.state is IdeaState.OPEN else None,
    }


@bp.get("/belajar/ide/<key>/foto")
@may("idea.read", on=queries.idea_by_key)
def photo(idea: Idea) -> Response:
    return private_picture(idea.file, "photo") if idea.photo else abort(404)


@bp.post("/belajar/ide/<key>/sama")
@may("idea.support", on=queries.idea_by_key)
def same(idea: Idea) -> Response:
    form = forms.SameForm()
    if not form.validate() or form.sounds_like_danger:
        return show_idea(idea, 422, same=form)
    try:
        operations.say_the_same(idea, current_user.person_id, form.text.data or "", now())
    except Refused as refusal:
        return show_idea(idea, 422, refusal=str(refusal))
    flash(_("Noted. You can take it back at any time."))
    return see_other(url_for("ideas.idea", key=idea.key))


@bp.post("/belajar/ide/<key>/sama/hapus")
@may("idea.support", on=queries.idea_by_key)
def not_same(idea: Idea) -> Response:
    operations.take_it_back(idea, current_user.person_id)
    flash(_("Taken back."))
    return see_other(url_for("ideas.idea", key=idea.key))

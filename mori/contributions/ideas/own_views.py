"""What an author does with an idea of their own: change a draft, send, withdraw, ask again."""

from flask import Blueprint, Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.render import see_other

from . import forms, operations, queries
from .models import Idea
from .rules import IdeaState
from .views import is_draft, sent_said, show_idea, writing

bp = Blueprint("own_ideas", __name__)


def _back(idea: Idea) -> Response:
    return see_other(url_for("ideas.idea", key=idea.key))


@bp.get("/belajar/ide/<key>/ubah")
@may("idea.own", on=queries.idea_by_key)
def changing(idea: Idea) -> Response:
    if idea.state is not IdeaState.DRAFT:
        return _back(idea)
    return writing(forms.IdeaForm.of(idea), idea=idea)


@bp.post("/belajar/ide/<key>/ubah")
@may("idea.own", on=queries.idea_by_key)
def change(idea: Idea) -> Response:
    form = forms.IdeaForm().offer(is_decider=allowed(current_user, "idea.tend"))
    if not form.validate() or form.sounds_like_danger:
        return writing(form, 422, idea)
    try:
        operations.change_draft(idea, form.words)
        if not is_draft():
            operations.send_idea(queries.idea_by_id(idea.id), now())
    except Refused as refusal:
        form.refuse(refusal)
        return writing(form, 409, idea)
    flash(_("Saved.") if is_draft() else sent_said())
    return _back(idea)


@bp.post("/belajar/ide/<key>/tarik")
@may("idea.own", on=queries.idea_by_key)
def withdraw(idea: Idea) -> Response:
    try:
        operations.withdraw_idea(idea, now())
    except Refused as refusal:
        fresh = queries.idea_by_key(idea.key) or abort(404)
        return show_idea(fresh, 409, refusal=str(refusal))
    flash(_("Withdrawn. Nobody but you sees it any more."))
    return _back(idea)


@bp.post("/belajar/ide/<key>/lagi")
@may("idea.own", on=queries.idea_by_key)
def again(idea: Idea) -> Response:
    form = forms.AgainForm()
    if not form.validate():
        return show_idea(idea, 422, again=form)
    try:
        operations.ask_again(idea, form.reason.data or "", now())
    except Refused as refusal:
        fresh = queries.idea_by_key(idea.key) or abort(404)
        return show_idea(fresh, 409, again=form, refusal=str(refusal))
    flash(sent_said())
    return _back(idea)

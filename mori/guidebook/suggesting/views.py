"""Suggestions: interns make them, coordinators and heads say what becomes of them."""

from flask import Blueprint, Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.placements.proceedings.views import address
from mori.web.asked import after, next_page
from mori.web.render import page, see_other

from ..queries import chapter_by_key
from . import forms, operations, queries
from .models import Suggestion

bp = Blueprint("suggestions", __name__)


@bp.get("/belajar/saran")
@may("suggestion.make")
def own() -> Response:
    return _own(forms.SuggestionForm(formdata=None))


def _own(form: forms.SuggestionForm, status: int = 200) -> Response:
    form.offer(current_user.office_id)
    found = queries.own_suggestions(current_user.person_id, *(after(int) or ()))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "guidebook/suggesting/own.html",
        status=status,
        here="learn",
        form=form,
        rows=rows,
        more=more,
    )


@bp.post("/belajar/saran")
@may("suggestion.make")
def make() -> Response:
    form, office_id, person_id = (
        forms.SuggestionForm(),
        current_user.office_id,
        current_user.person_id,
    )
    form.offer(office_id)
    if not form.validate():
        return _own(form, 422)
    chapter, text = chapter_by_key(form.chapter.data) or abort(404), form.text.data or ""
    token = token_for(form.token.data, person_id, chapter.key, text)
    operations.suggest_change(chapter, office_id, text, person_id, token, now())
    flash(_("Sent. Thank you: what becomes of it will stand here."))
    return see_other(url_for("suggestions.own"))


@bp.get("/naskah/saran")
@may("suggestion.list")
def waiting() -> Response:
    found = queries.waiting_suggestions(current_user.office_id, *(after(int) or ()))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page("guidebook/suggesting/waiting.html", here="books", rows=rows, more=more)


@bp.get("/naskah/saran/<key>")
@may("suggestion.decide", on=queries.suggestion_by_key)
def suggestion(suggestion: Suggestion) -> Response:
    return _suggestion(suggestion, forms.ReplyForm(formdata=None))


def _suggestion(suggestion: Suggestion, form: forms.ReplyForm, status: int = 200) -> Response:
    return page(
        "guidebook/suggesting/suggestion.html",
        status=status,
        here="books",
        suggestion=suggestion,
        form=form,
    )


@bp.post("/naskah/saran/<key>")
@may("suggestion.decide", on=queries.suggestion_by_key)
def decline(suggestion: Suggestion) -> Response:
    form = forms.ReplyForm()
    if not form.validate():
        return _suggestion(suggestion, form, 422)
    reply = form.reply.data or ""
    try:
        operations.decline_suggestion(suggestion, reply, address(), current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        found = queries.suggestion_by_key(suggestion.key) or suggestion
        return _suggestion(found, form, 409)
    flash(_("Thanked and answered."))
    return see_other(url_for("suggestions.waiting"))

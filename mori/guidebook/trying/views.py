"""Answering a chapter's questions as somebody: that they were tried is kept, and no score."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import now
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..editions.queries import page_of, pages_that_ask
from ..editions.rules import read_in
from ..models import Chapter
from ..queries import chapter_by_key
from ..quizzes.queries import options_of
from ..quizzes.rules import keys_in, shown_in
from . import forms, operations, queries

bp = Blueprint("trying", __name__)
HERE = "learn"


@bp.get("/belajar/bab/<key>")
@may("quiz.try", on=chapter_by_key)
def questions(chapter: Chapter) -> Response:
    return _questions(chapter, forms.TriesForm(formdata=None))


def _questions(chapter: Chapter, form: forms.TriesForm, status: int = 200) -> Response:
    found = page_of(current_user.office_id, chapter.id)
    quiz = found.quiz if found else ""
    wordings = queries.wordings_to_try(current_user.office_id, chapter.id, keys_in(quiz))
    ids = {row.key: row.question_id for row in wordings}
    tried = queries.tried_by(current_user.person_id, ids.values())
    return page(
        "guidebook/trying/questions.html",
        status=status,
        here=HERE,
        chapter=chapter,
        part=found,
        title=read_in(locale(), found).title if found else _("Questions about the books"),
        tail="" if locale() == "id" else f"/{locale()}",
        questions=[(each, ids.get(each.key) in tried) for each in shown_in(locale(), quiz)],
        form=form,
    )


@bp.post("/belajar/bab/<key>")
@may("quiz.try", on=chapter_by_key)
def try_questions(chapter: Chapter) -> Response:
    form = forms.TriesForm()
    wordings = queries.wordings_to_try(current_user.office_id, chapter.id, form.chosen)
    options = options_of(wordings)
    letters = {row.key: {each.letter for each in options[row.id]} for row in wordings}
    if not form.validate() or not form.offers(letters):
        return _questions(chapter, form, 422)
    chosen = {row: form.chosen[row.key] for row in wordings}
    operations.keep_tries(current_user.person_id, chosen, now())
    flash(_("Kept. The reasons stand below each question."))
    return see_other(url_for("trying.questions", key=chapter.key))


def learn_part(actor: Actor) -> dict[str, Any] | None:
    """On "Learn": the chapters that ask something, and how much of it somebody has tried."""
    if not allowed(actor, "quiz.try"):
        return None
    pages = pages_that_ask(actor.office_id)
    tried = queries.tried_in_chapters(actor.person_id)
    rows = [
        (each.revision.chapter.key, each, tried.get(each.revision.chapter.id, 0)) for each in pages
    ]
    return {"rows": rows} if rows else None

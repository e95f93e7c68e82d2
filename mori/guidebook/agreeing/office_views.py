"""For coordinators: what is not clear to interns, and the answers."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.markdown.rendering import to_html
from mori.placements.proceedings.views import address
from mori.web.asked import after, next_page
from mori.web.i18n import locale
from mori.web.render import page, see_other
from mori.web.trusted import trusted

from ..models import EditionChapter
from ..queries import revision_by_id
from . import forms, operations, queries, standing
from .models import ParagraphQuestion
from .rules import ENOUGH, Confusing, confusing

bp = Blueprint("book_questions", __name__)
HERE = "books"
MOST_SHOWN = 20


class ConfusingPart(NamedTuple):
    """A part with the paragraphs of it that confuse."""

    title: str
    paragraphs: Sequence[tuple[Confusing, str]]


@bp.get("/naskah/pertanyaan")
@may("paragraph_question.list")
def questions() -> Response:
    office_id, is_answered = current_user.office_id, request.args.get("saring") == "dijawab"
    (last,) = after(int) or (None,)
    found = queries.questions_in(office_id, is_answered=is_answered, after=last)
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "guidebook/agreeing/questions.html",
        here=HERE,
        rows=[(row, plain(row.paragraph)) for row in rows],
        more=more,
        is_answered=is_answered,
        confusing=_confusing(office_id) if last is None else [],
        enough=ENOUGH,
    )


def plain(paragraph: str) -> str:
    """A paragraph's words, without the signs by which they are written."""
    return trusted(to_html(paragraph)).striptags()


def _confusing(office_id: int) -> list[ConfusingPart]:
    """The paragraphs that confuse, of parts that enough people have read."""
    readers, unclear = queries.readers_of(office_id), queries.unclear_in(office_id)
    parts = [row for row in queries.parts_now(office_id) if readers.get(row.revision.chapter_id)]
    found = []
    for row in parts:
        chapter_id = row.revision.chapter_id
        of_part = [
            (each.number, each.person_id) for each in unclear if each.chapter_id == chapter_id
        ]
        ranked = confusing(readers[chapter_id], of_part)[:MOST_SHOWN]
        if ranked:
            found.append(_part(row, ranked))
    return found


def _part(row: EditionChapter, ranked: Sequence[Confusing]) -> ConfusingPart:
    whole = queries.shown_by_ids([row.id])[row.id]
    texts = standing.paragraphs_in(locale(), whole)
    title = row.title_en if locale() == "en" and row.title_en else row.title
    return ConfusingPart(
        title, [(each, plain(texts[each.number])) for each in ranked if each.number in texts]
    )


@bp.get("/naskah/pertanyaan/<key>")
@may("paragraph_question.read", on=queries.paragraph_question_by_key)
def question(question: ParagraphQuestion) -> Response:
    return _question(question, forms.AnswerForm(formdata=None))


def _question(question: ParagraphQuestion, form: forms.AnswerForm, status: int = 200) -> Response:
    is_answered = question.answered_at is not None
    return page(
        "guidebook/agreeing/question.html",
        status=status,
        here=HERE,
        question=question,
        paragraph=trusted(to_html(question.paragraph)),
        form=form,
        may_answer=not is_answered and allowed(current_user, "paragraph_question.answer", question),
        may_take=is_answered
        and question.revision_id is None
        and allowed(current_user, "paragraph_question.answer", question),
        revision=revision_by_id(question.revision_id) if question.revision_id else None,
    )


@bp.post("/naskah/pertanyaan/<key>")
@may("paragraph_question.answer", on=queries.paragraph_question_by_key)
def answer(question: ParagraphQuestion) -> Response:
    form = forms.AnswerForm()
    if not form.validate():
        return _question(question, form, 422)
    at, text = now(), form.text.data or ""
    try:
        operations.answer_question(question, text, current_user.person_id, at, address())
    except Refused as refusal:
        form.refuse(refusal)
        return _question(queries.paragraph_question_by_key(question.key) or question, form, 409)
    flash(_("Answered. Whoever asked reads it beside the paragraph."))
    return see_other(url_for("book_questions.question", key=question.key))


@bp.post("/naskah/pertanyaan/<key>/usul")
@may("paragraph_question.answer", on=queries.paragraph_question_by_key)
def take(question: ParagraphQuestion) -> Response:
    """Begin a proposal with the answer in it."""
    try:
        made = operations.take_into_chapter(question, current_user.person_id, now())
    except Refused as refusal:
        flash(str(refusal), "warn")
        return see_other(url_for("book_questions.question", key=question.key))
    return see_other(url_for("texts.revision", key=made.key))

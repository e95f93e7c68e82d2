"""Where an office words the questions of a chapter, and what its readers have chosen."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.render import page, see_other

from ..models import Chapter
from ..queries import chapter_by_key, text_in_force
from . import forms, operations, queries
from .models import QuizQuestion, QuizWording
from .rules import LETTERS, Asked

bp = Blueprint("quizzes", __name__)
HERE = "books"


@bp.get("/naskah/bab/<key>/soal")
@may("chapter.read", on=chapter_by_key)
def questions(chapter: Chapter) -> Response:
    return _questions(chapter, forms.ChosenForm(formdata=None))


def _questions(chapter: Chapter, form: forms.ChosenForm, status: int = 200) -> Response:
    office_id = current_user.office_id
    in_force = queries.wordings_in_force(office_id, [chapter.id])
    waiting = queries.waiting_wordings(office_id, chapter.id)
    asked = [row for row in in_force if not row.is_retired]
    return page(
        "guidebook/quizzes/questions.html",
        status=status,
        here=HERE,
        chapter=chapter,
        text=text_in_force(office_id, chapter.id),
        form=form,
        asked=asked,
        waiting=waiting,
        options=queries.options_of([*asked, *waiting]),
        person_id=current_user.person_id,
        may_propose=allowed(current_user, "chapter.propose", chapter),
        may_decide=allowed(current_user, "quiz.decide", chapter),
        may_agree=chapter.is_guarded and allowed(current_user, "quiz.agree", chapter),
    )


@bp.post("/naskah/bab/<key>/soal/setujui")
@may("quiz.decide", on=chapter_by_key)
def approve(chapter: Chapter) -> Response:
    return _decided(
        chapter,
        operations.approve_wordings,
        _("In force. Readers see it with the next edition."),
    )


@bp.post("/naskah/bab/<key>/soal/tolak")
@may("quiz.decide", on=chapter_by_key)
def decline(chapter: Chapter) -> Response:
    return _decided(chapter, operations.decline_wordings, _("Not taken over."))


@bp.post("/naskah/bab/<key>/soal/sepakat")
@may("quiz.agree", on=chapter_by_key)
def agree(chapter: Chapter) -> Response:
    return _decided(chapter, operations.agree_to_wordings, _("Saved."))


def _decided(chapter: Chapter, decide: Callable[..., None], said: str) -> Response:
    form = forms.ChosenForm()
    if not form.validate():
        return _questions(chapter, form, 422)
    try:
        decide(chapter, current_user.office_id, form.keys, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _questions(chapter, form, 409)
    flash(said)
    return see_other(url_for("quizzes.questions", key=chapter.key))


@bp.post("/naskah/soal/usul/<key>/tarik")
@may("quiz.take_back", on=queries.wording_by_key)
def take_back(wording: QuizWording) -> Response:
    operations.take_back_wording(wording, current_user.person_id, now())
    return see_other(url_for("quizzes.questions", key=wording.question.chapter.key))


@bp.get("/naskah/bab/<key>/soal/baru")
@may("chapter.propose", on=chapter_by_key)
def adding(chapter: Chapter) -> Response:
    return _writing(chapter, forms.QuestionForm(formdata=None))


@bp.post("/naskah/bab/<key>/soal/baru")
@may("chapter.propose", on=chapter_by_key)
def add(chapter: Chapter) -> Response:
    form = forms.QuestionForm()
    if not form.validate():
        return _writing(chapter, form, 422)
    token = _token(form, chapter.key)
    office_id, person_id = current_user.office_id, current_user.person_id
    said = _by_me(form.proposal, chapter)
    operations.propose_question(chapter, office_id, said, token, person_id, now())
    return _proposed(chapter)


@bp.get("/naskah/soal/<key>/ubah")
@may("chapter.propose", on=queries.quiz_question_by_key)
def rewording(question: QuizQuestion) -> Response:
    asked, base = _in_force(question)
    form = forms.QuestionForm(formdata=None, data=forms.known_question(asked, base))
    return _writing(question.chapter, form, question=question)


@bp.post("/naskah/soal/<key>/ubah")
@may("chapter.propose", on=queries.quiz_question_by_key)
def reword(question: QuizQuestion) -> Response:
    form = forms.QuestionForm()
    is_retired = request.form.get("do") == "retire"
    if not is_retired and not form.validate():
        return _writing(question.chapter, form, 422, question)
    proposal = _retirement(form, question) if is_retired else form.proposal
    said = _by_me(proposal, question.chapter)
    token = _token(form, question.key, is_retired)
    office_id, person_id = current_user.office_id, current_user.person_id
    try:
        operations.propose_wording(question, office_id, said, token, person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        _asked, form.base.data = _in_force(question)
        return _writing(question.chapter, form, 409, question)
    return _proposed(question.chapter)


def _by_me(said: operations.Proposal, chapter: Chapter) -> operations.Proposal:
    return said._replace(is_officer=allowed(current_user, "quiz.agree", chapter))


def _in_force(question: QuizQuestion) -> tuple[Asked, str]:
    """How a question is worded now, and the key of that wording."""
    base = queries.wording_in_force(current_user.office_id, question)
    if base is None:
        return Asked("", "", []), ""
    return queries.asked_by(base, queries.options_of([base])[base.id]), base.key


def _retirement(form: forms.QuestionForm, question: QuizQuestion) -> operations.Proposal:
    """To ask it no more: it stays worded as it is."""
    asked, _base = _in_force(question)
    return operations.Proposal(asked, form.base.data or "", is_retired=True)


def _token(form: forms.QuestionForm, *about: object) -> str:
    said = form.proposal.asked.digest
    return token_for(form.token.data, current_user.person_id, *about, said)


def _proposed(chapter: Chapter) -> Response:
    flash(_("Proposed. Somebody else decides on it."))
    return see_other(url_for("quizzes.questions", key=chapter.key))


def _writing(
    chapter: Chapter,
    form: forms.QuestionForm,
    status: int = 200,
    question: QuizQuestion | None = None,
) -> Response:
    return page(
        "guidebook/quizzes/writing.html",
        status=status,
        here=HERE,
        chapter=chapter,
        form=form,
        question=question,
        options=[(letter, forms.option_fields(letter)) for letter in LETTERS],
    )

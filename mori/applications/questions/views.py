"""What people ask before they apply, for the office that answers."""

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.offices.queries import office_by_id
from mori.web import asked
from mori.web.render import page, see_other

from . import operations, queries
from .forms import AnswerForm
from .models import ApplicationQuestion

bp = Blueprint("questions", __name__)
ANSWERED = "dijawab"  # the filter's word in the address


@bp.get("/pertanyaan")
@may("question.list")
def questions() -> Response:
    return _list()


def _list(
    sent: AnswerForm | None = None, of: ApplicationQuestion | None = None, status: int = 200
) -> Response:
    """The list, with whichever answer was sent back."""
    is_answered = request.args.get("saring") == ANSWERED
    find = queries.answered_questions if is_answered else queries.waiting_questions
    found = find(current_user.office_id, *(asked.after(int) or ()))
    rows, more = asked.next_page(found, queries.PAGE, lambda row: (row.id,))
    if of and of.id not in [row.id for row in rows]:
        rows = [of, *rows]
    return page(
        "applications/questions/questions.html",
        status=status,
        here="interns",
        rows=[(row, sent if of and sent and row.id == of.id else _form_of(row)) for row in rows],
        more=more,
        filters=[
            (url_for("questions.questions"), _("To be answered"), not is_answered),
            (url_for("questions.questions", saring=ANSWERED), _("Answered"), is_answered),
        ],
    )


def _form_of(question: ApplicationQuestion) -> AnswerForm:
    known = {"answer": question.answer, "is_public": question.is_public}
    return AnswerForm(formdata=None, data=known)


@bp.post("/pertanyaan/<key>")
@may("question.answer", on=queries.question_by_key)
def answer(question: ApplicationQuestion) -> Response:
    form = AnswerForm()
    if not form.validate():
        return _list(form, question, 422)
    operations.answer_question(
        question,
        office_by_id(question.office_id),
        form.answer.data or "",
        current_user.person_id,
        now(),
        is_public=bool(form.is_public.data),
    )
    flash(_("Answered."))
    return see_other(url_for("questions.questions"))

"""Participants answer an event's questions by their own pass; the office chooses them."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may, public
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.core.errors import Refused
from mori.evaluation.ratings.rules import ENOUGH
from mori.guidebook.quizzes.queries import options_of
from mori.web.render import page, see_other

from .. import queries as events
from ..codes.views import holder, own_url, pass_for
from ..models import Event, Participant
from ..queries import one_event
from ..rules import EventState
from . import desk, operations, queries
from .forms import AnswersForm, ChosenQuestionsForm, answers_form
from .rules import MOST, When

bp = Blueprint("event_questions", __name__)


@bp.get("/p/<passed>/soal")
@public
def answering(passed: str) -> Response:
    event, row = holder(passed)
    return _answering(event, row, None)


@bp.post("/p/<passed>/soal")
@public
def answer(passed: str) -> Response:
    event, row = holder(passed)
    asked, questions = desk.asked_now(event, row, now()), queries.questions_of(event.id)
    if asked is None or queries.has_answered(row.id, event.id, asked):
        return see_other(_url(row))
    options = options_of(questions)
    form = answers_form(questions, options)()
    if not form.validate():
        return _answering(event, row, form, 422)
    right = {
        each.id: any(
            option.is_right and option.letter == form[f"soal_{each.key}"].data
            for option in options[each.id]
        )
        for each in questions
    }
    try:
        operations.keep_answers(row, asked, right)
    except Refused as refusal:
        form.refuse(refusal)
        return _answering(event, row, form, 422)
    return see_other(_url(row))


def _answering(
    event: Event, row: Participant, form: AnswersForm | None, status: int = 200
) -> Response:
    asked, rows = desk.asked_now(event, row, now()), desk.asked_by(event)
    given = {each for each in When if queries.has_answered(row.id, event.id, each)}
    if form is None and asked and asked not in given:
        questions = [each.wording for each in rows]
        form = answers_form(questions, {each.wording.id: each.options for each in rows})(
            formdata=None
        )
    shown = page(
        "events/questions/answering.html",
        status=status,
        here="event",
        event=event,
        url=_url(row),
        own=own_url(event, row),
        asked=asked,
        given=given,
        form=form,
        reasons=rows if When.AFTER in given else [],
        enough=ENOUGH,
    )
    return not_stored(shown)


def _url(row: Participant) -> str:
    return url_for("event_questions.answering", passed=pass_for(row.event, row))


def participants_part(rows: Mapping[int, Participant]) -> dict[int, dict[str, Any]] | None:
    """The way here from participants' own pages, while something is asked."""
    event = one_event(rows)
    asked, whom = desk.asked_of(event, rows, now())
    if asked is None:
        return None
    given = queries.who_answered(whom, event.id, asked)
    return {
        each: {"url": _url(rows[each]), "asked": asked, "given": each in given} for each in whom
    }


@bp.get("/kegiatan/<key>/soal")
@may("event_question.read", on=events.event_by_key)
def questions(event: Event) -> Response:
    known = [each.key for each in queries.questions_of(event.id)]
    return _questions(event, ChosenQuestionsForm(formdata=None, data={"questions": known}))


@bp.post("/kegiatan/<key>/soal")
@may("event_question.choose", on=events.event_by_key)
def choose(event: Event) -> Response:
    form = ChosenQuestionsForm()
    if not form.validate():
        return _questions(event, form, 422)
    chosen = form.chosen_of(queries.wordings_offered(event))
    try:
        operations.choose_questions(event, chosen, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _questions(event, form, 422)
    return see_other(url_for("event_questions.questions", key=event.key))


def _questions(event: Event, form: ChosenQuestionsForm, status: int = 200) -> Response:
    may_choose = allowed(current_user, "event_question.choose", event)
    may_choose = may_choose and not queries.is_answered(event.id)
    return page(
        "events/questions/questions.html",
        status=status,
        here="network",
        event=event,
        rows=desk.asked_by(event),
        times=list(When),
        form=form if may_choose else None,
        offered=queries.wordings_offered(event) if may_choose else [],
        enough=ENOUGH,
        most=MOST,
    )


def event_part(event: Event) -> dict[str, Any] | None:
    """The way to an event's questions, on its page."""
    if event.state is EventState.CALLED_OFF or not allowed(
        current_user, "event_question.read", event
    ):
        return None
    return {"event": event}

"""Choosing what an event asks, and keeping answers without whose they are."""

import datetime as dt
from collections.abc import Collection, Mapping

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import lock
from mori.evaluation.ratings.rules import are_enough
from mori.guidebook.quizzes.models import QuizWording

from ..impressions.operations import LAST, rewrite
from ..models import Event, EventStep, Participant
from . import queries
from .models import AnswersGiven, EventAnswers, EventQuestion
from .queries import WAITS
from .rules import MOST, When


@writing()
def choose_questions(
    event: Event, wordings: Collection[QuizWording], actor_id: int | None, at: dt.datetime
) -> None:
    """Ask these, in their order, in place of those before; never once anybody has answered."""
    lock(event)
    if queries.is_answered(event.id):
        raise Refused(_("Somebody has answered already: the questions stay as they are."))
    if len(wordings) > MOST:
        raise Refused(_("Choose three questions at most."))
    EventQuestion.delete().where(EventQuestion.event == event.id).execute()
    for position, each in enumerate(wordings):
        EventQuestion.create(event=event, position=position, wording=each.id)
    EventStep.create(event=event, verb="change", actor=actor_id, at=at)


@writing()
def keep_answers(participant: Participant, asked: When, right: Mapping[int, bool]) -> bool:
    """Keep which questions (by their wordings' ids) somebody answered right; False, and nothing
    kept, the second time.
    """
    event = participant.event
    lock(event)
    if [each.id for each in queries.questions_of(event.id)] != list(right):
        raise Refused(_("The questions were changed meanwhile. Please answer these."))
    given = {"event": event.id, "participant": participant.id, "asked": asked}
    if not AnswersGiven.insert(given).on_conflict_ignore().as_rowcount().execute():
        return False
    first, second, third = [*right.values(), None, None][:MOST]
    waiting = queries.answers_of(event.id, asked, is_shown=False)
    facts = {"event": event.id, "asked": asked, "first": first, "second": second, "third": third}
    rewrite(EventAnswers, waiting, [facts])
    return True


def show_answers(at: dt.datetime) -> None:
    """Show what waits wherever it is enough, and forget what will never be."""
    for event_id, asked in queries.answered_enough():
        show_answered(event_id, asked)
    forget_few_answers(local_date(at, LAST))


@writing()
def show_answered(event_id: int, asked: When) -> None:
    """From now on the office sees all that waits, mixed with what it sees already."""
    waiting = queries.answers_of(event_id, asked, is_shown=False)
    if are_enough(len(waiting)):
        rows = [*waiting, *queries.answers_of(event_id, asked, is_shown=True)]
        rewrite(EventAnswers, rows, [], is_shown=True)


@writing()
def forget_few_answers(day: dt.date) -> None:
    """Erase what fewer than five answered last, once nobody can answer any more."""
    few = list(queries.answered_too_little(day))
    EventAnswers.delete().where(EventAnswers.event.in_(few), WAITS).execute()

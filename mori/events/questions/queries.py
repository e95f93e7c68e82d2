"""What an event may ask and asks; and of the answers that alone which may be shown."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.evaluation.ratings.rules import ENOUGH
from mori.guidebook.editions.queries import chapters_in, edition_by_slug
from mori.guidebook.quizzes.models import QuizWording
from mori.guidebook.quizzes.rules import keys_in

from ..impressions.rules import IMPRESSIONS_LAST
from ..models import Event
from ..queries import sessions_of
from .models import AnswersGiven, EventAnswers, EventQuestion
from .rules import When

WAITS = EventAnswers.is_shown == False  # noqa: E712 - a column


def wordings_offered(event: Event) -> list[QuizWording]:
    """The questions of the chapters that the agenda names, as their editions ask them."""
    named = {(each.edition, each.chapter) for each in sessions_of(event.id) if each.chapter}
    keys: list[str] = []
    for slug, chapter in sorted(named):
        edition = edition_by_slug(slug)
        if edition and edition.office_id == event.office_id:
            pages = [each for each in chapters_in(edition.id) if each.slug == chapter]
            keys += [key for each in pages for key in keys_in(each.quiz)]
    if not keys:
        return []
    found = {row.key: row for row in QuizWording.select().where(QuizWording.key.in_(keys))}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def questions_of(event_id: int) -> list[QuizWording]:
    """What an event asks, in its order."""
    rows = (
        EventQuestion.select(EventQuestion, QuizWording)
        .join(QuizWording)
        .where(EventQuestion.event == event_id)
        .order_by(EventQuestion.position)
    )
    return [each.wording for each in rows]


def is_answered(event_id: int) -> bool:
    """Whether anybody has answered: what is asked no longer changes."""
    found = AnswersGiven.select(AnswersGiven.id).where(AnswersGiven.event == event_id)
    return bool(found.exists())


def has_answered(participant_id: int, event_id: int, asked: When) -> bool:
    return participant_id in who_answered([participant_id], event_id, asked)


def who_answered(participant_ids: Collection[int], event_id: int, asked: When) -> set[int]:
    found = AnswersGiven.select(AnswersGiven.participant).where(
        AnswersGiven.event == event_id,
        AnswersGiven.participant.in_(list(participant_ids)),
        AnswersGiven.asked == asked,
    )
    return {each.participant_id for each in found}


def answers_of(event_id: int, asked: When, *, is_shown: bool) -> list[EventAnswers]:
    """Answers before or after that are shown, or wait."""
    return list(
        EventAnswers.select().where(
            EventAnswers.event == event_id,
            EventAnswers.asked == asked,
            EventAnswers.is_shown == is_shown,
        )
    )


def answered_enough() -> list[tuple[int, When]]:
    """The events of which enough answers before or after wait to be shown."""
    rows: Any = (
        EventAnswers.select(EventAnswers.event, EventAnswers.asked)
        .where(WAITS)
        .group_by(EventAnswers.event, EventAnswers.asked)
        .having(fn.COUNT(EventAnswers.id) >= ENOUGH)
        .order_by(EventAnswers.event, EventAnswers.asked)
    )
    return [(row.event_id, row.asked) for row in rows]


def answered_too_little(day: dt.date) -> Collection[int]:
    """Events of which something waits that will never be enough by this day."""
    found = (
        EventAnswers.select(EventAnswers.event)
        .join(Event)
        .where(WAITS, Event.ends_on < day - IMPRESSIONS_LAST)
        .distinct()
    )
    return [row.event_id for row in found]

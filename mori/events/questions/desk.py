"""What is asked of whom now, and the shares that the office sees."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from mori.core.clock import local
from mori.guidebook.quizzes.models import QuizOption, QuizWording
from mori.guidebook.quizzes.queries import options_of

from ..models import Event, Participant
from ..presence.queries import present_among
from ..queries import sessions_of
from . import queries
from .rules import When, asked_at, begins_and_ends


class Share(NamedTuple):
    """How many of those who are shown answered a question right."""

    right: int
    all: int


class Asked(NamedTuple):
    """A question, its options, and the share before and after; None: fewer than five."""

    wording: QuizWording
    options: list[QuizOption]
    shares: dict[When, Share | None]


def asked_now(event: Event, row: Participant, at: dt.datetime) -> When | None:
    """Which of the two a participant is asked now."""
    when, whom = asked_of(event, {row.id: row}, at)
    return when if row.id in whom else None


def asked_of(
    event: Event, rows: Mapping[int, Participant], at: dt.datetime
) -> tuple[When | None, set[int]]:
    """Which of the two is asked now, and whom of some: afterwards only those who were there."""
    agenda = [(each.day, each.starts) for each in sessions_of(event.id)]
    first, last = begins_and_ends(event, agenda)
    there = local(at, event.office.zone).replace(tzinfo=None)
    asked = asked_at(event, first, last, there)
    if asked is None or not queries.questions_of(event.id):
        return None, set()
    whom = {each for each, row in rows.items() if not row.left_at}
    return asked, whom & present_among(whom) if asked is When.AFTER else whom


def asked_by(event: Event) -> list[Asked]:
    """What an event asks, with what may be shown of the answers."""
    wordings = queries.questions_of(event.id)
    options, shown = options_of(wordings), {}
    for each in When:
        shown[each] = [row.right for row in queries.answers_of(event.id, each, is_shown=True)]
    return [
        Asked(
            wording,
            options[wording.id],
            {
                each: Share(sum(row[n] for row in rows), len(rows)) if rows else None
                for each, rows in shown.items()
            },
        )
        for n, wording in enumerate(wordings)
    ]

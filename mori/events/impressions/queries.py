"""Who has said how it was; and of what was said that alone which may be shown."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from peewee import fn

from mori.evaluation.ratings.rules import ENOUGH, in_no_order

from ..models import Event
from .models import Impression, ImpressionGiven
from .rules import IMPRESSIONS_LAST, Answer, Question

WAITS = Impression.is_shown == False  # noqa: E712 - a column


class Heard(NamedTuple):
    """What is shown of an event: never of fewer than five together."""

    size: int
    counts: dict[Question, Counter[Answer]]
    helped: list[str]
    otherwise: list[str]


def has_given(participant_id: int, event_id: int) -> bool:
    return participant_id in who_gave([participant_id], event_id)


def who_gave(participant_ids: Collection[int], event_id: int) -> set[int]:
    found = ImpressionGiven.select(ImpressionGiven.participant).where(
        ImpressionGiven.event == event_id, ImpressionGiven.participant.in_(list(participant_ids))
    )
    return {each.participant_id for each in found}


def heard_of(event_id: int) -> Heard:
    rows = impressions_of(event_id, is_shown=True)
    return Heard(
        len(rows),
        {each: Counter(getattr(row, each.value) for row in rows) for each in Question},
        in_no_order(row.helped for row in rows),
        in_no_order(row.otherwise for row in rows),
    )


def impressions_of(event_id: int, *, is_shown: bool) -> list[Impression]:
    """What was said of an event and is shown, or waits."""
    return list(
        Impression.select().where(Impression.event == event_id, Impression.is_shown == is_shown)
    )


def events_heard_enough() -> list[Event]:
    """Those of which enough waits to be shown."""
    enough = (
        Impression.select(Impression.event)
        .where(WAITS)
        .group_by(Impression.event)
        .having(fn.COUNT(Impression.id) >= ENOUGH)
    )
    return list(Event.select().where(Event.id.in_(enough)).order_by(Event.id))


def events_heard_too_little(day: dt.date) -> Collection[int]:
    """Of which something waits that will never be enough: nobody can say more by this day."""
    found = (
        Impression.select(Impression.event)
        .join(Event)
        .where(WAITS, Event.ends_on < day - IMPRESSIONS_LAST)
        .distinct()
    )
    return [row.event_id for row in found]

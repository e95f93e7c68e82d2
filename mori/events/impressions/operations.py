"""Keeping what participants say so that nothing leads back to them.

That somebody has said something and what was said stand in two tables without a common column. Ids
are random, and with each that comes in all that wait are written anew in random order: so neither
the place of a row nor the transaction that wrote it (PostgreSQL keeps its number) is that of one.
"""

import datetime as dt
import secrets
from collections.abc import Collection
from typing import Any, NamedTuple

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.states import lock
from mori.evaluation.ratings.rules import are_enough

from ..models import Participant
from . import queries
from .models import Impression, ImpressionGiven, random_id
from .queries import WAITS
from .rules import Answer

LAST = "Asia/Jakarta"  # where a day ends last


class Said(NamedTuple):
    """What a participant says of an event."""

    followed: Answer
    useful: Answer
    welcome: Answer
    helped: str = ""
    otherwise: str = ""


@writing()
def give_impression(participant: Participant, said: Said) -> bool:
    """Keep what somebody says; False, and nothing kept, if they had said it before.

    No moment is passed in: none is kept.
    """
    event = participant.event
    lock(event)
    given = {"event": event.id, "participant": participant.id}
    if not ImpressionGiven.insert(given).on_conflict_ignore().as_rowcount().execute():
        return False
    waiting = queries.impressions_of(event.id, is_shown=False)
    rewrite(Impression, waiting, [{"event": event.id, **said._asdict()}])
    return True


def show_impressions(at: dt.datetime) -> None:
    """Show what waits wherever it is enough, and forget what will never be."""
    for event in queries.events_heard_enough():
        show_together(event.id)
    forget_the_few(local_date(at, LAST))


@writing()
def show_together(event_id: int) -> None:
    """From now on the office sees all that waits of an event, mixed with what it sees already."""
    waiting = queries.impressions_of(event_id, is_shown=False)
    if are_enough(len(waiting)):
        rows = [*waiting, *queries.impressions_of(event_id, is_shown=True)]
        rewrite(Impression, rows, [], is_shown=True)


@writing()
def forget_the_few(day: dt.date) -> None:
    """Erase what fewer than five said last, once nobody can say any more."""
    few = list(queries.events_heard_too_little(day))
    Impression.delete().where(Impression.event.in_(few), WAITS).execute()


def rewrite(
    model: Any, rows: Collection[Any], more: Collection[dict[str, Any]], **changes: Any
) -> None:
    """Write rows and more of them anew, with other ids and in random order; under a lock."""
    kept = [{**row.__data__, **changes} for row in rows]
    facts = [{**each, "id": random_id()} for each in [*kept, *more]]
    secrets.SystemRandom().shuffle(facts)
    model.delete().where(model.id.in_([row.id for row in rows])).execute()
    for each in facts:
        model.create(**each)

"""Writing minutes, publishing them, and beginning the next version."""

import datetime as dt
from collections.abc import Sequence

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock

from ..making.operations import report_event, settle_event
from ..models import Event
from ..queries import event_by_id
from ..rules import EventState, state_on
from . import queries
from .models import Minutes, MinutesDecision, MinutesPresence, MinutesStep
from .rules import MOVES

WRITTEN_IN = frozenset({EventState.RUNNING, EventState.CLOSED, EventState.REPORTED})


@writing()
def write_minutes(
    event: Event, text: str, decisions: Sequence[str], seen: int, actor_id: int, at: dt.datetime
) -> Minutes:
    """Keep a draft; ``seen`` is the revision that its writer has read, 0 where there was none.

    Refused where somebody else has written meanwhile: the page shows both texts.
    """
    if state_on(event, local_date(at, event.office.zone)) not in WRITTEN_IN:
        raise Refused(_("Minutes are written once an event has begun."))
    lock(event)
    draft = queries.draft_of(event.id)
    if (draft.revision if draft else 0) != seen:
        raise changed_meanwhile()
    if draft is None:
        draft = _begin(event, actor_id, at)
    Minutes.update(text=text, revision=Minutes.revision + 1, writer=actor_id, written_at=at).where(
        Minutes.id == draft.id
    ).execute()
    _set_decisions(draft.id, decisions)
    return draft


def _begin(event: Event, actor_id: int, at: dt.datetime) -> Minutes:
    """The next version, empty."""
    last = max((each.version for each in queries.versions_of(event.id)), default=0)
    made = Minutes.create(event=event.id, version=last + 1, text="", writer=actor_id, written_at=at)
    MinutesStep.create(minutes=made, verb="begin", actor=actor_id, at=at)
    return made


def _set_decisions(minutes_id: int, decisions: Sequence[str]) -> None:
    MinutesDecision.delete().where(MinutesDecision.minutes == minutes_id).execute()
    for position, text in enumerate(decisions):
        MinutesDecision.create(minutes=minutes_id, position=position, text=text)


@writing()
def publish_minutes(event: Event, seen: int, actor_id: int, at: dt.datetime) -> Minutes:
    """Let the draft stand: with who was there, as is known now; the event is reported by it."""
    lock(event)
    event = settle_event(event_by_id(event.id), at)
    draft = queries.draft_of(event.id)
    if draft is None or draft.revision != seen:
        raise changed_meanwhile()
    if event.state not in {EventState.CLOSED, EventState.REPORTED}:
        raise Refused(_("It is not over yet. Publish the minutes after its last day."))
    if standing := queries.published_of(event.id):
        advance(standing, MOVES, "replace", actor_id, at)
    advance(draft, MOVES, "publish", actor_id, at, same=("revision",), published_at=at)
    for community, halves in queries.attendance_of(event.id).items():
        for half, people in halves.items():
            MinutesPresence.create(
                minutes=draft.id, community=community, day=half.day, part=half.part, people=people
            )
    if event.state is EventState.CLOSED:
        report_event(event, actor_id, at)
    return draft

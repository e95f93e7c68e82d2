"""Promising to teach others, and what became of it: it happened, on another day, or not at all."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock

from ..models import Event, Participant
from ..rules import EventState, state_on
from . import queries
from .models import FollowUp, FollowUpStep
from .rules import MOST_MOVES, MOST_PROMISED, MOVES, FollowUpState, two_thirds

AFTER = frozenset({EventState.RUNNING, EventState.CLOSED, EventState.REPORTED})


class Said(NamedTuple):
    """What somebody promises."""

    what: str
    whom: str
    region_id: int | None
    by_on: dt.date
    aimed_at: int | None


@writing()
def promise(
    participant: Participant, said: Said, token: str, actor_id: int | None, at: dt.datetime
) -> FollowUp:
    """Note what a participant promises; the same form twice is one promise."""
    if there := queries.follow_up_by_token(token):
        return there
    event, today = participant.event, local_date(at, participant.event.office.zone)
    require_begun(event, today)
    if said.by_on < today:
        raise Refused(_("This day is over. Choose one to come."))
    lock(participant)
    if len(queries.promises_by([participant.id])[participant.id]) >= MOST_PROMISED:
        raise Refused(_("%(n)d promises are enough. Keep one of them first.", n=MOST_PROMISED))
    made = FollowUp.create(
        token=token,
        event=event.id,
        participant=participant.id,
        member=participant.member_id,
        community=participant.community_id,
        what=said.what,
        whom=said.whom,
        region=said.region_id,
        by_on=said.by_on,
        promised_on=today,
        remind_on=two_thirds(today, said.by_on),
        first_on=said.by_on,
        aimed_at=said.aimed_at,
        made_by=actor_id,
        made_at=at,
    )
    FollowUpStep.create(follow_up=made, verb="promise", actor=actor_id, at=at)
    return queries.follow_up_by_id(made.id)


def require_begun(event: Event, today: dt.date) -> None:
    """Refuse before an event has begun, and where it does not take place."""
    if state_on(event, today) not in AFTER:
        raise Refused(_("One promises at the end of an event. This one has not begun."))


@writing()
def promise_all(
    rows: Sequence[tuple[Participant, Said, str]], actor_id: int, at: dt.datetime
) -> int:
    """Note what several promise, or nothing at all; how many there are."""
    for participant, said, token in rows:
        promise(participant, said, token, actor_id, at)
    return len(rows)


@writing()
def move(
    follow_up: FollowUp, by_on: dt.date, seen: int, actor_id: int | None, at: dt.datetime
) -> None:
    """Promise it for another day; reminders begin anew."""
    today = local_date(at, follow_up.event.office.zone)
    if by_on <= today:
        raise Refused(_("Choose a day to come."))
    if follow_up.times_moved >= MOST_MOVES:
        raise Refused(
            _("It has been moved twice already. Say that it happened, or that it does not.")
        )
    _advance(
        follow_up,
        "move",
        seen,
        actor_id,
        at,
        by_on.isoformat(),
        by_on=by_on,
        promised_on=today,
        remind_on=two_thirds(today, by_on),
        times_moved=FollowUp.times_moved + 1,
    )


@writing()
def finish(
    follow_up: FollowUp,
    on: dt.date,
    heads: int | None,
    seen: int,
    actor_id: int | None,
    at: dt.datetime,
) -> None:
    """It happened on a day, with so many people as somebody counted."""
    if on > local_date(at, follow_up.event.office.zone):
        raise Refused(_("This day has not come yet. Say it once you have taught."))
    if on < follow_up.event.starts_on:
        raise Refused(_("That is before the event itself. Look at the day."))
    _advance(follow_up, "finish", seen, actor_id, at, done_on=on, done_heads=heads, reason="")


@writing()
def drop(
    follow_up: FollowUp, reason: str, seen: int, actor_id: int | None, at: dt.datetime
) -> None:
    """It does not happen, and why."""
    _advance(follow_up, "drop", seen, actor_id, at, reason, reason=reason)


@writing()
def reopen(follow_up: FollowUp, seen: int, actor_id: int | None, at: dt.datetime) -> None:
    """What was said of it was a mistake: it is promised as before."""
    _advance(follow_up, "reopen", seen, actor_id, at, done_on=None, done_heads=None, reason="")


@writing()
def keep_by_teaching(follow_up_id: int, on: dt.date, heads: int | None, at: dt.datetime) -> None:
    """A later slice has a report of it: it happened, whatever was said before."""
    there = queries.follow_up_by_id(follow_up_id)
    if there.state is FollowUpState.DONE:
        FollowUp.update(done_on=on, done_heads=heads, revision=FollowUp.revision + 1).where(
            FollowUp.id == there.id
        ).execute()
        return
    _advance(there, "finish", there.revision, None, at, done_on=on, done_heads=heads, reason="")


@writing()
def forget_teaching(follow_up_id: int, at: dt.datetime) -> None:
    """Its report was taken back: it is promised as before."""
    there = queries.follow_up_by_id(follow_up_id)
    if there.state is FollowUpState.DONE:
        reopen(there, there.revision, None, at)


def _advance(
    follow_up: FollowUp,
    verb: str,
    seen: int,
    actor_id: int | None,
    at: dt.datetime,
    said: str = "",
    **changes: Any,
) -> None:
    if seen != follow_up.revision:
        raise changed_meanwhile()
    revision = FollowUp.revision + 1
    advance(
        follow_up, MOVES, verb, actor_id, at, said, same=("revision",), revision=revision, **changes
    )

"""Versions of an event's minutes, what each says was decided, and who was there."""

from typing import Any

from peewee import Case, fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.network.models import Community

from ..models import Participant
from ..presence.models import Presence
from ..presence.rules import HalfDay
from .models import Minutes, MinutesDecision, MinutesPresence
from .rules import MinutesState

Attendance = dict[str, dict[HalfDay, int]]  # community → half-day → how many were there


def versions_of(event_id: int) -> list[Minutes]:
    """The latest first, each with who wrote it."""
    return list(
        Minutes.select(Minutes, Person)
        .left_outer_join(Person)
        .where(Minutes.event == event_id)
        .order_by(Minutes.version.desc())
    )


def version_of(event_id: int, version: int) -> Minutes | None:
    return Minutes.get_or_none(Minutes.event == event_id, Minutes.version == version)


def draft_of(event_id: int) -> Minutes | None:
    return _in_state(event_id, MinutesState.DRAFT)


def published_of(event_id: int) -> Minutes | None:
    """The version that stands."""
    return _in_state(event_id, MinutesState.PUBLISHED)


def _in_state(event_id: int, state: MinutesState) -> Minutes | None:
    found: Minutes | None = (
        Minutes.select(Minutes, Person)
        .left_outer_join(Person)
        .where(Minutes.event == event_id, Minutes.state.in_(literals([state])))
        .get_or_none()
    )
    return found


def decisions_of(minutes_id: int) -> list[str]:
    """In their order."""
    rows = MinutesDecision.select().where(MinutesDecision.minutes == minutes_id)
    return [each.text for each in rows.order_by(MinutesDecision.position)]


def attendance_of(event_id: int) -> Attendance:
    """As it is known now, read from presence."""
    name = Case(
        None, [(Participant.community.is_null(), Participant.community_name)], Community.name
    )
    rows: Any = (
        Presence.select(name, Presence.day, Presence.part, fn.COUNT(Presence.id))
        .join(Participant)
        .join(Community, "LEFT OUTER JOIN")
        .where(Participant.event == event_id)
        .group_by(name, Presence.day, Presence.part)
        .tuples()
    )
    return _by_community(rows)


def attendance_then(minutes_id: int) -> Attendance:
    """As it was known when a version came out."""
    rows: Any = (
        MinutesPresence.select(
            MinutesPresence.community,
            MinutesPresence.day,
            MinutesPresence.part,
            MinutesPresence.people,
        )
        .where(MinutesPresence.minutes == minutes_id)
        .tuples()
    )
    return _by_community(rows)


def _by_community(rows: Any) -> Attendance:
    found: Attendance = {}
    for community, day, part, people in rows:
        found.setdefault(community, {})[HalfDay(day, part)] = people
    return found

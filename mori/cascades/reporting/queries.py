"""What somebody may report on: what they learnt, what they taught, and with whom."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import JOIN, fn

from mori.core.db import literals
from mori.events.models import Event, Participant
from mori.events.presence.models import Presence
from mori.events.rules import EventState
from mori.guidebook.models import Book, Edition, EditionChapter
from mori.guidebook.rules import EditionState
from mori.institutions.models import Region

from ..models import CoTeacher, Learner, Teaching
from ..queries import Kept, head_of, ids_of
from ..rules import COUNTED, TeachingState, subtree

MOST_SOURCES = 20
MOST_CROWDS = 12
PAGE = 30
BOOK = "pedoman"  # whose chapters are taught


def trainings_attended(people: Collection[int], today: dt.date) -> list[Event]:
    """Events that are over and where somebody was, the latest first."""
    found = (
        Event.select(Event)
        .join(Participant)
        .join(Presence)
        .where(
            Participant.member.in_(list(people)),
            Event.ends_on <= today,
            Event.state.not_in(literals([EventState.DRAFT, EventState.CALLED_OFF])),
        )
        .distinct()
        .order_by(Event.ends_on.desc(), Event.id.desc())
        .limit(MOST_SOURCES)
    )
    return list(found)


def teachings_attended(people: Collection[int]) -> list[Teaching]:
    """Where somebody was taught, as it is known, the latest first."""
    found = (
        Kept.select(Kept, Region)
        .join(Region)
        .switch(Kept)
        .join(Teaching, on=(Kept.id == head_of(Teaching)))
        .join(Learner)
        .where(Learner.member.in_(list(people)), Kept.state.in_(literals(COUNTED)))
        .distinct()
        .order_by(Kept.on.desc(), Kept.id.desc())
        .limit(MOST_SOURCES)
    )
    return list(found)


def _led_by(people: Collection[int]) -> Any:
    ids = list(people)
    beside = CoTeacher.select(CoTeacher.teaching).where(CoTeacher.member.in_(ids))
    return (Teaching.lead.in_(ids)) | (Teaching.id.in_(beside))


def teachings_by(people: Collection[int], before: int | None = None) -> list[Teaching]:
    """What somebody taught, alone or beside others, the latest report first; and one more."""
    found = (
        Teaching.select(Teaching, Region)
        .join(Region)
        .where(_led_by(people), Teaching.merged_into.is_null())
        .order_by(Teaching.id.desc())
        .limit(PAGE + 1)
    )
    return list(found.where(Teaching.id < before) if before else found)


def crowds_taught(people: Collection[int], but: int) -> list[Teaching]:
    """Which groups somebody taught before, the latest first."""
    found = (
        Teaching.select(Teaching, Region)
        .join(Region)
        .where(
            _led_by(people),
            Teaching.merged_into.is_null(),
            Teaching.state != TeachingState.WITHDRAWN,
            Teaching.id != but,
        )
        .order_by(Teaching.on.desc(), Teaching.id.desc())
        .limit(MOST_CROWDS)
    )
    return list(found)


def likely_same(people: Collection[int], on: dt.date, region_id: int, but: int) -> Teaching | None:
    """Another report of the same lead, day and region."""
    found = Teaching.select(Teaching, Region).join(Region)
    first: Teaching | None = (
        found.where(
            Teaching.lead.in_(list(people)),
            Teaching.on == on,
            Teaching.region == region_id,
            Teaching.merged_into.is_null(),
            Teaching.state != TeachingState.WITHDRAWN,
            Teaching.id != but,
        )
        .order_by(Teaching.id)
        .first()
    )
    return first


class Below(NamedTuple):
    """What came of a teaching: nobody is named."""

    sessions: int
    attendances: int


def below(teaching: Teaching) -> Below:
    """How often others taught on from it, at whatever level."""
    first, behind = subtree(teaching.path)
    row: Any = (
        Teaching.select(fn.COUNT(Teaching.id), fn.COALESCE(fn.SUM(Teaching.headcount), 0))
        .where(
            Teaching.training == teaching.training_id,
            Teaching.path > first,
            Teaching.path < behind,
            Teaching.state.in_(literals(COUNTED)),
            Teaching.merged_into.is_null(),
        )
        .tuples()
        .get()
    )
    return Below(*row)


def is_theirs(teaching: Teaching, people: Collection[int]) -> bool:
    """Whether somebody led a teaching, or taught beside."""
    if teaching.lead_id in people:
        return True
    beside = CoTeacher.select(CoTeacher.id).where(
        CoTeacher.teaching.in_(ids_of(teaching.id)), CoTeacher.member.in_(list(people))
    )
    return bool(beside.exists())


class Topic(NamedTuple):
    slug: str
    title: str
    title_en: str


def topics_offered(office_id: int) -> list[Topic]:
    """Chapters of the office's own handbook, as it is published now."""
    rows: Any = (
        EditionChapter.select(EditionChapter.slug, EditionChapter.title, EditionChapter.title_en)
        .join(Edition)
        .join(Book, JOIN.INNER)
        .where(
            Edition.office == office_id,
            Edition.state.in_(literals([EditionState.CURRENT])),
            Book.slug == BOOK,
        )
        .order_by(EditionChapter.position)
        .tuples()
    )
    return [Topic(*row) for row in rows]

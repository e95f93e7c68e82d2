"""Coaching notes of a placement."""

import datetime as dt
from typing import Any, NamedTuple

from peewee import fn

from mori.accounts.models import Person
from mori.core.compiled import Compiled
from mori.core.db import literals
from mori.placements.models import Placement, UnitSpan

from .models import CoachingNote
from .rules import SHOWN_BESIDE, SHOWN_TODAY, SOON, AgreementState

PAGE = 20
Author, DoneBy = Person.alias("author"), Person.alias("done_by")


def _with_people() -> Any:
    return (
        CoachingNote.select(CoachingNote, Placement, Author, DoneBy)
        .join(Placement)
        .switch(CoachingNote)
        .join(Author, on=(CoachingNote.author == Author.id), attr="author")
        .switch(CoachingNote)
        .left_outer_join(DoneBy, on=(CoachingNote.done_by == DoneBy.id), attr="done_by")
    )


def note_by_key(key: str) -> CoachingNote | None:
    """A note with its people, and who supervises its placement."""
    found: CoachingNote | None = _with_people().where(CoachingNote.key == key).get_or_none()
    if found:
        spans = UnitSpan.select().where(UnitSpan.placement == found.placement_id)
        found.in_charge = {
            id for span in spans for id in (span.supervisor_id, span.stand_in_id) if id
        }
    return found


def notes_of(placement_id: int, before: tuple[dt.date, int] | None = None) -> list[CoachingNote]:
    """A placement's notes, the latest first: one page and one more; ``before`` is (day, id)."""
    found = _with_people().where(CoachingNote.placement == placement_id)
    if before:
        day, last_id = before
        same = (CoachingNote.day == day) & (CoachingNote.id < last_id)
        found = found.where((CoachingNote.day < day) | same)
    latest = found.order_by(CoachingNote.day.desc(), CoachingNote.id.desc())
    return list(latest.limit(PAGE + 1))


def latest_note(placement_id: int) -> CoachingNote | None:
    found = _with_people().where(CoachingNote.placement == placement_id)
    latest = found.order_by(CoachingNote.day.desc(), CoachingNote.id.desc()).limit(1)
    return next(iter(latest), None)


def count_of_notes(placement_id: int) -> int:
    """How many notes a placement has: a few dozen at most."""
    found = CoachingNote.select(CoachingNote.id).where(CoachingNote.placement == placement_id)
    return len(found.tuples())


def latest_agreements(placement_id: int) -> list[CoachingNote]:
    """The last notes by which something was agreed, the latest first."""
    found = CoachingNote.select().where(
        CoachingNote.placement == placement_id, CoachingNote.state != AgreementState.NONE
    )
    latest = found.order_by(CoachingNote.day.desc(), CoachingNote.id.desc())
    return list(latest.limit(SHOWN_BESIDE))


class NoteToday(NamedTuple):
    """A note on its intern's start page."""

    key: str
    author: str
    text: str
    agreed: str
    due_on: dt.date | None
    read_at: dt.datetime | None


def _notes_today(placement: Any, soon: Any) -> Any:
    is_due = _open_ones() & (CoachingNote.due_on <= soon)
    return (
        CoachingNote.select(
            CoachingNote.key,
            Person.name.alias("author"),
            CoachingNote.text,
            CoachingNote.agreed,
            CoachingNote.due_on,
            CoachingNote.read_at,
        )
        .join(Person, on=CoachingNote.author)
        .where(CoachingNote.placement == placement, CoachingNote.read_at.is_null() | is_due)
        .order_by(CoachingNote.day.desc(), CoachingNote.id.desc())
        .limit(SHOWN_TODAY)
    )


_today = Compiled(NoteToday, _notes_today)


def _open_ones() -> Any:
    return CoachingNote.state.in_(literals([AgreementState.OPEN]))


def notes_today(placement_id: int, today: dt.date) -> list[NoteToday]:
    """What the intern has not said to have read, and what was agreed for one of these days."""
    return _today(placement=placement_id, soon=today + SOON)


def any_note(person: Any, office: Any, lately: Any) -> Any:
    """The fact, for whoever is signed in: a note of theirs is not read, or not kept."""
    is_ahead = CoachingNote.read_at.is_null() | _open_ones()
    return fn.EXISTS(
        CoachingNote.select(CoachingNote.id).where(CoachingNote.person == person, is_ahead)
    )

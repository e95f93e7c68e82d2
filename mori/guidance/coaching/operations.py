"""Writing down what was talked about and agreed, reading it, and keeping to it."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.core.states import advance
from mori.offices.queries import office_by_id
from mori.placements.models import Placement
from mori.placements.rules import ONGOING

from .models import CoachingEvent, CoachingNote
from .rules import MOVES, AgreementState


class NoteSaid(NamedTuple):
    """What was talked about on a day, and what was agreed for which."""

    day: dt.date
    text: str
    agreed: str = ""
    due_on: dt.date | None = None


@writing()
def write_note(
    placement: Placement, said: NoteSaid, token: str, author_id: int, at: dt.datetime
) -> CoachingNote:
    """Keep a note for supervisor and intern; the same form twice is one.

    What was written stays: whoever was mistaken writes another.
    """
    if placement.state not in ONGOING:
        raise Refused(_("This internship is over, so nothing more is written about it."))
    today = local_date(at, office_by_id(placement.office_id).zone)
    if not placement.starts_on <= said.day <= today:
        raise Refused(_("This day is not part of the internship so far. Choose another day."))
    note, is_new = CoachingNote.get_or_create(
        token=token_for(token, placement.key, author_id, *said),
        defaults={
            "placement": placement.id,
            "person": placement.person_id,
            "office": placement.office_id,
            "author": author_id,
            "state": AgreementState.OPEN if said.agreed else AgreementState.NONE,
            "written_at": at,
            **said._asdict(),
        },
    )
    if is_new:
        _record(note, "write", author_id, at)
    return note


@writing()
def mark_read(note: CoachingNote, at: dt.datetime) -> None:
    """The intern says that they have read the note; once is enough."""
    changed = CoachingNote.update(read_at=at).where(
        CoachingNote.id == note.id, CoachingNote.read_at.is_null()
    )
    if changed.execute():
        _record(note, "read", note.person_id, at)


@writing()
def finish_agreement(note: CoachingNote, actor_id: int, at: dt.datetime) -> None:
    """Say that what was agreed is done; intern and supervisor both may."""
    advance(note, MOVES, "finish", actor_id, at, done_by=actor_id, done_at=at)


@writing()
def reopen_agreement(note: CoachingNote, actor_id: int, at: dt.datetime) -> None:
    """Say that it is not done after all."""
    advance(note, MOVES, "reopen", actor_id, at, done_by=None, done_at=None)


def _record(note: CoachingNote, verb: str, actor_id: int, at: dt.datetime) -> None:
    CoachingEvent.create(coaching=note.id, verb=verb, actor=actor_id, at=at)

"""Where a teaching hangs, and hanging it elsewhere with all that is below it."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import lock
from mori.events.models import Event
from mori.events.queries import event_by_id

from ..models import Teaching
from ..queries import children_of, ids_of, standing, teaching_by_id, teachings_below
from ..rules import (
    DEEPEST,
    level_of,
    may_follow_teaching,
    may_follow_training,
    moved_path,
    path_below,
    segment,
    subtree,
)


class Source(NamedTuple):
    """From what somebody has what they taught: a training, or a teaching that comes from one."""

    training_id: int
    on: dt.date  # its last day
    teaching: Teaching | None = None

    @property
    def path(self) -> str:
        """Below which its teachings hang: of a merged report, where the one that stands hangs."""
        return standing(self.teaching).path if self.teaching else segment(self.training_id)

    @property
    def columns(self) -> dict[str, int | None]:
        """Exactly one of both is there."""
        return {
            "source_event": None if self.teaching else self.training_id,
            "source_teaching": self.teaching.id if self.teaching else None,
        }


def from_training(event: Event) -> Source:
    """What was learnt at a training itself."""
    return Source(event.id, event.ends_on)


def from_teaching(teaching: Teaching) -> Source:
    """What was learnt at a teaching."""
    return Source(teaching.training_id, teaching.on, teaching)


def source_of(teaching: Teaching) -> Source:
    """From what a teaching has it, by the very row."""
    if teaching.source_teaching_id:
        return from_teaching(teaching_by_id(teaching.source_teaching_id))
    return from_training(event_by_id(teaching.training_id))


def hold_trees(*training_ids: int) -> None:
    """Lock trees until the transaction ends: whatever changes one waits, and counts it whole."""
    for number in sorted(set(training_ids)):
        lock(event_by_id(number))


def require_earlier(source: Source, on: dt.date) -> None:
    """Refuse what was taught before it was learnt: so nothing can come from itself either."""
    if source.teaching and not may_follow_teaching(source.on, on):
        raise Refused(
            _("You learnt it on that day or later. Choose a later day, or another source.")
        )
    if not source.teaching and not may_follow_training(source.on, on):
        raise Refused(_("The training ended later. Choose a later day, or another source."))


def require_before_children(teaching: Teaching, on: dt.date) -> None:
    """Refuse a day on which others had taught on already what they learnt there."""
    children = [each for number in ids_of(teaching.id) for each in children_of(number)]
    firsts = [each.on for each in children if each.is_standing]
    if firsts and not may_follow_teaching(on, min(firsts)):
        raise Refused(
            _("Somebody taught on what they learnt there before that day. Choose an earlier day.")
        )


@writing()
def hang(teaching: Teaching, source: Source) -> None:
    """Give a teaching its place below its source, and all below it theirs."""
    _move(teaching, path_below(source.path, teaching.id), source.training_id)


@writing()
def hang_children(merged: Teaching, kept: Teaching) -> None:
    """Hang below ``kept`` whatever has ``merged`` as its source; both may be the same."""
    for child in children_of(merged.id):
        _move(child, path_below(kept.path, child.id), kept.training_id)


def _move(teaching: Teaching, path: str, training_id: int) -> None:
    """One statement for each row of a subtree; nothing but its own change reads them meanwhile."""
    old = teaching.path
    rows = teachings_below(subtree(old), teaching.training_id) if old else [teaching]
    for row in rows:
        new = moved_path(row.path, old, path)
        if level_of(new) > DEEPEST:
            raise Refused(_("A tree has %(n)d levels at most.", n=DEEPEST))
        Teaching.update(
            path=new, level=level_of(new), training=training_id, revision=Teaching.revision + 1
        ).where(Teaching.id == row.id).execute()

"""Long jobs: of an office, whose turn it is, what was taken out, what hangs."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.offices.models import Office

from .models import LongJob, LongJobEvent, LongJobPart
from .rules import ACTIVE, ENDED, LONGEST_WAIT, STUCK_AFTER

PAGE = 20
TRIED = 4  # jobs that a worker tries to take; of those another worker may be first
STUCK = 100  # counted at most


def job_by_key(key: str) -> LongJob | None:
    """A job with its office and who began it."""
    found: LongJob | None = _jobs().where(LongJob.key == key).get_or_none()
    return found


def job_of_kind(kind: str, key: str) -> LongJob | None:
    found: LongJob | None = _jobs().where(LongJob.key == key, LongJob.kind == kind).get_or_none()
    return found


def job_about(kinds: Collection[str], subject: str) -> LongJob | None:
    """The last job of these kinds that was begun about a row."""
    found: LongJob | None = (
        _jobs()
        .where(LongJob.kind.in_(list(kinds)), LongJob.subject == subject)
        .order_by(LongJob.id.desc())
        .first()
    )
    return found


def jobs_of(office_id: int, before: int | None = None, kind: str = "") -> list[LongJob]:
    """An office's jobs, the latest first; one page and one more."""
    found = _jobs().where(LongJob.office == office_id)
    if kind:
        found = found.where(LongJob.kind == kind)
    return _page(found, before)


def taken_out(office_id: int, before: int | None = None) -> list[LongJob]:
    """What was taken out of MORI, and why, the latest first; one page and one more."""
    found = _jobs().where(LongJob.office == office_id, LongJob.why != "")
    return _page(found, before)


def _page(found: Any, before: int | None) -> list[LongJob]:
    if before is not None:
        found = found.where(LongJob.id < before)
    return list(found.order_by(LongJob.id.desc()).limit(PAGE + 1))


def _jobs() -> Any:
    return (
        LongJob.select(LongJob, Person, Office)
        .join(Person, on=LongJob.begun_by)
        .switch(LongJob)
        .join(Office)
    )


def next_in_turn(at: dt.datetime) -> list[LongJob]:
    """Jobs that a worker may take, those first whose person had no turn for longest.

    What is due much later than anything ever is was made by a clock that went wrong.
    """
    Own = LongJob.alias()
    last_turn = Own.select(fn.MAX(Own.turn_at)).where(Own.begun_by == LongJob.begun_by)
    is_due = (LongJob.due_at <= at) | (LongJob.due_at > at + 2 * LONGEST_WAIT)
    found = _jobs().where(LongJob.state.in_(literals(ACTIVE)), is_due)
    return list(found.order_by(last_turn, LongJob.turn_at, LongJob.id).limit(TRIED))


def active_among(ids: Collection[int]) -> set[int]:
    rows = LongJob.select(LongJob.id).where(
        LongJob.id.in_(list(ids)), LongJob.state.in_(literals(ACTIVE))
    )
    return {row.id for row in rows}


def attempts_at(job_id: int) -> int:
    """How often a job was tried since it last got further, the attempt under way included."""
    return int(LongJob.select(LongJob.attempts).where(LongJob.id == job_id).scalar() or 0)


def count_stuck(at: dt.datetime) -> int:
    """How many jobs, of whichever office, nobody has got any further with for long."""
    rows = LongJob.select(LongJob.id).where(
        LongJob.state.in_(literals(ACTIVE)), LongJob.beat_at < at - STUCK_AFTER
    )
    return len(list(rows.limit(STUCK)))


def events_of(job_id: int) -> list[LongJobEvent]:
    return list(
        LongJobEvent.select(LongJobEvent, Person)
        .left_outer_join(Person, on=LongJobEvent.actor)
        .where(LongJobEvent.job == job_id)
        .order_by(LongJobEvent.id)
    )


def part_at(job_id: int, position: int) -> str | None:
    """What a job gathered as its so-many-th part."""
    found = LongJobPart.get_or_none(LongJobPart.job == job_id, LongJobPart.position == position)
    return str(found.content) if found else None


def parts_of(job_id: int) -> list[str]:
    """All that a job gathered, in its order."""
    found = LongJobPart.select().where(LongJobPart.job == job_id)
    return [part.content for part in found.order_by(LongJobPart.position)]


def next_to_expire(at: dt.datetime) -> LongJob | None:
    """The job whose file should be gone longest."""
    found: LongJob | None = (
        LongJob.select()
        .where(LongJob.file != "", LongJob.file_until <= at)
        .order_by(LongJob.file_until)
        .first()
    )
    return found


def ended_before(at: dt.datetime, most: int) -> list[LongJob]:
    """Jobs that took nothing out of MORI and were over before a moment."""
    over = LongJob.select().where(
        LongJob.why == "", LongJob.ended_at <= at, LongJob.state.in_(literals(ENDED))
    )
    return list(over.order_by(LongJob.ended_at).limit(most))


def taken_out_before(at: dt.datetime, most: int) -> list[LongJob]:
    """The log's rows that were asked for before a moment, and have no file any more."""
    over = LongJob.select().where(
        LongJob.why != "",
        LongJob.made_at <= at,
        LongJob.file == "",
        LongJob.state.in_(literals(ENDED)),
    )
    return list(over.order_by(LongJob.made_at).limit(most))

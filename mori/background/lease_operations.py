"""What workers and the steps of jobs write: each change only while the lease is theirs."""

import datetime as dt
from typing import Any

from mori.core.db import new_key, writing
from mori.core.jobs import KINDS, Tools
from mori.core.states import try_move

from . import queries
from .models import LongJob, LongJobEvent, LongJobPart
from .operations import forget_parts
from .rules import (
    BROKE,
    GIVEN_UP,
    MOST_ATTEMPTS,
    MOVES,
    JobState,
    kept_for,
    lease_after,
    retry_after,
)

MEASURES = ("done", "cursor")  # of how far a job is


class LostJob(Exception):
    """Stopped, or another worker's by now: what we were about to write must not be written."""


@writing()
def claim_job(job: LongJob, at: dt.datetime) -> bool:
    """Take a job on, if nobody was first; a higher ``epoch`` fences whoever had it before.

    To be taken on again and again is no beat: only getting further is.
    """
    if job.attempts >= MOST_ATTEMPTS:
        give_up(job, GIVEN_UP, at)
        return False
    changes: dict[str, Any] = {
        "epoch": job.epoch + 1,
        "attempts": job.attempts + 1,
        "due_at": at + lease_after(job.attempts + 1),
        "turn_at": at,
    }
    if job.state == JobState.QUEUED:
        changes |= {"started_at": at, "beat_at": at}
        is_taken = try_move(job, MOVES, "start", same=("epoch",), **changes)
        changes["state"] = JobState.RUNNING
        if is_taken:
            LongJobEvent.create(job=job.id, verb="start", actor=None, at=at)
    else:
        is_taken = _change(job, **changes)
    _reload(job, changes)
    return is_taken


@writing()
def note_progress(job: LongJob, at: dt.datetime, **changes: Any) -> None:
    """How far it came, in the transaction of what was done: both or neither.

    The lease goes on in any case. Only where ``done`` or ``cursor`` is another than before did it
    get further: a step that fails each time says as much before it fails, and is given up.
    """
    if any(changes.get(name, getattr(job, name)) != getattr(job, name) for name in MEASURES):
        changes = {"beat_at": at, "attempts": 1, "error": "", **changes}
    attempts = changes.get("attempts", job.attempts)
    changes = {"due_at": at + lease_after(attempts), **changes}
    if not _change(job, **changes):
        raise LostJob
    _reload(job, changes)


@writing()
def keep_part(job: LongJob, position: int, content: str) -> None:
    """Keep what a step gathered; in one transaction with ``note_progress``, which comes first."""
    LongJobPart.create(job=job.id, position=position, content=content)


@writing()
def finish_job(job: LongJob, at: dt.datetime, **changes: Any) -> None:
    """It is done, and its file, if it makes one, is in the store already."""
    done = {"due_at": None, "beat_at": at, "ended_at": at, "attempts": 0, "error": "", **changes}
    _end(job, "finish", at, done)
    forget_parts(job)


def finish_with_file(job: LongJob, tools: Tools, content: bytes, made_at: dt.datetime) -> None:
    """The file is in the store before the row says so; whoever lost the job leaves none there."""
    key = new_key()
    file = f"{KINDS[job.kind].folder}/{key}"
    tools.store.put(file, content)
    try:
        finish_job(job, tools.clock(), file=key, file_until=made_at + kept_for("result"))
    except LostJob:
        tools.store.remove(file)
        raise


@writing()
def fail_job(job: LongJob, why: str, at: dt.datetime) -> None:
    """It cannot be done; ``why`` is a ``marked`` text for whoever began it."""
    kind = KINDS[job.kind]
    nothing = {"done": 0, "cursor": ""} if kind.starts_over else {}
    _end(job, "fail", at, {"due_at": None, "ended_at": at, "error": why, **nothing})
    kind.stopped(job, None, at, "")
    if kind.starts_over:
        forget_parts(job)


def _end(job: LongJob, verb: str, at: dt.datetime, changes: dict[str, Any]) -> None:
    if not try_move(job, MOVES, verb, same=("epoch",), **changes):
        raise LostJob
    _reload(job, {"state": MOVES[verb][1], **changes})
    LongJobEvent.create(job=job.id, verb=verb, actor=None, at=at)


@writing()
def release_job(job: LongJob, at: dt.datetime, wait: dt.timedelta, why: str = "") -> None:
    """Let another have its turn; after ``wait`` this one may have its next.

    This turn was no failed attempt; those before it count on until the job gets further.
    """
    _change(job, due_at=at + wait, attempts=LongJob.attempts - 1, error=why)


@writing()
def set_back_job(job: LongJob, at: dt.datetime) -> None:
    """A step went wrong: tried again ever later, and given up after as many tries."""
    tried = queries.attempts_at(job.id)  # what the step noted may have been rolled back
    if tried >= MOST_ATTEMPTS:
        give_up(job, GIVEN_UP, at)
    else:
        _change(job, due_at=at + retry_after(tried), error=BROKE)


@writing()
def give_up(job: LongJob, why: str, at: dt.datetime) -> None:
    """It fails, unless somebody stopped it or took it on in this moment."""
    try:
        fail_job(job, why, at)
    except LostJob:
        return


def _change(job: LongJob, **changes: Any) -> bool:
    still_ours = (
        LongJob.id == job.id,
        LongJob.epoch == job.epoch,
        LongJob.state == JobState.RUNNING,
    )
    return bool(LongJob.update(**changes).where(*still_ours).execute())


def _reload(job: LongJob, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(job, name, value)

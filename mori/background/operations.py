"""Beginning, stopping and going on with long jobs."""

import datetime as dt
import json
from collections.abc import Collection, Mapping
from typing import Any

from mori.core.db import new_key, writing
from mori.core.files.store import Store
from mori.core.jobs import KINDS
from mori.core.states import advance, changed_meanwhile, try_move

from .models import LongJob, LongJobEvent, LongJobPart
from .rules import ENDED, MOVES

NOTHING_DONE = {"done": 0, "cursor": ""}


@writing()
def begin_job(
    kind: str,
    office_id: int,
    actor_id: int,
    at: dt.datetime,
    *,
    token: str = "",
    asked: Mapping[str, Any] | None = None,
    **columns: Any,
) -> tuple[LongJob, bool]:
    """Ask for work, and say whether it is new: the same form again is the same job."""
    job, is_new = LongJob.get_or_create(
        token=token or new_key(),
        defaults={
            "kind": KINDS[kind].name,
            "office": office_id,
            "begun_by": actor_id,
            "asked": json.dumps(asked or {}, sort_keys=True),
            "made_at": at,
            "due_at": at,
            "turn_at": at,
            "beat_at": at,
            **columns,
        },
    )
    if is_new:
        _record(job, "begin", actor_id, at)
    return job, is_new


def _record(job: LongJob, verb: str, actor_id: int | None, at: dt.datetime, said: str = "") -> None:
    LongJobEvent.create(job=job.id, verb=verb, actor=actor_id, at=at, note=said)


@writing()
def cancel_job(job: LongJob, actor_id: int | None, at: dt.datetime, said: str = "") -> None:
    """Do no more of it, whether it had begun or not; what is done stays, unless it starts over."""
    kind = KINDS[job.kind]
    changes: dict[str, Any] = {
        "due_at": None,
        "ended_at": at,
        **(NOTHING_DONE if kind.starts_over else {}),
    }
    if not try_move(job, MOVES, "cancel", from_any=True, **changes):
        raise changed_meanwhile()
    _record(job, "cancel", actor_id, at, said)
    if kind.starts_over:
        forget_parts(job)
    kind.stopped(job, actor_id, at, said)


@writing()
def resume_job(job: LongJob, actor_id: int, at: dt.datetime) -> None:
    """Go on where it was stopped or failed."""
    advance(job, MOVES, "resume", actor_id, at, **_queued(at))
    KINDS[job.kind].resumed(job, actor_id, at, "")


def _queued(at: dt.datetime) -> dict[str, Any]:
    return {"due_at": at, "beat_at": at, "ended_at": None, "attempts": 0, "error": ""}


@writing()
def close_jobs(kinds: Collection[str], subject: str) -> None:
    """Their slice has moved on: what was stopped of these cannot be gone on with any more."""
    LongJob.update(may_go_on=False).where(
        LongJob.kind.in_(list(kinds)), LongJob.subject == subject
    ).execute()


@writing()
def forget_parts(job: LongJob) -> None:
    """Throw away what it had gathered."""
    LongJobPart.delete().where(LongJobPart.job == job.id).execute()


@writing()
def note_download(job: LongJob, actor_id: int, at: dt.datetime) -> None:
    """Say who took the file away, and when."""
    _record(job, "download", actor_id, at)


def renew_job(store: Store, job: LongJob, at: dt.datetime) -> None:
    """What it made holds no longer: make it once more; the old file goes first."""
    _remove_file(store, job)
    changes = {"file": "", "file_until": None, **NOTHING_DONE, **_queued(at)}
    advance(job, MOVES, "renew", None, at, **changes)


def expire_file(store: Store, job: LongJob, at: dt.datetime) -> None:
    """Delete a file that was kept long enough.

    The file goes first: should the store be away, this comes again.
    """
    _remove_file(store, job)
    advance(job, MOVES, "expire", None, at, file="", file_until=None)


def _remove_file(store: Store, job: LongJob) -> None:
    store.remove(f"{KINDS[job.kind].folder}/{job.file}")


@writing()
def forget_jobs(jobs: list[LongJob]) -> int:
    """Throw away rows of jobs that are long over; how many."""
    for job in jobs:
        KINDS[job.kind].forgotten([job.id])
    ids = [job.id for job in jobs]
    for model in (LongJobEvent, LongJobPart):
        model.delete().where(model.job.in_(ids)).execute()
    LongJob.delete().where(LongJob.id.in_(ids), LongJob.state.in_(list(ENDED))).execute()
    return len(ids)

"""An invented kind of long job, and workers whose turns are one step long."""

import datetime as dt
from dataclasses import replace

from mori.background.dispatcher import Worker
from mori.background.lease_operations import (
    LostJob,
    claim_job,
    finish_job,
    keep_part,
    note_progress,
    release_job,
)
from mori.background.models import LongJob
from mori.background.operations import begin_job
from mori.core.db import writing
from mori.core.files.store import StoreAway
from mori.core.jobs import KINDS, Hand, LongKind, Tools
from tests.cast import NOON

SECOND = dt.timedelta(seconds=1)


class Clock:
    """A second passes whenever somebody looks."""

    def __init__(self, at: dt.datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        self.at += SECOND
        return self.at


def tools_at(store, clock=lambda: NOON) -> Tools:
    folder = store.folder.parent / "longwork"
    return Tools(store, folder, "https://mori.example", b"a secret only tests know", clock)


def count_on(job: LongJob, tools: Tools, _hand) -> bool:
    """One of ``total`` steps: a part of its own each."""
    with writing():
        if job.done == job.total:
            finish_job(job, tools.clock())
        else:
            note_progress(job, tools.clock(), done=job.done + 1)
            keep_part(job, job.done, str(job.done))
    return True


COUNTING = LongKind("counting", "Counting", "background.jobs", count_on, "job.change")


def counting(monkeypatch, **said) -> LongKind:
    kind = replace(COUNTING, **said)
    monkeypatch.setitem(KINDS, "counting", kind)
    return kind


def begun(person, office, total=3, at=NOON, **columns) -> LongJob:
    job, _ = begin_job("counting", office.id, person.id, at, total=total, **columns)
    return job


def worker(store, clock=None) -> Worker:
    return Worker(tools_at(store, clock or Clock()), turn=0)


def fresh(job: LongJob) -> LongJob:
    return LongJob.get_by_id(job.id)


def work_on(store, at=NOON, most=100_000) -> int:
    """All that workers find to do as if at one moment; how many turns."""
    take_turn = Worker(tools_at(store, lambda: at), turn=0)
    return next(turns for turns in range(most + 1) if turns == most or not take_turn())


def step_all(kinds: list[str], tools: Tools, hand: Hand | None = None) -> bool:
    """One step of each job of some kinds, taken from whoever has it; whether there was any."""
    did, at = False, tools.clock()
    for job in LongJob.select().where(LongJob.kind.in_(kinds)).order_by(LongJob.id):
        try:
            if not job.state.is_active:
                continue
            job.attempts = 0  # who lost it to another here did not die of it
            if not claim_job(job, at):
                raise LostJob
            did |= KINDS[job.kind].step(job, tools, hand or Hand())
            release_job(job, at, dt.timedelta())
        except LostJob:
            did = True  # another went on with it
        except StoreAway:
            continue
    return did

"""Runs: many papers asked for at once, made one by one by the background work."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.certificates.papers.operations import Hindered, Wanted, make_paper
from mori.certificates.statements.rules import PaperKind
from mori.core.db import writing
from mori.core.states import advance, lock

from . import queries
from .models import IssuingEvent, IssuingRun, IssuingStep
from .rules import MOVES, RunState


class Asked(NamedTuple):
    """In which language papers are, and the date they bear."""

    locale: str
    issued_on: dt.date


@writing()
def begin_run(
    office_id: int,
    wanted: Sequence[tuple[int, PaperKind]],
    asked: Asked,
    token: str,
    actor_id: int,
    at: dt.datetime,
) -> IssuingRun:
    """Ask for papers, each by its internship and kind; the same form again is the same run."""
    run, is_new = IssuingRun.get_or_create(
        token=token,
        defaults={
            "office": office_id,
            "made_by": actor_id,
            "locale": asked.locale,
            "issued_on": asked.issued_on,
            "made_at": at,
        },
    )
    if is_new:
        for position, (placement_id, kind) in enumerate(wanted):
            IssuingStep.create(run=run.id, position=position, placement=placement_id, kind=kind)
        IssuingEvent.create(run=run.id, verb="begin", actor=actor_id, at=at)
    return run


def stop_run(run: IssuingRun, actor_id: int, at: dt.datetime) -> None:
    """Make no more of it; what is made stays."""
    advance(run, MOVES, "stop", actor_id, at)


def resume_run(run: IssuingRun, actor_id: int, at: dt.datetime) -> None:
    """Go on where it was stopped."""
    advance(run, MOVES, "resume", actor_id, at)


def do_next_step(address: str, at: dt.datetime) -> bool:
    """Make one paper of whichever run is first, and say whether there was any to make."""
    step = queries.next_step()
    if step is None:
        return False
    try:
        _do_step(step, address, at)
    except Hindered as hindered:
        _note_trouble(step, hindered)
    return True


@writing()
def _do_step(step: IssuingStep, address: str, at: dt.datetime) -> None:
    """The paper, its number and the step's outcome are written together, or not at all."""
    run = step.run
    if not _hold_running(run) or not _hold_undone(step):
        return  # stopped meanwhile, or another worker was first
    wanted = Wanted(step.kind, run.locale, run.issued_on)
    token = f"run {run.key} {step.position}"
    paper = make_paper(step.placement, wanted, token, run.made_by_id, at, address)
    IssuingStep.update(paper=paper.id).where(IssuingStep.id == step.id).execute()


def _hold_running(run: IssuingRun) -> bool:
    """Whether it still runs; nobody stops it before the transaction ends."""
    held = IssuingRun.update(locale=IssuingRun.locale).where(
        IssuingRun.id == run.id, IssuingRun.state == RunState.RUNNING
    )
    return bool(held.execute())


def _hold_undone(step: IssuingStep) -> bool:
    undone = [IssuingStep.paper.is_null(), IssuingStep.trouble == ""]
    return lock(step, where=undone)


@writing()
def _note_trouble(step: IssuingStep, hindered: Hindered) -> None:
    IssuingStep.update(trouble=hindered.obstacle).where(
        IssuingStep.id == step.id, IssuingStep.paper.is_null()
    ).execute()


def finish_runs(at: dt.datetime) -> None:
    """Runs of which no step is left are done."""
    running = queries.running_runs()
    progress = queries.progress_of([run.id for run in running]) if running else {}
    for run in running:
        if progress[run.id].is_over:
            advance(run, MOVES, "finish", None, at)

"""Runs: many papers asked for at once, made one by one by the background work."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.background.lease_operations import finish_job, note_progress
from mori.background.models import LongJob
from mori.background.operations import begin_job
from mori.certificates.papers.operations import Hindered, Wanted, make_paper
from mori.certificates.statements.rules import PaperKind
from mori.core.db import writing
from mori.core.jobs import Hand, Tools
from mori.core.states import lock

from . import queries
from .models import IssuingStep
from .rules import KIND


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
) -> LongJob:
    """Ask for papers, each by its internship and kind; the same form again is the same run."""
    run, is_new = begin_job(
        KIND,
        office_id,
        actor_id,
        at,
        token=token,
        asked={"issued_on": asked.issued_on.isoformat()},
        locale=asked.locale,
        total=len(wanted),
    )
    if is_new:
        for position, (placement_id, kind) in enumerate(wanted):
            IssuingStep.create(run=run.id, position=position, placement=placement_id, kind=kind)
    return run


def issue_next(run: LongJob, tools: Tools, _hand: Hand) -> bool:
    """Make its next paper; the run is done once nothing is left to print of any."""
    step, at = queries.next_step(run.id), tools.clock()
    if step is None:
        _wait_for_prints(run, at)
        return False
    try:
        _do_step(run, step, tools.address, at)
    except Hindered as hindered:
        _note_trouble(run, step, hindered, at)
    return True


@writing()
def _do_step(run: LongJob, step: IssuingStep, address: str, at: dt.datetime) -> None:
    """The paper, its number and the step's outcome are written together, or not at all."""
    _note_step(run, step, at)
    if not lock(step, where=[IssuingStep.paper.is_null(), IssuingStep.trouble == ""]):
        return  # another worker was first
    issued_on = dt.date.fromisoformat(run.wanted["issued_on"])
    wanted, token = Wanted(step.kind, run.locale, issued_on), f"run {run.key} {step.position}"
    paper = make_paper(step.placement, wanted, token, run.begun_by_id, at, address)
    IssuingStep.update(paper=paper.id).where(IssuingStep.id == step.id).execute()


def _note_step(run: LongJob, step: IssuingStep, at: dt.datetime) -> None:
    """A paper counts once it is printed, which happens elsewhere meanwhile."""
    note_progress(run, at, done=queries.progress_of(run.id).done, cursor=str(step.position))


@writing()
def _note_trouble(run: LongJob, step: IssuingStep, hindered: Hindered, at: dt.datetime) -> None:
    IssuingStep.update(trouble=hindered.obstacle).where(
        IssuingStep.id == step.id, IssuingStep.paper.is_null()
    ).execute()
    _note_step(run, step, at)


@writing()
def _wait_for_prints(run: LongJob, at: dt.datetime) -> None:
    progress = queries.progress_of(run.id)
    note_progress(run, at, done=progress.done)
    if progress.is_over:
        finish_job(run, at)


@writing()
def forget_steps(run_ids: Sequence[int]) -> None:
    """Which papers were asked for together; the papers stay."""
    IssuingStep.delete().where(IssuingStep.run.in_(list(run_ids))).execute()

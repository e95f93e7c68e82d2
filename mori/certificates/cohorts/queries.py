"""Who is ready for papers, and how far runs have come."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import Case, fn

from mori.accounts.models import Person
from mori.accounts.rules import sought
from mori.certificates.papers.models import Paper
from mori.core.db import contains
from mori.institutions.models import Institution
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.queries import Become, with_institution
from mori.placements.rules import PlacementState

from .models import IssuingEvent, IssuingRun, IssuingStep
from .rules import RunState

PAGE = 20
TROUBLES = 50
SOON = dt.timedelta(days=14)  # before its last day an internship is shown already


class Progress(NamedTuple):
    """How many papers a run asked for, has made, and could not make."""

    asked: int
    made: int
    hindered: int

    @property
    def is_over(self) -> bool:
        return self.made + self.hindered >= self.asked


def progress_of(run_ids: Collection[int]) -> dict[int, Progress]:
    """What the database knows: a paper is made once nothing is left to print of it."""
    made = IssuingStep.paper.is_null(False) & Paper.print_at.is_null()
    rows: Any = (
        IssuingStep.select(
            IssuingStep.run,
            fn.COUNT(IssuingStep.id),
            fn.SUM(Case(None, [(made, 1)], 0)),
            fn.SUM(Case(None, [(IssuingStep.trouble != "", 1)], 0)),
        )
        .left_outer_join(Paper)
        .where(IssuingStep.run.in_(list(run_ids)))
        .group_by(IssuingStep.run)
    )
    return {run: Progress(asked, made, hindered) for run, asked, made, hindered in rows.tuples()}


def ending(
    office_id: int, today: dt.date, name: str, after: tuple[dt.date, int] | None, most: int
) -> list[Placement]:
    """Internships that are over or end within days, the latest first, with person and office."""
    found = _placements(office_id).where(Placement.ends_on <= today + SOON)
    if name:
        found = found.where(contains(Person.name_folded, sought(name)))
    if after:
        day, last_id = after
        found = found.where(
            Placement.ends_on <= day, (Placement.ends_on < day) | (Placement.id < last_id)
        )
    return list(found.order_by(Placement.ends_on.desc(), Placement.id.desc()).limit(most))


def ending_keyed(office_id: int, keys: Collection[str]) -> list[Placement]:
    """Those of an office's internships that are named, in the same order."""
    found = _placements(office_id).where(Placement.key.in_(list(keys)))
    return list(found.order_by(Placement.ends_on.desc(), Placement.id.desc()))


def _placements(office_id: int) -> Any:
    return with_institution(
        Placement.select(Placement, Person, Office, Institution, Become)
        .join(Person)
        .switch(Placement)
        .join(Office)
    ).where(Placement.office == office_id, Placement.state != PlacementState.WITHDRAWN)


def run_by_key(key: str) -> IssuingRun | None:
    found: IssuingRun | None = _runs().where(IssuingRun.key == key).get_or_none()
    return found


def run_by_token(token: str) -> IssuingRun | None:
    return IssuingRun.get_or_none(IssuingRun.token == token)


def runs_of(office_id: int, after: int | None = None) -> list[IssuingRun]:
    """An office's runs, the latest first; one page and one more."""
    found = _runs().where(IssuingRun.office == office_id)
    if after is not None:
        found = found.where(IssuingRun.id < after)
    return list(found.order_by(IssuingRun.id.desc()).limit(PAGE + 1))


def _runs() -> Any:
    return (
        IssuingRun.select(IssuingRun, Person, Office)
        .join(Person, on=IssuingRun.made_by)
        .switch(IssuingRun)
        .join(Office)
    )


def next_step() -> IssuingStep | None:
    """The first step without an outcome, of the run that has gone on longest."""
    found: IssuingStep | None = (
        _steps(IssuingRun)
        .join(IssuingRun)
        .where(
            IssuingRun.state == RunState.RUNNING,
            IssuingStep.paper.is_null(),
            IssuingStep.trouble == "",
        )
        .order_by(IssuingRun.id, IssuingStep.position)
        .first()
    )
    return found


def _steps(*more: Any) -> Any:
    return (
        IssuingStep.select(IssuingStep, Placement, Person, Office, *more)
        .join(Placement)
        .join(Person)
        .switch(Placement)
        .join(Office)
        .switch(IssuingStep)
    )


def hindered_steps(run_id: int) -> list[IssuingStep]:
    """Those of a run that gave no paper, with why."""
    found = _steps().where(IssuingStep.run == run_id, IssuingStep.trouble != "")
    return list(found.order_by(IssuingStep.position).limit(TROUBLES))


def running_runs() -> list[IssuingRun]:
    return list(_runs().where(IssuingRun.state == RunState.RUNNING).order_by(IssuingRun.id))


def events_of(run_id: int) -> list[IssuingEvent]:
    return list(
        IssuingEvent.select(IssuingEvent, Person)
        .left_outer_join(Person, on=IssuingEvent.actor)
        .where(IssuingEvent.run == run_id)
        .order_by(IssuingEvent.id)
    )


def waits_to_print(run_id: int, at: dt.datetime) -> bool:
    """Whether a PDF of a run could not be made, and is tried again later."""
    found = (
        IssuingStep.select(IssuingStep.id)
        .join(Paper)
        .where(IssuingStep.run == run_id, Paper.print_tries > 0, Paper.print_at > at)
    )
    return bool(found.exists())

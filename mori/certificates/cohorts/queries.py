"""Who is ready for papers, and how far runs have come."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import Case, fn

from mori.accounts.models import Person
from mori.accounts.rules import sought
from mori.background.models import LongJob
from mori.background.queries import job_of_kind, jobs_of
from mori.certificates.papers.models import Paper
from mori.core.db import contains
from mori.institutions.models import Institution
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.queries import Become, with_institution
from mori.placements.rules import PlacementState

from .models import IssuingStep
from .rules import KIND

TROUBLES = 50
SOON = dt.timedelta(days=14)  # before its last day an internship is shown already


class Progress(NamedTuple):
    """How many papers a run asked for, has made, and could not make."""

    asked: int
    made: int
    hindered: int

    @property
    def done(self) -> int:
        return self.made + self.hindered

    @property
    def is_over(self) -> bool:
        return self.done >= self.asked


def progress_of(run_id: int) -> Progress:
    """What the database knows: a paper is made once nothing is left to print of it."""
    made = IssuingStep.paper.is_null(False) & Paper.print_at.is_null()
    row: Any = (
        IssuingStep.select(
            fn.COUNT(IssuingStep.id),
            fn.SUM(Case(None, [(made, 1)], 0)),
            fn.SUM(Case(None, [(IssuingStep.trouble != "", 1)], 0)),
        )
        .left_outer_join(Paper)
        .where(IssuingStep.run == run_id)
        .tuples()
        .get()
    )
    return Progress(*(number or 0 for number in row))


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


def run_by_key(key: str) -> LongJob | None:
    """Papers asked for at once, with their office and who asked."""
    return job_of_kind(KIND, key)


def runs_of(office_id: int, before: int | None = None) -> list[LongJob]:
    """An office's runs, the latest first; one page and one more."""
    return jobs_of(office_id, before, KIND)


def next_step(run_id: int) -> IssuingStep | None:
    """The first of a run without an outcome."""
    found: IssuingStep | None = (
        _steps()
        .where(IssuingStep.run == run_id, IssuingStep.paper.is_null(), IssuingStep.trouble == "")
        .order_by(IssuingStep.position)
        .first()
    )
    return found


def _steps() -> Any:
    return (
        IssuingStep.select(IssuingStep, Placement, Person, Office)
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


def waits_to_print(run_id: int, at: dt.datetime) -> bool:
    """Whether a PDF of a run could not be made, and is tried again later."""
    found = (
        IssuingStep.select(IssuingStep.id)
        .join(Paper)
        .where(IssuingStep.run == run_id, Paper.print_tries > 0, Paper.print_at > at)
    )
    return bool(found.exists())

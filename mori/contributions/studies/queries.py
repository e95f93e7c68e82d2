"""Studies with what belongs to them, and those that anybody may know of."""

from typing import Any

from mori.accounts.models import Person
from mori.core.counts.overview import counted
from mori.core.db import literals
from mori.offices.models import Office, Unit
from mori.placements.models import Placement, UnitSpan
from mori.placements.queries import spans_of

from .models import Milestone, Study, StudyEthics, StudyEvent, StudyTitle
from .rules import PUBLIC, StudyState

PAGE = 30


def listed() -> list[Any]:
    """Of which studies the title is public: accepted, with everybody's consent."""
    has_guardian = ~Study.is_minor | Study.guardian_on.is_null(False)
    return [Study.wants_list == True, has_guardian, Study.state.in_(literals(PUBLIC))]  # noqa: E712


def _whole() -> Any:
    return (
        Study.select(Study, Placement, Person, Office, Unit)
        .join(Placement)
        .switch(Study)
        .join(Person, on=(Study.person == Person.id))
        .switch(Study)
        .join(Office, on=(Study.office == Office.id))
        .switch(Study)
        .join(Unit, on=(Study.unit == Unit.id))
    )


def study_by_key(key: str) -> Study | None:
    """A study with its author, office, unit, and who answers for it."""
    found: Study | None = _whole().where(Study.key == key).get_or_none()
    if found:
        found.spans = [
            each for each in spans_of([found.placement_id]) if each.unit_id == found.unit_id
        ]
    return found


def study_by_token(token: str) -> Study | None:
    found: Study | None = Study.get_or_none(Study.token == token)
    return found


def public_study(key: str) -> Study | None:
    """One that anybody may know of."""
    found: Study | None = _whole().where(Study.key == key, *listed()).get_or_none()
    return found


def own_studies(person_id: int) -> list[Study]:
    """All of somebody's, the latest first."""
    found = Study.select(Study, Office).join(Office, on=(Study.office == Office.id))
    return list(found.where(Study.person == person_id).order_by(Study.id.desc()).limit(PAGE))


def studies_in(
    office_id: int, state: StudyState | None, supervisor_id: int | None, last: int | None
) -> list[Study]:
    """A page and one more of an office's, the latest first; a supervisor's own alone."""
    found = _whole().where(Study.office == office_id)
    if state is not None:
        found = found.where(Study.state.in_(literals([state])))
    if supervisor_id is not None:
        is_theirs = (UnitSpan.supervisor == supervisor_id) | (UnitSpan.stand_in == supervisor_id)
        spans = UnitSpan.select(UnitSpan.placement, UnitSpan.unit).where(is_theirs)
        theirs = spans.alias("theirs")
        same = (theirs.c.placement_id == Study.placement) & (theirs.c.unit_id == Study.unit)
        found = found.switch(Study).join(theirs, on=same).distinct()
    if last is not None:
        found = found.where(Study.id < last)
    return list(found.order_by(Study.id.desc()).limit(PAGE + 1))


def titles_of(study_id: int) -> list[StudyTitle]:
    """What it was called, the latest first."""
    rows = StudyTitle.select().where(StudyTitle.study == study_id)
    return list(rows.order_by(StudyTitle.id.desc()).limit(PAGE))


def events_of(study_id: int) -> list[StudyEvent]:
    """What happened to it, with who did it, the earliest first."""
    rows = StudyEvent.select(StudyEvent, Person).left_outer_join(Person)
    return list(rows.where(StudyEvent.study == study_id).order_by(StudyEvent.id))


def ethics_of(study_id: int) -> StudyEthics | None:
    rows = StudyEthics.select(StudyEthics, Person).left_outer_join(Person)
    found: StudyEthics | None = rows.where(StudyEthics.study == study_id).get_or_none()
    return found


def milestones_of(study_id: int) -> list[Milestone]:
    rows = Milestone.select().where(Milestone.study == study_id)
    return list(rows.order_by(Milestone.due_on, Milestone.id))


def milestone_by_token(token: str) -> Milestone | None:
    found: Milestone | None = Milestone.get_or_none(Milestone.token == token)
    return found


def milestone_of(study_id: int, key: str) -> Milestone | None:
    found: Milestone | None = Milestone.get_or_none(
        Milestone.study == study_id, Milestone.key == key
    )
    return found


def units_of(placement_id: int) -> list[Unit]:
    """The units an intern is in, in their order; with one of them a study is registered."""
    units = {span.unit_id: span.unit for span in spans_of([placement_id])}
    return list(units.values())


def studies_to_answer(office: Any) -> Any:
    """One row: those that wait for their unit."""
    rows = Study.select().where(
        Study.office == office, Study.state.in_(literals([StudyState.PROPOSED]))
    )
    return counted("studies", rows)


def studies_to_unlist(person_id: int) -> list[Study]:
    """What somebody has agreed to have listed."""
    return list(Study.select().where(Study.person == person_id, Study.wants_list))

"""Ideas, what was said to them, and how far each has come."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from peewee import JOIN, fn

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_here, people_in_role
from mori.core.compiled import COUNTED
from mori.core.db import literals
from mori.offices.models import Office

from .models import Idea, IdeaAnswer, IdeaEvent, IdeaStep, IdeaSupport
from .rules import ADOPTED, FINAL, KEPT, AnswerState, IdeaState

PAGE = 20
MOST_MERGED = 100  # ideas offered to merge another with
Owner = Person.alias("owner")
Into = Idea.alias("into")


def _whole() -> Any:
    return (
        Idea.select(Idea, Office, Person, Owner, Into)
        .join(Office)
        .switch(Idea)
        .join(Person, on=Idea.person)
        .switch(Idea)
        .join(Owner, JOIN.LEFT_OUTER, on=Idea.owner)
        .switch(Idea)
        .join(Into, JOIN.LEFT_OUTER, on=Idea.merged_into)
    )


def idea_by_key(key: str) -> Idea | None:
    """One with its office, its author, who took it over, and who has a step of it."""
    found = _whole().where(Idea.key == key).get_or_none()
    return _with_assignees(found) if found else None


def idea_by_id(idea_id: int) -> Idea:
    return _with_assignees(_whole().where(Idea.id == idea_id).get())


def _with_assignees(idea: Idea) -> Idea:
    if idea.state.is_adopted:
        steps = IdeaStep.select(IdeaStep.assignee).where(
            IdeaStep.idea == idea.id, IdeaStep.assignee.is_null(False)
        )
        idea.assignee_ids = frozenset(each.assignee_id for each in steps if each.assignee_id)
    return idea


def idea_by_token(token: str) -> Idea | None:
    return Idea.get_or_none(Idea.token == token)


def own_ideas(person_id: int, office_id: int, before: int | None = None) -> list[Idea]:
    """What somebody has brought in an office, the latest first, one page and one more."""
    found = _whole().where(Idea.person == person_id, Idea.office == office_id)
    if before:
        found = found.where(Idea.id < before)
    return list(found.order_by(Idea.id.desc()).limit(PAGE + 1))


def shared_ideas(
    office_id: int, after: tuple[dt.date, int] | None = None, *, adopted: bool = False
) -> list[Idea]:
    """What everybody of an office reads, by the day it was sent and by nothing else."""
    states = ADOPTED if adopted else set(IdeaState) - {IdeaState.DRAFT, IdeaState.WITHDRAWN}
    found = _whole().where(
        Idea.office == office_id, Idea.is_shared, Idea.state.in_(literals(sorted(states)))
    )
    return _by_day(found, after)


def _by_day(found: Any, after: tuple[dt.date, int] | None) -> list[Idea]:
    if after:
        day, number = after
        found = found.where(Idea.sent_on <= day, (Idea.sent_on < day) | (Idea.id < number))
    return list(found.order_by(Idea.sent_on.desc(), Idea.id.desc()).limit(PAGE + 1))


def _read_as(role: Role, person_id: int) -> tuple[Any, Any]:
    """Open ones of others that a coordinator or a head reads."""
    return Idea.is_shared | (Idea.first == role.value), Idea.person != person_id


def ideas_to_answer(
    office_id: int, role: Role, person_id: int, after: tuple[dt.date, int] | None = None
) -> list[Idea]:
    """What waits for an answer, what was promised for the earliest day first."""
    found = _whole().where(
        Idea.office == office_id,
        Idea.state.in_(literals([IdeaState.OPEN])),
        *_read_as(role, person_id),
    )
    if after:
        day, number = after
        found = found.where(Idea.answer_by >= day, (Idea.answer_by > day) | (Idea.id > number))
    return list(found.order_by(Idea.answer_by, Idea.id).limit(PAGE + 1))


def ideas_with_office(
    office_id: int, states: Collection[IdeaState], after: tuple[dt.date, int] | None = None
) -> list[Idea]:
    """Those that were answered, by the day they were sent, the latest first."""
    found = _whole().where(Idea.office == office_id, Idea.state.in_(literals(sorted(states))))
    return _by_day(found, after)


def late_with_another(office_id: int, role: Role, today: dt.date) -> int:
    """How many wait beyond their day for whom their authors let read them first."""
    late = Idea.select(Idea.id).where(
        Idea.office == office_id,
        Idea.state == IdeaState.OPEN,
        Idea.answer_by < today,
        ~Idea.is_shared,
        Idea.first != role.value,
    )
    return len(late.limit(COUNTED))


def ideas_to_merge_with(idea: Idea) -> list[Idea]:
    """Others of the office that are open to all or answered, the latest first."""
    states = [IdeaState.OPEN, IdeaState.PARKED, *sorted(ADOPTED)]
    found = Idea.select().where(
        Idea.office == idea.office_id,
        Idea.id != idea.id,
        Idea.state.in_(literals(states)),
        (Idea.state != IdeaState.OPEN) | Idea.is_shared,
    )
    return list(found.order_by(Idea.sent_on.desc(), Idea.id.desc()).limit(MOST_MERGED))


def pending_answer(idea_id: int) -> IdeaAnswer | None:
    return IdeaAnswer.get_or_none(IdeaAnswer.holds == idea_id)


def pending_answers(ids: Collection[int]) -> dict[int, IdeaAnswer]:
    """What is on its way, by the idea."""
    if not ids:
        return {}
    found = IdeaAnswer.select().where(IdeaAnswer.holds.in_(list(ids)))
    return {each.idea_id: each for each in found}


def idea_answer_by_key(key: str) -> IdeaAnswer | None:
    return IdeaAnswer.select(IdeaAnswer, Idea).join(Idea).where(IdeaAnswer.key == key).get_or_none()


def answer_by_id(answer_id: int) -> IdeaAnswer:
    return IdeaAnswer.get_by_id(answer_id)


def due_answers(at: dt.datetime) -> list[int]:
    """Answers whose seconds have passed, by id."""
    due = IdeaAnswer.select(IdeaAnswer.id).where(
        IdeaAnswer.state == AnswerState.PENDING, IdeaAnswer.effective_at <= at
    )
    return [row.id for row in due.order_by(IdeaAnswer.effective_at, IdeaAnswer.id).limit(100)]


def answers_to(idea_id: int) -> list[IdeaAnswer]:
    """What the office said, the latest first."""
    found = (
        IdeaAnswer.select(IdeaAnswer, Person)
        .join(Person)
        .where(IdeaAnswer.idea == idea_id, IdeaAnswer.state == AnswerState.GIVEN)
    )
    return list(found.order_by(IdeaAnswer.id.desc()))


def events_of(idea_id: int) -> list[IdeaEvent]:
    found = (
        IdeaEvent.select(IdeaEvent, Person)
        .join(Person, JOIN.LEFT_OUTER)
        .where(IdeaEvent.idea == idea_id)
    )
    return list(found.order_by(IdeaEvent.id))


def said_again(idea_id: int) -> IdeaEvent | None:
    """With which words its author brought a declined idea once more, the last time."""
    found = IdeaEvent.select().where(IdeaEvent.idea == idea_id, IdeaEvent.verb == "ask_again")
    last: IdeaEvent | None = found.order_by(IdeaEvent.id.desc()).first()
    return last


def supports_of(idea_id: int) -> list[IdeaSupport]:
    """Who met the same, in the order in which they said so."""
    found = IdeaSupport.select(IdeaSupport, Person).join(Person).where(IdeaSupport.idea == idea_id)
    return list(found.order_by(IdeaSupport.id))


def steps_of(idea_id: int) -> list[IdeaStep]:
    found = (
        IdeaStep.select(IdeaStep, Person)
        .join(Person, JOIN.LEFT_OUTER, on=IdeaStep.assignee)
        .where(IdeaStep.idea == idea_id)
    )
    return list(found.order_by(IdeaStep.id))


def idea_step_by_key(key: str) -> IdeaStep | None:
    """One with its idea, which says whose office it is and who carries it."""
    found = IdeaStep.get_or_none(IdeaStep.key == key)
    if found:
        found.idea = idea_by_id(found.idea_id)
    return found


def photos_that_served(at: dt.datetime) -> list[Idea]:
    """Some whose picture nobody needs: long ago they were looked at again."""
    lately = IdeaEvent.select(IdeaEvent.id).where(
        IdeaEvent.idea == Idea.id, IdeaEvent.at > at - KEPT
    )
    found = Idea.select().where(
        Idea.photo != "", Idea.state.in_(literals(sorted(FINAL))), ~fn.EXISTS(lately)
    )
    return list(found.order_by(Idea.id).limit(MOST_MERGED))


def step_by_token(token: str) -> IdeaStep | None:
    return IdeaStep.get_or_none(IdeaStep.token == token)


def takers_of(idea: Idea) -> list[Person]:
    """Who may have it in hand: staff, its author, and who met the same, while they are here."""
    staff = people_in_role(idea.office_id, Role.SUPERVISOR, Role.COORDINATOR)
    others = {idea.person_id, *(each.person_id for each in supports_of(idea.id))}
    known = {each.id for each in staff}
    return [*staff, *people_here(idea.office_id, others - known)]


def done_steps(ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """How many steps of each idea are done, of how many."""
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows: Any = (
        IdeaStep.select(IdeaStep.idea, fn.COUNT(IdeaStep.done_at), fn.COUNT(IdeaStep.id))
        .where(IdeaStep.idea.in_(list(ids)))
        .group_by(IdeaStep.idea)
    )
    for idea_id, done, whole in rows.tuples():
        found[idea_id] = (done, whole)
    return found

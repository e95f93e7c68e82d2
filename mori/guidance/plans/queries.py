"""Learning plans, and the hours that entries give to what they want."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import Case, Value, fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.logbook.models import Entry
from mori.logbook.rules import EntryState
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import ONGOING
from mori.web.mentions import Named

from .models import EntryOutcome, LearningPlan, OfficeCredit, PlanOutcome, PlanRevision
from .rules import CreditTerms, PlanState, national_terms, remaining

AT_ONCE = 20  # plans that a supervisor is shown to look at


class OutcomeHours(NamedTuple):
    """What an outcome wants, and what initialled entries have given it."""

    label: str
    required_minutes: int
    initialled_minutes: int

    @property
    def remaining_minutes(self) -> int:
        return remaining(self.required_minutes, self.initialled_minutes)


def plan_of(placement_id: int) -> LearningPlan | None:
    found: LearningPlan | None = (
        LearningPlan.select(LearningPlan, Person)
        .left_outer_join(Person, on=LearningPlan.looked_by)
        .where(LearningPlan.placement == placement_id)
        .get_or_none()
    )
    return found


def plan_by_key(key: str) -> LearningPlan | None:
    """A plan with its placement and intern."""
    found: LearningPlan | None = (
        LearningPlan.select(LearningPlan, Placement, Person)
        .join(Placement)
        .join(Person)
        .where(LearningPlan.key == key)
        .get_or_none()
    )
    return found


def outcomes_of(plan_id: int) -> list[PlanOutcome]:
    """What a plan wants, in its order."""
    return list(
        PlanOutcome.select()
        .where(PlanOutcome.plan == plan_id, PlanOutcome.is_wanted)
        .order_by(PlanOutcome.position, PlanOutcome.id)
    )


def outcome_by_key(key: str) -> PlanOutcome | None:
    found: PlanOutcome | None = PlanOutcome.get_or_none(PlanOutcome.key == key)
    return found


def revisions_of(plan_id: int) -> list[PlanRevision]:
    """What a plan said, the latest first, with who wrote it."""
    return list(
        PlanRevision.select(PlanRevision, Person)
        .join(Person)
        .where(PlanRevision.plan == plan_id)
        .order_by(PlanRevision.number.desc())
        .limit(50)
    )


def outcome_hours(placement_id: int) -> list[OutcomeHours]:
    """What the plan of a placement wants and has been given, in its order; [] without a plan.

    Entries count that name the outcome, are initialled and say how many hours it was.
    """
    given = fn.SUM(Case(None, [(Entry.state == EntryState.APPROVED, Entry.minutes)], 0))
    rows: Any = (
        PlanOutcome.select(
            PlanOutcome.label, PlanOutcome.minutes, fn.COALESCE(given, 0).alias("given")
        )
        .join(LearningPlan)
        .switch(PlanOutcome)
        .left_outer_join(EntryOutcome, on=(EntryOutcome.outcome == PlanOutcome.id))
        .left_outer_join(Entry, on=(EntryOutcome.entry == Entry.id))
        .where(LearningPlan.placement == placement_id, PlanOutcome.is_wanted)
        .group_by(PlanOutcome.id, PlanOutcome.label, PlanOutcome.minutes, PlanOutcome.position)
        .order_by(PlanOutcome.position, PlanOutcome.id)
    )
    return [OutcomeHours(label, minutes, int(given)) for label, minutes, given in rows.tuples()]


def entries_without_hours(placement_id: int) -> int:
    """How many entries name an outcome and say no hours, so that they count for nothing."""
    return int(
        EntryOutcome.select()
        .join(Entry)
        .where(
            Entry.placement == placement_id,
            Entry.minutes.is_null(),
            EntryOutcome.outcome.is_null(False),
        )
        .count()
    )


def offered_outcomes(placement_id: int, day: dt.date) -> list[Named]:
    """What an entry of a placement may name."""
    rows: Any = (
        PlanOutcome.select(PlanOutcome.key, PlanOutcome.label)
        .join(LearningPlan)
        .where(LearningPlan.placement == placement_id, PlanOutcome.is_wanted)
        .order_by(PlanOutcome.position, PlanOutcome.id)
    )
    return [Named(key, label) for key, label in rows.tuples()]


def outcomes_named(entry_ids: Collection[int]) -> dict[int, Named]:
    """What some entries name."""
    rows: Any = (
        EntryOutcome.select(EntryOutcome.entry, PlanOutcome.key, PlanOutcome.label)
        .join(PlanOutcome)
        .where(EntryOutcome.entry.in_(list(entry_ids)))
    )
    return {entry: Named(key, label) for entry, key, label in rows.tuples()}


def plans_to_look_at(person_id: int, office_id: int, today: dt.date) -> list[LearningPlan]:
    """Plans that nobody has looked at, of interns who are with a supervisor today."""
    is_with_me = (UnitSpan.supervisor == person_id) | (UnitSpan.stand_in == person_id)
    with_me = UnitSpan.select(UnitSpan.placement).where(
        is_with_me, UnitSpan.starts_on <= today, UnitSpan.ends_on >= today
    )
    return list(
        LearningPlan.select(LearningPlan, Placement, Person)
        .join(Placement)
        .join(Person)
        .where(
            LearningPlan.looked_at.is_null(),
            Placement.id.in_(with_me),
            Placement.office == office_id,
            Placement.state.in_(literals(ONGOING)),
        )
        .order_by(LearningPlan.id)
        .limit(AT_ONCE)
    )


def any_sent_back(person: Any, office: Any, lately: Any) -> Any:
    """The fact, for whoever is signed in: a plan of theirs was sent back by the campus."""
    own = Placement.select(Placement.id).where(Placement.person == person)
    returned = LearningPlan.select(Value(1)).where(
        LearningPlan.placement.in_(own), LearningPlan.state == PlanState.RETURNED
    )
    return fn.EXISTS(returned)


def any_not_looked_at(person: Any, office: Any, lately: Any) -> Any:
    """The fact: nobody has looked at a plan of an intern who is with them, lately was or will be.

    The day stands beside each of the two, for each has its index.
    """
    is_late = UnitSpan.ends_on >= lately
    with_them = UnitSpan.select(UnitSpan.placement).where(
        ((UnitSpan.supervisor == person) & is_late) | ((UnitSpan.stand_in == person) & is_late)
    )
    unseen = LearningPlan.select(Value(1)).where(
        LearningPlan.placement.in_(with_them), LearningPlan.looked_at.is_null()
    )
    return fn.EXISTS(unseen)


def credit_terms(office_id: int) -> CreditTerms:
    """How many hours make one credit in an office."""
    own = OfficeCredit.get_or_none(OfficeCredit.office == office_id)
    return own.terms if own else national_terms()

"""Writing learning plans, having them agreed, and naming what they want."""

import datetime as dt
import json
from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from peewee import IntegrityError

from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile
from mori.links.operations import Given, Post, give_link
from mori.links.rules import About, Hand
from mori.placements.models import Placement

from . import queries
from .models import (
    EntryOutcome,
    LearningPlan,
    OfficeCredit,
    PlanEvent,
    PlanOutcome,
    PlanRevision,
)
from .rules import MOVES, CreditTerms, Wanted

PURPOSE, ABOUT = "guidance.plan", "learning_plan"


def save_plan(
    placement: Placement, wanted: Sequence[Wanted], revision: int, actor_id: int, at: dt.datetime
) -> LearningPlan:
    """Make a placement's plan, or change it, which the campus then has to agree to again.

    ``revision``, an optimistic lock, is the one the writer saw, 0 where there was none. The same
    again changes nothing.
    """
    try:
        return _save(placement, wanted, revision, actor_id, at)
    except IntegrityError:  # somebody else made one at the same time
        raise changed_meanwhile() from None


@writing()
def _save(
    placement: Placement, wanted: Sequence[Wanted], revision: int, actor_id: int, at: dt.datetime
) -> LearningPlan:
    plan = queries.plan_of(placement.id)
    if plan and _says(plan, wanted):
        return plan
    if revision != (plan.revision if plan else 0):
        raise changed_meanwhile()
    if plan is None:
        plan = LearningPlan.create(placement=placement.id)
        _record(plan, "make", actor_id, at)
    else:
        advance(
            plan, MOVES, "change", actor_id, at, same=("revision",), revision=revision + 1,
            looked_at=None, looked_by=None,
        )  # fmt: skip
    _write_outcomes(plan, wanted)
    PlanRevision.create(
        plan=plan.id,
        number=revision + 1,
        contents=json.dumps([each[1:] for each in wanted], ensure_ascii=False),
        made_by=actor_id,
        made_at=at,
    )
    return plan


def _says(plan: LearningPlan, wanted: Sequence[Wanted]) -> bool:
    here = [(each.label, each.minutes) for each in queries.outcomes_of(plan.id)]
    return here == [(each.label, each.minutes) for each in wanted]


def _write_outcomes(plan: LearningPlan, wanted: Sequence[Wanted]) -> None:
    """Outcomes keep their identity through a change: entries name them."""
    here = {each.key: each for each in queries.outcomes_of(plan.id)}
    for position, each in enumerate(wanted):
        said = {"position": position, "label": each.label, "minutes": each.minutes}
        if row := here.pop(each.key, None):
            PlanOutcome.update(said).where(PlanOutcome.id == row.id).execute()
        else:
            PlanOutcome.create(plan=plan.id, **said)
    left_out = [each.id for each in here.values()]
    PlanOutcome.update(is_wanted=False).where(PlanOutcome.id.in_(left_out)).execute()


@writing()
def note_look(plan: LearningPlan, revision: int, actor_id: int, at: dt.datetime) -> None:
    """A supervisor has looked at this revision of a plan; it waits for nobody's look."""
    changed = (
        LearningPlan.update(looked_at=at, looked_by=actor_id)
        .where(
            LearningPlan.id == plan.id,
            LearningPlan.revision == revision,
            LearningPlan.looked_at.is_null(),
        )
        .execute()
    )
    if changed:
        _record(plan, "look", actor_id, at)
    elif revision != plan.revision:
        raise changed_meanwhile()


@writing()
def ask_campus(
    plan: LearningPlan,
    hand: Hand,
    revision: int,
    token: str,
    actor_id: int,
    at: dt.datetime,
    post: Post,
) -> Given:
    """Give somebody at the campus a link by which they agree to a plan, or send it back."""
    if revision != plan.revision:
        raise changed_meanwhile()
    if plan.state.is_agreed:
        raise Refused(_("The campus has agreed to this plan already."))
    if not plan.state.is_asked:
        advance(plan, MOVES, "ask", actor_id, at, hand.name, same=("revision",))
    placement = plan.placement
    about = About(ABOUT, plan.key, placement.person.name)
    token = token_for(token, plan.key)
    return give_link(PURPOSE, about, hand, placement.office_id, token, actor_id, at, post)


@writing()
def agree_to_plan(plan: LearningPlan, revision: int, name: str, at: dt.datetime) -> None:
    """The campus agrees to what it saw; ``name`` is whom the link was given to."""
    if plan.state.is_agreed and plan.revision == revision:
        return
    _answer(plan, "agree", revision, name, at)


@writing()
def send_plan_back(
    plan: LearningPlan, revision: int, name: str, words: str, at: dt.datetime
) -> None:
    """The campus wants something else, and says what."""
    _answer(plan, "send_back", revision, name, at, words)


def _answer(
    plan: LearningPlan, verb: str, revision: int, name: str, at: dt.datetime, words: str = ""
) -> None:
    if plan.revision != revision:
        raise changed_meanwhile()
    advance(plan, MOVES, verb, None, at, words or name, same=("revision",))
    PlanRevision.update(answered_by=name, answered_at=at, is_agreed=not words, words=words).where(
        PlanRevision.plan == plan.id, PlanRevision.number == revision
    ).execute()


def _record(plan: LearningPlan, verb: str, actor_id: int, at: dt.datetime) -> None:
    PlanEvent.create(plan=plan.id, verb=verb, actor=actor_id, at=at)


@writing()
def keep_outcome(entry_id: int, key: str, at: dt.datetime) -> None:
    """Let an entry name an outcome, or with no key none."""
    EntryOutcome.insert(entry=entry_id, outcome=queries.outcome_by_key(key), at=at).on_conflict(
        conflict_target=[EntryOutcome.entry], preserve=[EntryOutcome.outcome, EntryOutcome.at]
    ).execute()


@writing()
def set_credit_terms(office_id: int, terms: CreditTerms) -> None:
    """Say how many hours make one credit in an office, and who says so."""
    said = terms._asdict()
    OfficeCredit.insert(office=office_id, **said).on_conflict(
        conflict_target=[OfficeCredit.office], update=said
    ).execute()


@writing()
def drop_credit_terms(office_id: int) -> None:
    """Let what holds nationally hold in an office again."""
    OfficeCredit.delete().where(OfficeCredit.office == office_id).execute()

"""Registering studies, answering for them, ethics notes and milestones."""

import datetime as dt
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock
from mori.placements.models import Placement
from mori.placements.rules import InternKind, PlacementState

from . import queries
from .letters import tell_coordinators
from .models import Milestone, Study, StudyEthics, StudyEvent, StudyTitle, TitleWord
from .rules import MOST_MILESTONES, MOVES, EthicsDecision, Step, Verdict
from .title_rules import stems


class Plan(NamedTuple):
    """What an author says of a study."""

    title: str
    unit_id: int
    abstract: str
    method: str
    planned_end_on: dt.date | None


class Note(NamedTuple):
    """What an author says of the people a study touches."""

    people: str
    has_complainants: bool
    has_minors: bool
    is_recorded: bool
    storage: str
    delete_on: dt.date


@writing()
def register_study(
    placement: Placement, plan: Plan, token: str, at: dt.datetime, address: str
) -> Study:
    """Propose a study to the unit; the same form again is the same study."""
    lock(placement)
    if there := queries.study_by_token(token):
        return there
    if placement.state is PlacementState.WITHDRAWN:
        raise Refused(_("Your internship was withdrawn, so nothing can be registered with it."))
    made = Study.create(
        token=token,
        office=placement.office_id,
        placement=placement.id,
        person=placement.person_id,
        unit=plan.unit_id,
        is_minor=placement.kind is InternKind.PUPIL,
        made_at=at,
        **_columns(plan),
    )
    _keep_title(made, plan.title, at)
    record(made, "register", placement.person_id, at)
    tell_coordinators(made, "registered", f"{address}/belajar/riset/{made.key}", at)
    return made


@writing()
def change_study(study: Study, plan: Plan, seen: int, actor_id: int, at: dt.datetime) -> None:
    """Write it otherwise; one that was sent back is proposed again by that."""
    if seen != study.revision or not study.state.is_changeable:
        raise changed_meanwhile()
    changes: dict[str, Any] = {
        **_columns(plan),
        "unit": plan.unit_id,
        "revision": study.revision + 1,
    }
    if study.state.is_returned:
        advance(study, MOVES, "propose", actor_id, at, same=("revision",), **changes)
    else:
        same = (Study.id == study.id, Study.revision == seen, Study.state == study.state)
        if not Study.update(changes).where(*same).execute():
            raise changed_meanwhile()
        record(study, "change", actor_id, at)
    if plan.title != study.title:
        _keep_title(study, plan.title, at)


def _columns(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title,
        "abstract": plan.abstract,
        "method": plan.method,
        "planned_end_on": plan.planned_end_on,
    }


def _keep_title(study: Study, title: str, at: dt.datetime) -> None:
    StudyTitle.create(study=study.id, text=title, at=at)
    TitleWord.delete().where(TitleWord.study == study.id).execute()
    words = [{"word": word, "study": study.id} for word in sorted(stems(title))]
    if words:
        TitleWord.insert_many(words).execute()


def record(study: Study, verb: str, actor_id: int | None, at: dt.datetime, note: str = "") -> None:
    """Add to its history what is no move."""
    StudyEvent.create(study=study.id, verb=verb, actor=actor_id, at=at, note=note)


@writing()
def decide_study(
    study: Study, verdict: Verdict, words: str, actor_id: int, at: dt.datetime
) -> None:
    """The unit's answer. What is taken as finished is another room's: it needs a final copy."""
    if study.person_id == actor_id:
        raise Refused(_("Nobody decides on a study of their own."))
    if verdict.wants_words and not words:
        raise Refused(_("Write why, in a sentence."))
    advance(study, MOVES, verdict.value, actor_id, at, words, same=("revision",))


@writing()
def take_step(study: Study, step: Step, actor_id: int, at: dt.datetime) -> None:
    """Begin the work, once the ethics note was found in order; or withdraw the study."""
    ethics = queries.ethics_of(study.id)
    if step is Step.START and not (ethics and ethics.decision.is_fine):
        raise Refused(_("Your ethics note has to be found in order first."))
    advance(study, MOVES, step.value, actor_id, at)


@writing()
def write_ethics(study: Study, note: Note, seen: int, actor_id: int, at: dt.datetime) -> None:
    """Say whom it touches; a note that was looked at has to be looked at anew."""
    if not study.state.is_changeable:
        raise changed_meanwhile()
    lock(study)
    known = queries.ethics_of(study.id)
    if seen != (known.revision if known else 0):
        raise changed_meanwhile()
    said = {**note._asdict(), "decision": EthicsDecision.WAITING, "words": "", "at": at}
    if known is None:
        StudyEthics.create(study=study.id, **said)
    else:
        again = {"reviewer": None, "revision": known.revision + 1}
        StudyEthics.update({**said, **again}).where(StudyEthics.id == known.id).execute()
    record(study, "ethics", actor_id, at)


@writing()
def review_ethics(
    study: Study, decision: EthicsDecision, words: str, seen: int, actor_id: int, at: dt.datetime
) -> None:
    """Say of exactly the note that was read whether it is in order; what is not gets a reason."""
    if study.person_id == actor_id:
        raise Refused(_("Nobody decides on a study of their own."))
    if decision is EthicsDecision.CHANGES and not words:
        raise Refused(_("Write what has to be changed."))
    said = {"decision": decision, "words": words, "reviewer": actor_id, "at": at}
    same = (StudyEthics.study == study.id, StudyEthics.revision == seen)
    if not StudyEthics.update(said).where(*same).execute():
        raise changed_meanwhile()
    record(study, "review", actor_id, at, words)


@writing()
def add_milestone(study: Study, name: str, due_on: dt.date, token: str) -> None:
    """Add a stage; the same form again adds none."""
    lock(study)
    if queries.milestone_by_token(token):
        return
    if not study.state.is_early:
        raise changed_meanwhile()
    if len(queries.milestones_of(study.id)) >= MOST_MILESTONES:
        raise Refused(_("There are %(n)d stages, and no more are kept.", n=MOST_MILESTONES))
    Milestone.create(study=study.id, name=name, due_on=due_on, token=token)


@writing()
def note_milestone(milestone: Milestone, done_on: dt.date | None) -> None:
    """Say on which day a stage was done; None: not yet after all."""
    Milestone.update(done_on=done_on).where(Milestone.id == milestone.id).execute()

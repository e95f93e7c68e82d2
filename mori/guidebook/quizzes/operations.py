"""Questions are proposed by one person and put in force by another."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock

from ..models import Chapter
from . import queries
from .models import QuizOption, QuizQuestion, QuizWording, QuizWordingEvent
from .rules import WORDING_MOVES, Asked


class Proposal(NamedTuple):
    """How somebody words a question, and which wording in force they changed."""

    asked: Asked
    base: str = ""  # the key of the wording in force; empty where there is none
    is_retired: bool = False
    is_officer: bool = False  # a safeguarding officer, who agrees by proposing


@writing()
def propose_question(
    chapter: Chapter, office_id: int, said: Proposal, token: str, actor_id: int, at: dt.datetime
) -> QuizWording:
    """Propose a question that an office adds; the same form twice is one."""
    if there := queries.wording_by_token(token):
        return there
    question = QuizQuestion.create(
        token=token,
        chapter=chapter,
        office=office_id,
        position=queries.last_place(chapter.id) + 1,
    )
    return _propose(question, office_id, said, token, actor_id, at)


@writing()
def propose_wording(
    question: QuizQuestion,
    office_id: int,
    said: Proposal,
    token: str,
    actor_id: int,
    at: dt.datetime,
) -> QuizWording:
    """Propose to word a question otherwise, or to ask it no more; the same form twice is one."""
    if there := queries.wording_by_token(token):
        return there
    return _propose(question, office_id, said, token, actor_id, at)


def _propose(
    question: QuizQuestion,
    office_id: int,
    said: Proposal,
    token: str,
    actor_id: int,
    at: dt.datetime,
) -> QuizWording:
    base = queries.wording_in_force(office_id, question)
    if (base.key if base else "") != said.base:
        raise overtaken()
    if base is None and said.is_retired:
        raise Refused(_("Your office does not ask this question: there is nothing to take out."))
    wording = QuizWording.create(
        token=token,
        question=question.id,
        office=office_id,
        parent=base and base.id,
        author=actor_id,
        officer=actor_id if said.is_officer and question.is_guarded else None,
        text=said.asked.text,
        text_en=said.asked.text_en,
        is_retired=said.is_retired,
        made_at=at,
    )
    write_options(wording.id, said.asked)
    QuizWordingEvent.create(wording=wording.id, verb="propose", actor=actor_id, at=at)
    return wording


def write_options(wording_id: int, asked: Asked) -> None:
    """The answers that a wording offers, which nobody has chosen yet."""
    QuizOption.insert_many(
        {"wording": wording_id, **option._asdict()} for option in asked.options
    ).execute()


def overtaken() -> Refused:
    """Why a wording is not taken that was written from one no longer in force."""
    return Refused(
        _(
            "Another wording of this question has come into force meanwhile. Open it again, and "
            "write yours from that one."
        )
    )


@writing()
def approve_wordings(
    chapter: Chapter, office_id: int, keys: Collection[str], actor_id: int, at: dt.datetime
) -> None:
    """Put what somebody else has proposed in force: all of it or, where one may not, none."""
    lock(chapter)  # one after the other
    found = queries.wordings_in_force(office_id, [chapter.id])
    in_force = {row.question_id: row.id for row in found}
    for wording in _chosen(chapter, office_id, keys):
        _require_another(wording, actor_id)
        if chapter.is_guarded and wording.officer_id is None:
            raise Refused(_("A safeguarding officer has to agree to these questions first."))
        if wording.officer_id == actor_id:
            raise Refused(_("You agreed as an officer: somebody else has to approve it."))
        if in_force.get(wording.question_id) != wording.parent_id:
            raise overtaken()
        in_force[wording.question_id] = wording.id
        advance(wording, WORDING_MOVES, "approve", actor_id, at, same=("officer_id",))


@writing()
def agree_to_wordings(
    chapter: Chapter, office_id: int, keys: Collection[str], actor_id: int, at: dt.datetime
) -> None:
    """A safeguarding officer's yes to questions of a chapter that needs it."""
    for wording in _chosen(chapter, office_id, keys):
        _require_another(wording, actor_id)
        if not lock(wording, "state"):
            raise changed_meanwhile()
        QuizWording.update(officer=actor_id).where(QuizWording.id == wording.id).execute()
        QuizWordingEvent.create(wording=wording.id, verb="agree", actor=actor_id, at=at)


@writing()
def decline_wordings(
    chapter: Chapter, office_id: int, keys: Collection[str], actor_id: int, at: dt.datetime
) -> None:
    """Leave it as it is."""
    for wording in _chosen(chapter, office_id, keys):
        _require_another(wording, actor_id)
        advance(wording, WORDING_MOVES, "decline", actor_id, at)


def take_back_wording(wording: QuizWording, actor_id: int, at: dt.datetime) -> None:
    """Give up what one has proposed oneself."""
    advance(wording, WORDING_MOVES, "take_back", actor_id, at)


def _chosen(chapter: Chapter, office_id: int, keys: Collection[str]) -> list[QuizWording]:
    """What is still proposed of it; something has to be chosen."""
    if not keys:
        raise Refused(_("Choose at least one question first."))
    found = [row for row in queries.waiting_wordings(office_id, chapter.id) if row.key in keys]
    if len(found) != len(set(keys)):
        raise changed_meanwhile()
    return sorted(found, key=lambda row: row.id)


def _require_another(wording: QuizWording, actor_id: int) -> None:
    if wording.author_id == actor_id:
        raise Refused(_("You wrote this yourself: somebody else has to decide on it."))

"""What the office says to an idea: at once, or with a few seconds to take it back."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.accounts.queries import people_here
from mori.certificates.lines.operations import add_line
from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock, move, try_move
from mori.placements.queries import last_begun

from ..ideas import queries
from ..ideas.letters import tell_author
from ..ideas.models import Idea, IdeaAnswer, IdeaEvent
from ..ideas.operations import answer_by
from ..ideas.rules import (
    ANSWER_MOVES,
    MOVES,
    UNDO_WITHIN,
    AnswerState,
    AnswerVerb,
    IdeaState,
    is_late,
)


@writing()
def share_idea(idea: Idea, actor_id: int, at: dt.datetime) -> None:
    """Let everybody of the office read it, once a coordinator or a head has."""
    shared = Idea.update(is_shared=True).where(
        Idea.id == idea.id, Idea.state == IdeaState.OPEN, ~Idea.is_shared
    )
    if not shared.execute():
        raise changed_meanwhile()
    IdeaEvent.create(idea=idea.id, verb="share", actor=actor_id, at=at)


@writing()
def answer_later(
    idea: Idea, verb: AnswerVerb, reason: str, actor_id: int, at: dt.datetime
) -> IdeaAnswer:
    """Decline or park an idea; it takes effect after ``UNDO_WITHIN``, and nobody can tell before.

    The same answer twice is one.
    """
    if not reason:
        raise Refused(_("Write to them why, then send it."))
    _hold(idea, verb)
    if pending := queries.pending_answer(idea.id):
        if (pending.person_id, pending.verb, pending.reason) == (actor_id, verb, reason):
            return pending
        raise changed_meanwhile()
    return _answer(idea, verb, reason, actor_id, at, AnswerState.PENDING, at + UNDO_WITHIN)


def _hold(idea: Idea, verb: AnswerVerb) -> None:
    move(MOVES, idea.state, verb)
    if not lock(idea, "state", "answer_by"):
        raise changed_meanwhile()


def _answer(
    idea: Idea,
    verb: AnswerVerb,
    reason: str,
    actor_id: int,
    at: dt.datetime,
    state: AnswerState = AnswerState.GIVEN,
    effective_at: dt.datetime | None = None,
) -> IdeaAnswer:
    said_on = local_date(at, idea.office.zone)
    return IdeaAnswer.create(
        idea=idea.id,
        office=idea.office_id,
        person=actor_id,
        verb=verb,
        reason=reason,
        state=state,
        holds=idea.id if state is AnswerState.PENDING else None,
        is_late=is_late(idea.answer_by or said_on, said_on),
        said_on=said_on,
        at=at,
        effective_at=effective_at or at,
    )


@writing()
def undo_answer(answer: IdeaAnswer, at: dt.datetime) -> None:
    """Take back what was said, while it has not reached its author."""
    undone = IdeaAnswer.update(state=AnswerState.UNDONE, holds=None).where(
        IdeaAnswer.id == answer.id,
        IdeaAnswer.state == AnswerState.PENDING,
        IdeaAnswer.effective_at > at,
    )
    if not undone.execute() and queries.answer_by_id(answer.id).state is not AnswerState.UNDONE:
        raise Refused(_("The eight seconds are over: the author has it, and it stays."))


@writing()
def settle_answer(address: str, answer_id: int) -> None:
    """Let an answer take effect, once, unless it was undone or the idea withdrawn by now."""
    answer = queries.answer_by_id(answer_id)
    idea = queries.idea_by_id(answer.idea_id)
    lock(idea)
    if not try_move(answer, ANSWER_MOVES, "settle", from_any=True, holds=None):
        return
    at, reason = answer.effective_at, answer.reason
    try:
        advance(idea, MOVES, answer.verb, answer.person_id, at, reason)
    except Refused:
        lapsed = IdeaAnswer.update(state=AnswerState.LAPSED).where(IdeaAnswer.id == answer_id)
        lapsed.execute()
        return
    tell_author(idea, answer.verb, address, at, reason, answer.key)


def _require_none_pending(idea: Idea) -> None:
    if queries.pending_answer(idea.id):
        raise Refused(_("An answer to it is on its way. Undo that first, or wait eight seconds."))


@writing()
def adopt_idea(
    idea: Idea,
    owner_id: int,
    due_on: dt.date,
    words: str,
    actor_id: int,
    at: dt.datetime,
    address: str,
) -> None:
    """Take an idea over: somebody has it in hand until a day, and everybody may read it."""
    _hold(idea, AnswerVerb.ADOPT)
    _require_none_pending(idea)
    if not people_here(idea.office_id, [owner_id]):
        raise Refused(_("Choose somebody of this office who takes it in hand."))
    answer = _answer(idea, AnswerVerb.ADOPT, words, actor_id, at)
    said = {"owner": owner_id, "due_on": due_on, "is_shared": True}
    advance(idea, MOVES, "adopt", actor_id, at, words, **said)
    fresh = queries.idea_by_id(idea.id)
    credit(fresh, at)
    tell_author(fresh, "adopt", address, at, words, answer.key)


def credit(idea: Idea, at: dt.datetime) -> None:
    """Enter an adopted idea in its author's transcript, where they are or were an intern here."""
    day = local_date(at, idea.office.zone)
    placement = last_begun(idea.person_id, day)
    if placement is None or placement.office_id != idea.office_id:
        return
    is_done = idea.state is IdeaState.DONE
    begins = "Ide yang dijalankan kantor" if is_done else "Ide yang diadopsi kantor"
    english = "Idea the office put into practice" if is_done else "Idea the office adopted"
    add_line(
        placement.id,
        f"idea {idea.key}",
        f"{begins}: {idea.title}",
        f"{english}: {idea.title}",
        at,
        day=idea.sent_on,
    )


@writing()
def merge_idea(
    idea: Idea, into: Idea, words: str, actor_id: int, at: dt.datetime, address: str
) -> None:
    """Let one idea go on in another of the office, which its author is told."""
    _hold(idea, AnswerVerb.MERGE)
    _require_none_pending(idea)
    if into.id == idea.id or into.office_id != idea.office_id:
        raise Refused(_("Choose the idea in which it goes on."))
    answer = _answer(idea, AnswerVerb.MERGE, words, actor_id, at)
    advance(idea, MOVES, "merge", actor_id, at, words, merged_into=into.id)
    tell_author(queries.idea_by_id(idea.id), "merge", address, at, words, answer.key)


@writing()
def take_up(idea: Idea, actor_id: int, at: dt.datetime, address: str) -> None:
    """Open a parked idea again; the office owes an answer within ten working days from now."""
    advance(idea, MOVES, "take_up", actor_id, at, answer_by=answer_by(idea.office, at))
    tell_author(queries.idea_by_id(idea.id), "take_up", address, at)

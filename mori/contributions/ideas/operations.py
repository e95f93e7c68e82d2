"""Bringing an idea, taking it back, and saying that one met the same."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock
from mori.offices.models import Office
from mori.offices.queries import calendar_of, office_by_id

from . import queries
from .models import Idea, IdeaEvent, IdeaSupport
from .rules import MOVES, About, FirstReader, IdeaState, Shown, answer_day


class Words(NamedTuple):
    """What an author says, who sees their name, and who reads it first."""

    about: About
    title: str
    problem: str
    proposal: str
    shown: Shown
    first: FirstReader


def promised(office: Office, at: dt.datetime) -> dict[str, dt.date]:
    """The day an idea is sent on, and the last on which an answer to it is in time."""
    day = local_date(at, office.zone)
    return {"sent_on": day, "answer_by": answer_by(office, at)}


def answer_by(office: Office, at: dt.datetime) -> dt.date:
    """The last day on which an answer is in time, of what an office is asked now."""
    return answer_day(calendar_of(office.id, office.calendar_version), local_date(at, office.zone))


@writing()
def keep_idea(words: Words, office_id: int, person_id: int, token: str, at: dt.datetime) -> Idea:
    """Keep a draft, which nobody else sees; the same form twice is one."""
    if there := queries.idea_by_token(token):
        return there
    made = Idea.create(
        token=token, office=office_id, person=person_id, made_at=at, **words._asdict()
    )
    IdeaEvent.create(idea=made.id, verb="keep", actor=person_id, at=at)
    return made


@writing()
def bring_idea(words: Words, office_id: int, person_id: int, token: str, at: dt.datetime) -> Idea:
    """Keep an idea and send it at once; the same form twice is one."""
    made = keep_idea(words, office_id, person_id, token, at)
    if made.state is IdeaState.DRAFT:
        send_idea(made, at)
    return made


@writing()
def change_draft(idea: Idea, words: Words) -> None:
    """Put other words into what was not sent yet."""
    changed = Idea.update(words._asdict()).where(Idea.id == idea.id, Idea.state == IdeaState.DRAFT)
    if not changed.execute():
        raise changed_meanwhile()


@writing()
def send_idea(idea: Idea, at: dt.datetime) -> None:
    """Hand it to whom the author lets read it first; from now on the office owes an answer."""
    office = office_by_id(idea.office_id)
    advance(idea, MOVES, "send", idea.person_id, at, **promised(office, at))


@writing()
def withdraw_idea(idea: Idea, at: dt.datetime) -> None:
    """Take it back while nobody is at work on it; nobody but its author sees it any more."""
    advance(idea, MOVES, "withdraw", idea.person_id, at)


@writing()
def ask_again(idea: Idea, reason: str, at: dt.datetime) -> None:
    """Bring a declined idea once more, with what speaks for it now."""
    if not reason:
        raise Refused(_("Write what is different now, then send it."))
    day = answer_by(office_by_id(idea.office_id), at)
    advance(idea, MOVES, "ask_again", idea.person_id, at, reason, answer_by=day)


@writing()
def say_the_same(idea: Idea, person_id: int, text: str, at: dt.datetime) -> None:
    """Note that somebody met the same; said again, it is that sentence in other words."""
    if idea.person_id == person_id:
        raise Refused(_("It is your own idea: that you met it stands in it."))
    if not idea.state.may_be_met or not lock(idea, "state"):
        raise changed_meanwhile()
    IdeaSupport.insert(idea=idea.id, person=person_id, text=text, at=at).on_conflict(
        conflict_target=[IdeaSupport.idea, IdeaSupport.person],
        preserve=[IdeaSupport.text, IdeaSupport.at],
    ).execute()


@writing()
def take_it_back(idea: Idea, person_id: int) -> None:
    """Take one's own sentence away, as if it had not been said."""
    IdeaSupport.delete().where(
        IdeaSupport.idea == idea.id, IdeaSupport.person == person_id
    ).execute()

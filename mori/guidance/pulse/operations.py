"""Answering on the tenth working day, and seeing to what was said."""

import datetime as dt

from flask_babel import lazy_gettext as _
from peewee import IntegrityError

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance
from mori.placements.models import Placement
from mori.placements.rules import RUNNING

from . import queries
from .models import PulseAnswer, PulseEvent
from .rules import ABOUT, MOVES, Facts, PulseState, Side


def answer_pulse(
    placement: Placement, side: Side, person_id: int, facts: Facts, words: str, at: dt.datetime
) -> PulseAnswer:
    """Keep what one side says; the same again changes nothing, something else is refused."""
    try:
        return _answer(placement, side, person_id, facts, words, at)
    except IntegrityError:  # another request wrote between our look and our write: look again
        return _answer(placement, side, person_id, facts, words, at)


@writing()
def _answer(
    placement: Placement, side: Side, person_id: int, facts: Facts, words: str, at: dt.datetime
) -> PulseAnswer:
    if said := queries.answer_of(placement.id, side):
        if (said.facts, said.words) == (facts, words):
            return said
        raise Refused(_("This was answered already. It is asked once."))
    _require_asked(placement, at)
    answer = PulseAnswer.create(
        placement=placement.id,
        side=side,
        person=person_id,
        words=words,
        state=PulseState.RAISED if facts.alarming else PulseState.NOTED,
        at=at,
        **facts._asdict(),
    )
    PulseEvent.create(answer=answer.id, verb="answer", actor=person_id, at=at)
    for supervisor_id in sorted(filter(None, placement.supervisor_ids)):  # who never reads it
        PulseEvent.create(answer=answer.id, verb=ABOUT, actor=supervisor_id, at=at)
    return answer


def _require_asked(placement: Placement, at: dt.datetime) -> None:
    office = placement.office
    window = queries.window_of(placement, office.id, office.calendar_version)
    today = local_date(at, office.zone)
    if placement.state not in RUNNING or window is None or not window.covers(today):
        raise Refused(_("This is not asked any more, or not yet."))


def see_to_answer(answer: PulseAnswer, words: str, actor_id: int, at: dt.datetime) -> None:
    """Say what was done about an answer."""
    advance(answer, MOVES, "see_to", actor_id, at, words)

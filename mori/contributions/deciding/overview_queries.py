"""For Ringkasan and the office's report: ideas that wait, and answers in time or not."""

import datetime as dt
from typing import Any

from peewee import fn

from mori.core.counts.overview import counted
from mori.core.db import literals

from ..ideas.models import Idea, IdeaAnswer
from ..ideas.rules import AnswerState, FirstReader, IdeaState


def _open(office: Any, person: Any) -> Any:
    return Idea.select().where(
        Idea.office == office,
        Idea.state.in_(literals([IdeaState.OPEN])),
        Idea.person != person,
    )


def _read_by_coordinators(rows: Any) -> Any:
    return rows.where(Idea.is_shared | Idea.first.in_(literals([FirstReader.COORDINATOR])))


def late_with_coordinators(office: Any, person: Any, today: Any) -> Any:
    """One row: what coordinators read and was promised for a day that is over."""
    rows = _open(office, person).where(Idea.answer_by < today)
    return counted("ideas late", _read_by_coordinators(rows))


def waiting_with_coordinators(office: Any, person: Any, today: Any) -> Any:
    """One row: what they read and is not late yet."""
    rows = _open(office, person).where(Idea.answer_by >= today)
    return counted("ideas waiting", _read_by_coordinators(rows))


def late_in_office(office: Any, person: Any, today: Any) -> Any:
    """One row: all that is late, a number without words where coordinators read it first."""
    return counted("ideas late in office", _open(office, person).where(Idea.answer_by < today))


def waiting_with_head(office: Any, person: Any, today: Any) -> Any:
    """One row: what the head reads first and is not late yet."""
    rows = _open(office, person).where(
        Idea.answer_by >= today, Idea.first.in_(literals([FirstReader.HEAD]))
    )
    return counted("ideas for the head", rows)


def to_look_at(office: Any, today: Any) -> Any:
    """One row: what is done, and whose day to look again has come."""
    rows = Idea.select().where(
        Idea.office == office,
        Idea.state.in_(literals([IdeaState.DONE])),
        Idea.review_on <= today,
    )
    return counted("ideas to look at", rows)


def answered_between(office_id: int, first: dt.date, last: dt.date) -> tuple[int, int]:
    """How many answers the office gave in these days, and how many of them too late."""
    found: Any = IdeaAnswer.select(
        fn.COUNT(IdeaAnswer.id), fn.SUM(IdeaAnswer.is_late.cast("integer"))
    ).where(
        IdeaAnswer.office == office_id,
        IdeaAnswer.state == AnswerState.GIVEN,
        IdeaAnswer.said_on.between(first, last),
    )
    given, late = found.scalar(as_tuple=True)
    return int(given), int(late or 0)


def unanswered_since(office_id: int, first: dt.date, last: dt.date, today: dt.date) -> int:
    """How many still wait of those that were promised for one of these days."""
    late = Idea.select(Idea.id).where(
        Idea.office == office_id,
        Idea.state == IdeaState.OPEN,
        Idea.answer_by.between(first, last),
        Idea.answer_by < today,
    )
    return int(late.count())

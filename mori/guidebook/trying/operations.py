"""Keeping that somebody has tried a question, and counting what was chosen apart from them."""

import datetime as dt
from collections.abc import Collection, Mapping

from peewee import IntegrityError

from mori.core.db import writing
from mori.core.states import lock

from ..quizzes.models import QuizOption, QuizTick, QuizWording
from . import queries


def keep_tries(person_id: int, chosen: Mapping[QuizWording, str], at: dt.datetime) -> None:
    """Tick the questions of some wordings; what is ticked already stays so and is not counted."""
    try:
        _keep(person_id, chosen, at)
    except IntegrityError:  # another request wrote between our look and our write: look again
        _keep(person_id, chosen, at)


@writing()
def _keep(person_id: int, chosen: Mapping[QuizWording, str], at: dt.datetime) -> None:
    tried = queries.tried_by(person_id, [wording.question_id for wording in chosen])
    for wording in sorted(chosen, key=lambda each: each.id):
        if wording.question_id not in tried:
            QuizTick.create(person=person_id, question=wording.question_id, at=at)
            _count(wording, chosen[wording])


def _count(wording: QuizWording, letter: str) -> None:
    """Five readers are counted together, so that no two looks at the numbers tell of one."""
    lock(wording)
    of_wording = QuizOption.wording == wording.id
    QuizOption.update(waiting=QuizOption.waiting + 1).where(
        of_wording, QuizOption.letter == letter
    ).execute()
    if queries.are_enough(wording.id):
        QuizOption.update(counted=QuizOption.counted + QuizOption.waiting, waiting=0).where(
            of_wording
        ).execute()


@writing()
def forget_tries(ids: Collection[int]) -> None:
    """What was counted of them stays in the sums, which name nobody."""
    QuizTick.delete().where(QuizTick.id.in_(list(ids))).execute()

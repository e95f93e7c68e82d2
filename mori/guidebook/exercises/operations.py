"""Making exercises, and sealing an answer to one."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _
from peewee import IntegrityError

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock

from . import queries
from .models import Exercise, ExerciseAnswer, ExerciseEvent, ExerciseSentence
from .rules import MOVES, ExerciseState, Said, Sentence, Side, Step


class Sealing(NamedTuple):
    """Who seals, in which office, on which side; ``revision`` is of the text they have read."""

    person_id: int
    office_id: int
    side: Side
    revision: int


def seal_answer(exercise: Exercise, by: Sealing, said: Said, at: dt.datetime) -> ExerciseAnswer:
    """Keep an answer for good; the same again is the same receipt, another one is refused."""
    try:
        return _seal(exercise, by, said, at)
    except IntegrityError:  # another request wrote between our look and our write: look again
        return _seal(exercise, by, said, at)


@writing()
def _seal(exercise: Exercise, by: Sealing, said: Said, at: dt.datetime) -> ExerciseAnswer:
    if there := queries.answer_of(exercise.id, by.person_id):
        if there.said == said:
            return there
        raise Refused(_("You have sealed another answer already, and it stays as it is."))
    if exercise.author_id == by.person_id:
        raise Refused(_("You wrote this exercise: others answer it."))
    if exercise.state not in by.side.seals_in:
        raise Refused(_("This exercise takes no answers now."))
    if not lock(exercise, "state", where=[Exercise.revision == by.revision]):
        raise changed_meanwhile()
    return ExerciseAnswer.create(
        exercise=exercise.id,
        person=by.person_id,
        office=by.office_id,
        side=by.side,
        marks=said.marks,
        form=said.form_id,
        component=said.component_id,
        why=said.why,
        sealed_at=at,
    )


class Draft(NamedTuple):
    """An exercise as its author writes it: the sentences, and what they had in mind."""

    title: str
    lines: Sequence[Sentence]
    form_id: int | None
    component_id: int | None
    why: str


@writing()
def make_exercise(
    office_id: int, author_id: int, draft: Draft, token: str, at: dt.datetime
) -> Exercise:
    """Write an exercise down, to be checked by a colleague; the same form twice is one."""
    if there := queries.exercise_by_token(token):
        return there
    exercise = Exercise.create(
        token=token, office=office_id, author=author_id, made_at=at, **_columns(draft)
    )
    _write(exercise.id, draft.lines)
    ExerciseEvent.create(exercise=exercise.id, verb="make", actor=author_id, at=at)
    return exercise


def _columns(draft: Draft) -> dict[str, object]:
    return {
        "title": draft.title,
        "form": draft.form_id,
        "component": draft.component_id,
        "why": draft.why,
    }


def _write(exercise_id: int, lines: Sequence[Sentence]) -> None:
    for position, line in enumerate(lines, 1):
        ExerciseSentence.create(exercise=exercise_id, position=position, **line._asdict())


@writing()
def change_exercise(exercise: Exercise, draft: Draft, actor_id: int, at: dt.datetime) -> None:
    """Write a draft anew, as long as nobody has answered it."""
    is_draft = Exercise.state == ExerciseState.DRAFT
    if not lock(exercise, "state", "revision", where=[is_draft]):
        raise changed_meanwhile()
    if queries.is_answered(exercise.id):
        raise Refused(
            _("A colleague has answered this text already. Retire it, and make a new one.")
        )
    Exercise.update(revision=exercise.revision + 1, **_columns(draft)).where(
        Exercise.id == exercise.id
    ).execute()
    ExerciseSentence.delete().where(ExerciseSentence.exercise == exercise.id).execute()
    _write(exercise.id, draft.lines)
    ExerciseEvent.create(exercise=exercise.id, verb="change", actor=actor_id, at=at)


@writing()
def take_step(exercise: Exercise, step: Step, actor_id: int, at: dt.datetime) -> None:
    """Check, open or retire an exercise; its author does not check it, and whoever does has
    answered it first.
    """
    if step is Step.CHECK:
        if exercise.author_id == actor_id:
            raise Refused(_("You wrote this exercise: somebody else has to check it."))
        if queries.answer_of(exercise.id, actor_id) is None:
            raise Refused(_("Answer it first: then you see what its author had in mind."))
    advance(exercise, MOVES, step.value, actor_id, at, same=("revision",))

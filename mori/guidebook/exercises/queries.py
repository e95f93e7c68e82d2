"""Exercises, and what is sealed to them.

What others think of one is given for a ``Pass`` alone: whoever has not sealed has nothing to ask
with.
"""

from typing import Any, NamedTuple

from peewee import JOIN

from mori.accounts.models import Person
from mori.core.db import literals

from .models import (
    Exercise,
    ExerciseAnswer,
    ExerciseEvent,
    ExerciseSentence,
    MaladministrationForm,
    StandardComponent,
)
from .rules import ENOUGH, Side

PAGE = 30
MOST_OF_PANEL = 100
OwnAnswer = ExerciseAnswer.alias("own_answer")
# All but what its author had in mind.
OF_TEXT = (
    *(Exercise.id, Exercise.key, Exercise.office, Exercise.title, Exercise.title_en),
    *(Exercise.state, Exercise.revision, Exercise.author, Exercise.made_at),
)


class Pass(NamedTuple):
    """That somebody may know what others think: they have sealed, or they wrote it."""

    exercise_id: int
    office_id: int
    shows_panel: bool


def exercise_by_key(key: str) -> Exercise | None:
    return Exercise.select(*OF_TEXT).where(Exercise.key == key).get_or_none()


def exercise_by_token(token: str) -> Exercise | None:
    return Exercise.get_or_none(Exercise.token == token)


def known_tokens() -> set[str]:
    """Of national exercises, which have no office."""
    rows = Exercise.select(Exercise.token).where(Exercise.office.is_null())
    return {each.token for each in rows}


def sentences_of(exercise_id: int) -> list[ExerciseSentence]:
    """The sentences alone, without what anybody thinks of them."""
    found = ExerciseSentence.select(
        ExerciseSentence.position, ExerciseSentence.text, ExerciseSentence.text_en
    ).where(ExerciseSentence.exercise == exercise_id)
    return list(found.order_by(ExerciseSentence.position))


def exercises_for(
    office_id: int, person_id: int, side: Side, after: int = 0
) -> list[tuple[Exercise, bool]]:
    """A page of those that somebody may open, each with whether they have sealed it; and one
    more where there are more.
    """
    found: list[Any] = []  # with ``own``, the id of their answer, if any
    for reach in (Exercise.office.is_null(), Exercise.office == office_id):  # each by its index
        found.extend(_of_reach(reach, person_id, side, after))
    first = sorted(found, key=lambda row: row.id)[: PAGE + 1]
    return [(row, row.own is not None) for row in first]


def _of_reach(reach: Any, person_id: int, side: Side, after: int) -> Any:
    return (
        Exercise.select(*OF_TEXT, OwnAnswer.id.alias("own"))
        .join(
            OwnAnswer,
            JOIN.LEFT_OUTER,
            on=(OwnAnswer.exercise == Exercise.id) & (OwnAnswer.person == person_id),
        )
        .where(reach, Exercise.id > after)
        .where(Exercise.state.in_(sorted(side.sees)) | OwnAnswer.id.is_null(False))
        .order_by(Exercise.id)
        .limit(PAGE + 1)
        .objects()
    )


def answer_of(exercise_id: int, person_id: int) -> ExerciseAnswer | None:
    """What somebody has sealed, with its form and component."""
    found: ExerciseAnswer | None = (
        _answers()
        .where(ExerciseAnswer.exercise == exercise_id, ExerciseAnswer.person == person_id)
        .get_or_none()
    )
    return found


def _answers() -> Any:
    return (
        ExerciseAnswer.select(ExerciseAnswer, MaladministrationForm, StandardComponent)
        .join(MaladministrationForm, JOIN.LEFT_OUTER)
        .switch(ExerciseAnswer)
        .join(StandardComponent, JOIN.LEFT_OUTER)
    )


def was_open(exercise_id: int) -> bool:
    """Whether readers could see it once; one that came with MORI began so."""
    found = ExerciseEvent.select().where(
        ExerciseEvent.exercise == exercise_id, ExerciseEvent.verb.in_(literals(["open", "load"]))
    )
    return bool(found.exists())


def is_answered(exercise_id: int) -> bool:
    return ExerciseAnswer.select().where(ExerciseAnswer.exercise == exercise_id).exists()


def pass_of(exercise: Exercise, mine: ExerciseAnswer | None, person_id: int) -> Pass | None:
    """By which somebody may know what others think: never without an answer of theirs, unless
    they wrote it; and an author sees the panel only when nothing can be changed any more.
    """
    if mine is not None:
        return Pass(exercise.id, mine.office_id, shows_panel=True)
    if exercise.author_id == person_id and exercise.office_id is not None:
        return Pass(exercise.id, exercise.office_id, not exercise.state.is_draft)
    return None


def panel_of(allowed: Pass) -> list[ExerciseAnswer]:
    """What the panel of an office has sealed, in no order that says when; nothing while there
    are fewer than enough.
    """
    if not allowed.shows_panel:
        return []
    found = list(
        _answers()
        .where(
            ExerciseAnswer.exercise == allowed.exercise_id,
            ExerciseAnswer.office == allowed.office_id,
            ExerciseAnswer.side == Side.PANEL,
        )
        .order_by(ExerciseAnswer.key)
        .limit(MOST_OF_PANEL)
    )
    return found if len(found) >= ENOUGH else []


class InMind(NamedTuple):
    """What an author had in mind: of the whole, and of each sentence."""

    exercise: Exercise
    sentences: list[ExerciseSentence]


def in_mind(allowed: Pass) -> InMind:
    exercise = (
        Exercise.select(Exercise, MaladministrationForm, StandardComponent)
        .join(MaladministrationForm, JOIN.LEFT_OUTER)
        .switch(Exercise)
        .join(StandardComponent, JOIN.LEFT_OUTER)
        .where(Exercise.id == allowed.exercise_id)
        .get()
    )
    sentences = (
        ExerciseSentence.select(ExerciseSentence, MaladministrationForm)
        .join(MaladministrationForm, JOIN.LEFT_OUTER)
        .where(ExerciseSentence.exercise == allowed.exercise_id)
        .order_by(ExerciseSentence.position)
    )
    return InMind(exercise, list(sentences))


def forms_offered() -> list[MaladministrationForm]:
    found = MaladministrationForm.select().where(MaladministrationForm.retired_on.is_null())
    return list(found.order_by(MaladministrationForm.position))


def form_ids() -> dict[str, int]:
    """By code, retired ones too: what was sealed stays."""
    return {each.code: each.id for each in MaladministrationForm.select()}


def components_offered() -> list[StandardComponent]:
    return list(StandardComponent.select().order_by(StandardComponent.position))


def component_ids() -> dict[str, int]:
    return {each.code: each.id for each in StandardComponent.select()}


def checker_of(exercise_id: int) -> str:
    """Who checked an exercise; nothing before anybody did."""
    found = (
        ExerciseEvent.select(ExerciseEvent, Person)
        .join(Person, on=(ExerciseEvent.actor == Person.id))
        .where(ExerciseEvent.exercise == exercise_id, ExerciseEvent.verb == "check")
        .order_by(ExerciseEvent.id.desc())
        .limit(1)
    )
    return next((each.actor.name for each in found if each.actor), "")

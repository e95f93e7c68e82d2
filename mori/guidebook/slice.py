from typing import Any

from mori.access.grants import anyone, office, own
from mori.access.roles import Actor, Role
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Machine, Part, Slice

from .agreeing import office_views as book_questions
from .agreeing import views as agreeing
from .agreeing.queries import waits_for
from .editions import jobs as edition_jobs
from .editions import publishing_views as publishing
from .editions import views as editions
from .exercises import making_views
from .exercises import views as exercises
from .exercises.rules import MOVES as EXERCISE_MOVES
from .exercises.rules import ExerciseState
from .onboarding import views as onboarding
from .overview import views as overview
from .quizzes import views as quizzes
from .quizzes.rules import WORDING_MOVES, WordingState
from .rules import EDITION_MOVES, REVISION_MOVES, EditionState, RevisionState
from .suggesting import views as suggestions
from .suggesting.rules import SUGGESTION_MOVES, SuggestionState
from .trying import jobs as trying_jobs
from .trying import views as trying
from .writing import jobs as writing_jobs
from .writing import office_views as own_texts
from .writing import views as writing


def office_or_national(actor: Actor, row: Any) -> bool:
    """Of the actor's office, or of every office's."""
    return row.office_id in (None, actor.office_id)


def authored(actor: Actor, row: Any) -> bool:
    """Written by the actor, for the office they are in."""
    return bool(row.office_id == actor.office_id and row.author_id == actor.person_id)


def guarded(actor: Actor, row: Any) -> bool:
    """A chapter that a safeguarding officer agrees to, which they may write as well."""
    return bool(getattr(row, "is_guarded", False)) and office_or_national(actor, row)


WRITERS = (Role.SUPERVISOR, Role.COORDINATOR, Role.HEAD)
READERS = (*WRITERS, Role.OFFICER)
LEARNERS = (Role.INTERN, *WRITERS)

SLICE = Slice(
    "guidebook",
    rooms=(
        *("texts", "quizzes", "suggesting", "writing", "editions", "trying"),
        *("agreeing", "onboarding", "overview", "exercises"),
    ),
    blueprints=(
        quizzes.bp,
        suggestions.bp,
        writing.bp,
        own_texts.bp,
        publishing.bp,
        editions.bp,
        agreeing.bp,
        book_questions.bp,
        onboarding.bp,
        trying.bp,
        exercises.bp,
        making_views.bp,
    ),
    grants={
        "book.list": dict.fromkeys(READERS, anyone),
        "chapter.read": dict.fromkeys(READERS, office_or_national),
        "chapter.propose": {
            **dict.fromkeys(WRITERS, office_or_national),
            Role.OFFICER: guarded,
        },
        "revision.read": dict.fromkeys(READERS, office),
        "revision.change": dict.fromkeys(READERS, own),
        "revision.decide": {Role.COORDINATOR: office, Role.HEAD: office},
        "revision.agree": {Role.OFFICER: office},
        "quiz.decide": dict.fromkeys((Role.COORDINATOR, Role.HEAD), office_or_national),
        "quiz.agree": {Role.OFFICER: office_or_national},
        "quiz.take_back": dict.fromkeys(READERS, own),
        "quiz.try": {Role.INTERN: office_or_national},
        "suggestion.make": {Role.INTERN: anyone},
        "suggestion.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "suggestion.decide": {Role.COORDINATOR: office, Role.HEAD: office},
        "slot.fill": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "edition.publish": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "book.agree": {Role.INTERN: anyone},
        "chapter.acknowledge": {Role.INTERN: office_or_national},
        "signature.read": {Role.INTERN: own, Role.COORDINATOR: office, Role.HEAD: office},
        "paragraph_question.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "paragraph_question.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "paragraph_question.answer": {Role.COORDINATOR: office},
        "paragraph_question.clear": {Role.INTERN: own},
        "preparation.own": {Role.INTERN: anyone},
        "preparation.list": dict.fromkeys(WRITERS, anyone),
        "guardian.note": {Role.COORDINATOR: office},
        "exercise.learn": {Role.INTERN: anyone},
        "exercise.list": dict.fromkeys(LEARNERS, anyone),
        "exercise.read": dict.fromkeys(LEARNERS, office_or_national),
        "exercise.seal": dict.fromkeys(LEARNERS, office_or_national),
        "exercise.make": dict.fromkeys(WRITERS, anyone),
        "exercise.change": dict.fromkeys(WRITERS, authored),
        "exercise.step": dict.fromkeys(WRITERS, office),
    },
    menu=(Item("learn", 35, "exercise.learn", "exercises.learning", "cap", marked("Learn")),),
    facts={"has_to_agree": waits_for},
    pages={"books": marked("Books")},
    places={
        "books": "editions.books",
        "book_questions": "book_questions.questions",
        "onboarding": "onboarding.tasks",
    },
    parts=(
        Part("me", "guidebook/_me.html", writing.me_part),
        Part("me", "guidebook/exercises/_me.html", exercises.me_part),
        Part("today", "guidebook/onboarding/_today.html", onboarding.today_part),
        Part("learn", "guidebook/onboarding/_learn.html", onboarding.learn_part),
        Part("learn", "guidebook/trying/_learn.html", trying.learn_part),
    ),
    jobs=lambda settings: [*writing_jobs.jobs(), *edition_jobs.jobs(settings), *trying_jobs.jobs()],
    attentions=overview.ATTENTIONS,
    machines=(
        Machine(
            "Revision",
            RevisionState,
            REVISION_MOVES,
            frozenset({RevisionState.DRAFT, RevisionState.PROPOSED}),
            frozenset({RevisionState.APPROVED, RevisionState.DISCARDED}),
        ),
        Machine(
            "Suggestion",
            SuggestionState,
            SUGGESTION_MOVES,
            frozenset({SuggestionState.WAITING}),
            frozenset({SuggestionState.ADOPTED, SuggestionState.DECLINED}),
        ),
        Machine(
            "Edition",
            EditionState,
            EDITION_MOVES,
            frozenset({EditionState.CURRENT}),
            frozenset({EditionState.SUPERSEDED}),
        ),
        Machine(
            "QuizWording",
            WordingState,
            WORDING_MOVES,
            frozenset({WordingState.PROPOSED}),
            frozenset({WordingState.APPROVED, WordingState.DISCARDED}),
        ),
        Machine(
            "Exercise",
            ExerciseState,
            EXERCISE_MOVES,
            frozenset({ExerciseState.DRAFT, ExerciseState.OPEN}),
            frozenset({ExerciseState.RETIRED}),
        ),
    ),
)

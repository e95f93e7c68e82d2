from typing import Any

from mori.access.grants import anyone, office
from mori.access.roles import Actor, Role
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Machine, Part, Slice

from .exercises import making_views
from .exercises import views as exercises
from .exercises.rules import MOVES as EXERCISE_MOVES
from .exercises.rules import ExerciseState


def within_reach(actor: Actor, row: Any) -> bool:
    """National, or of the actor's own office."""
    return bool(row.office_id is None or row.office_id == actor.office_id)


def authored(actor: Actor, row: Any) -> bool:
    """Written by the actor, for the office they are in."""
    return bool(row.office_id == actor.office_id and row.author_id == actor.person_id)


SLICE = Slice(
    "guidebook",
    rooms=("exercises",),
    blueprints=(exercises.bp, making_views.bp),
    grants={
        "exercise.learn": {Role.INTERN: anyone},
        "exercise.list": {
            Role.INTERN: anyone,
            Role.SUPERVISOR: anyone,
            Role.COORDINATOR: anyone,
            Role.HEAD: anyone,
        },
        "exercise.read": {
            Role.INTERN: within_reach,
            Role.SUPERVISOR: within_reach,
            Role.COORDINATOR: within_reach,
            Role.HEAD: within_reach,
        },
        "exercise.seal": {
            Role.INTERN: within_reach,
            Role.SUPERVISOR: within_reach,
            Role.COORDINATOR: within_reach,
            Role.HEAD: within_reach,
        },
        "exercise.make": {
            Role.SUPERVISOR: anyone,
            Role.COORDINATOR: anyone,
            Role.HEAD: anyone,
        },
        "exercise.change": {
            Role.SUPERVISOR: authored,
            Role.COORDINATOR: authored,
            Role.HEAD: authored,
        },
        "exercise.step": {
            Role.SUPERVISOR: office,
            Role.COORDINATOR: office,
            Role.HEAD: office,
        },
    },
    menu=(Item("learn", 35, "exercise.learn", "exercises.learning", "cap", marked("Learn")),),
    parts=(Part("me", "guidebook/exercises/_me.html", exercises.me_part),),
    machines=(
        Machine(
            "Exercise",
            ExerciseState,
            EXERCISE_MOVES,
            frozenset({ExerciseState.DRAFT, ExerciseState.OPEN}),
            frozenset({ExerciseState.RETIRED}),
        ),
    ),
)

from typing import Any

from mori.access.grants import anyone, office
from mori.access.roles import Actor, Role
from mori.web.slice import Machine, Part, Slice

from .assessments.rules import MOVES as ASSESSMENT_MOVES
from .assessments.rules import AssessmentState
from .choices import views as choices
from .schemes import aspect_views, views
from .schemes.rules import MOVES, SchemeState


def office_or_national(actor: Actor, row: Any) -> bool:
    """Of the actor's office, or of every office's."""
    return row.office_id in (None, actor.office_id)


SLICE = Slice(
    "evaluation",
    rooms=("schemes", "choices", "national", "assessments"),
    blueprints=(choices.bp, views.bp, aspect_views.bp),
    grants={
        "scheme.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "scheme.read": {Role.COORDINATOR: office_or_national, Role.HEAD: office_or_national},
        "scheme.make": {Role.COORDINATOR: anyone},
        "scheme.copy": {Role.COORDINATOR: office_or_national},
        "scheme.change": {Role.COORDINATOR: office},
        "scheme.choose": {Role.COORDINATOR: anyone},
        "scheme.own": {Role.INTERN: anyone},
    },
    parts=(
        Part("office", "evaluation/schemes/_office.html", views.office_part),
        Part("scheme", "evaluation/choices/_scheme.html", choices.scheme_part),
        Part("me", "evaluation/choices/_me.html", choices.me_part),
    ),
    machines=(
        Machine(
            "Scheme",
            SchemeState,
            MOVES,
            frozenset({SchemeState.DRAFT}),
            frozenset({SchemeState.RETIRED, SchemeState.DISCARDED}),
        ),
        Machine(
            "Assessment",
            AssessmentState,
            ASSESSMENT_MOVES,
            frozenset({AssessmentState.DRAFT}),
        ),
    ),
)

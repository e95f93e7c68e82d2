from typing import Any

from mori.access.grants import anyone, office
from mori.access.roles import Actor, Role
from mori.web.slice import Machine, Part, Slice

from .matters import views as matters
from .matters import writing_views as matter_writing
from .matters.rules import MOVES as MATTER_MOVES
from .matters.rules import MatterState
from .opinions import views as opinions
from .revealing import ending_views as matter_endings
from .revealing import jobs as revealing_jobs
from .revealing import letters_views as opinion_letters
from .revealing import overview_views as revealing_overview
from .revealing import views as reveals


def authored(actor: Actor, row: Any) -> bool:
    """Written by the actor, for the office they are in."""
    return bool(row.office_id == actor.office_id and row.author_id == actor.person_id)


WRITERS = (Role.SUPERVISOR, Role.COORDINATOR, Role.HEAD)

SLICE = Slice(
    "contributions",
    rooms=(*("matters", "opinions", "revealing"),),
    blueprints=(
        *(matter_writing.bp, matters.bp, opinions.bp, reveals.bp, opinion_letters.bp),
        matter_endings.bp,
    ),
    grants={
        "matter.list": dict.fromkeys(WRITERS, anyone),
        "matter.read": dict.fromkeys(WRITERS, office),
        "matter.make": dict.fromkeys(WRITERS, anyone),
        "matter.change": dict.fromkeys(WRITERS, authored),
        "matter.check": dict.fromkeys(WRITERS, office),
        "matter.step": dict.fromkeys(WRITERS, office),
        "opinion.list": {Role.INTERN: anyone},
        "opinion.give": {Role.INTERN: office},
        "opinion.letters": dict.fromkeys(WRITERS, office),
        "opinion.words": dict.fromkeys(WRITERS, office),
    },
    parts=(Part("learn", "contributions/opinions/_learn.html", opinions.learn_part),),
    jobs=lambda settings: revealing_jobs.jobs(),
    attentions=revealing_overview.ATTENTIONS,
    machines=(
        Machine(
            "Matter",
            MatterState,
            MATTER_MOVES,
            frozenset({MatterState.DRAFT}),
            frozenset({MatterState.RECALLED}),
        ),
    ),
)

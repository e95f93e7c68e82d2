from typing import Any

from mori.access.grants import anyone, office, own
from mori.access.roles import Actor, Role
from mori.core.words import marked
from mori.web.slice import Machine, Part, Slice

from .editions import jobs as edition_jobs
from .editions import publishing_views as publishing
from .editions import views as editions
from .overview import views as overview
from .rules import EDITION_MOVES, REVISION_MOVES, EditionState, RevisionState
from .writing import jobs as writing_jobs
from .writing import office_views as own_texts
from .writing import views as writing


def office_or_national(actor: Actor, row: Any) -> bool:
    """Of the actor's office, or of every office's."""
    return row.office_id in (None, actor.office_id)


WRITERS = (Role.SUPERVISOR, Role.COORDINATOR, Role.HEAD)
READERS = (*WRITERS, Role.OFFICER)

SLICE = Slice(
    "guidebook",
    rooms=("texts", "writing", "editions", "overview"),
    blueprints=(writing.bp, own_texts.bp, publishing.bp, editions.bp),
    grants={
        "book.list": dict.fromkeys(READERS, anyone),
        "chapter.read": dict.fromkeys(READERS, office_or_national),
        "chapter.propose": dict.fromkeys(WRITERS, office_or_national),
        "revision.read": dict.fromkeys(READERS, office),
        "revision.change": dict.fromkeys(WRITERS, own),
        "revision.decide": {Role.COORDINATOR: office, Role.HEAD: office},
        "revision.agree": {Role.OFFICER: office},
        "slot.fill": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "edition.publish": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
    },
    pages={"books": marked("Books")},
    places={"books": "editions.books"},
    parts=(Part("me", "guidebook/_me.html", writing.me_part),),
    jobs=lambda settings: [*writing_jobs.jobs(), *edition_jobs.jobs(settings)],
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
            "Edition",
            EditionState,
            EDITION_MOVES,
            frozenset({EditionState.CURRENT}),
            frozenset({EditionState.SUPERSEDED}),
        ),
    ),
)

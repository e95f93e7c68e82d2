from mori.access.grants import anyone, office, own, supervised
from mori.access.roles import Role
from mori.web.slice import Machine, Part, Slice

from . import institution_views, views
from .away import views as away
from .barred import views as barred
from .capacity import views as capacity
from .counting.counts import counts
from .jobs import jobs
from .overview import views as overview
from .passport import views as passport
from .pasting import views as pasting
from .planned_rows import views as planned_rows
from .planning import publishing_views
from .planning import views as planning
from .planning.rules import MOVES as PLAN_MOVES
from .planning.rules import PlanState
from .rotation import views as rotation
from .rules import MOVES, PlacementState
from .swaps import views as swaps
from .swaps.rules import MOVES as SWAP_MOVES
from .swaps.rules import SwapState
from .unit_notes import views as unit_notes

SLICE = Slice(
    "placements",
    rooms=(
        *("pasting", "barred", "rotation", "counting", "overview"),
        *("capacity", "away", "planning", "planned_rows", "swaps", "unit_notes", "passport"),
    ),
    counts=counts,
    blueprints=(
        *(pasting.bp, rotation.bp, barred.bp, capacity.bp, away.bp),
        *(planning.bp, planned_rows.bp, publishing_views.bp),
        *(swaps.bp, unit_notes.bp, passport.bp),
    ),
    grants={
        "placement.list": {Role.SUPERVISOR: anyone, Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "placement.read": {
            Role.INTERN: own,
            Role.SUPERVISOR: supervised,
            Role.COORDINATOR: office,
            Role.HEAD: office,
        },
        "placement.read_notes": {Role.COORDINATOR: office, Role.HEAD: office},
        "placement.make": {Role.COORDINATOR: anyone},
        "placement.change": {Role.COORDINATOR: office},
        "barred.list": {Role.COORDINATOR: anyone},
        "barred.end": {Role.COORDINATOR: office},
        "capacity.set": {Role.COORDINATOR: anyone},
        "capacity.change": {Role.COORDINATOR: office},
        "away.note": {Role.COORDINATOR: anyone},
        "away.forget": {Role.COORDINATOR: office},
        "rotation.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "rotation.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "rotation.draft": {Role.COORDINATOR: anyone},
        "rotation.change": {Role.COORDINATOR: office},
        "swap.list": {Role.SUPERVISOR: anyone, Role.COORDINATOR: anyone},
        "swap.ask": {Role.COORDINATOR: anyone},
        "swap.answer": {Role.SUPERVISOR: supervised},
        "swap.end": {Role.COORDINATOR: office},
        "unit_note.write": {Role.SUPERVISOR: supervised},
        "competence.tick": {Role.SUPERVISOR: supervised},
        "competence.set": {Role.COORDINATOR: anyone},
    },
    places={"pasting": "pasting.pasting"},
    parts=(
        Part("alert.person", "placements/_place.html", views.place_of),
        Part("receipt", "placements/_pupil.html", views.help_for_pupils),
        Part("person", "placements/rotation/_plan.html", rotation.plannable),
        Part("placement", "placements/unit_notes/_placement.html", unit_notes.notes_part),
        Part("institutions", "placements/institutions/_count.html", institution_views.counted),
        Part("institution", "placements/institutions/_placements.html", institution_views.listed),
        Part("agreement", "placements/institutions/_begun.html", institution_views.begun_under),
        Part(
            "institution.merging", "placements/institutions/_moving.html", institution_views.moving
        ),
    ),
    machines=(
        Machine(
            "Placement",
            PlacementState,
            MOVES,
            frozenset({PlacementState.ACTIVE}),
            frozenset(
                {PlacementState.FINISHED, PlacementState.ENDED_EARLY, PlacementState.WITHDRAWN}
            ),
        ),
        Machine(
            "RotationPlan",
            PlanState,
            PLAN_MOVES,
            frozenset({PlanState.DRAFT}),
            frozenset({PlanState.DROPPED}),
        ),
        Machine(
            "RotationSwap",
            SwapState,
            SWAP_MOVES,
            frozenset({SwapState.ASKED}),
            frozenset({SwapState.DONE, SwapState.REFUSED, SwapState.WITHDRAWN}),
        ),
    ),
    jobs=jobs,
    attentions=overview.ATTENTIONS,
    figures=overview.FIGURES,
)

from mori.access.grants import anyone, office, own, supervised, told
from mori.access.roles import Role
from mori.web.slice import Machine, Part, Slice

from . import institution_views, views
from .away import views as away
from .barred import views as barred
from .capacity import views as capacity
from .counting.counts import counts
from .jobs import jobs
from .overview import views as overview
from .parting import views as parting
from .passport import views as passport
from .pasting import views as pasting
from .planned_rows import views as planned_rows
from .planning import publishing_views
from .planning import views as planning
from .planning.rules import MOVES as PLAN_MOVES
from .planning.rules import PlanState
from .proceedings import rules as proceeding_rules
from .proceedings import signing_views as signing
from .proceedings import views as proceedings
from .proceedings.queries import any_asked
from .resignations import rules as resignation_rules
from .resignations import views as resignations
from .rotation import views as rotation
from .rules import MOVES, PlacementState
from .steps import views as steps
from .supervisors import rules as supervisor_rules
from .supervisors import views as supervisors
from .swaps import views as swaps
from .swaps.rules import MOVES as SWAP_MOVES
from .swaps.rules import SwapState
from .unit_notes import views as unit_notes

SLICE = Slice(
    "placements",
    rooms=(
        *("pasting", "barred", "rotation", "counting"),
        *("proceedings", "resignations", "supervisors", "parting"),
        *("capacity", "away", "planning", "planned_rows", "swaps", "unit_notes", "passport"),
        *("steps", "overview"),
    ),
    counts=counts,
    blueprints=(
        *(pasting.bp, rotation.bp, proceedings.bp, signing.bp),
        *(resignations.bp, supervisors.bp, barred.bp, capacity.bp, away.bp),
        *(planning.bp, planned_rows.bp, publishing_views.bp),
        *(swaps.bp, unit_notes.bp, passport.bp, steps.bp),
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
        "step.tick": {Role.SUPERVISOR: supervised, Role.COORDINATOR: office},
        "step.set": {Role.COORDINATOR: anyone},
        "competence.set": {Role.COORDINATOR: anyone},
        "proceeding.propose": {Role.COORDINATOR: office},
        "proceeding.read": {Role.INTERN: own, Role.COORDINATOR: office, Role.HEAD: office},
        "proceeding.change": {Role.COORDINATOR: office},
        "proceeding.answer": {Role.INTERN: own},
        "proceeding.list_signing": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "proceeding.sign": {Role.OFFICER: told, Role.HEAD: told},
        "resignation.give": {Role.INTERN: own},
        "resignation.read": {Role.INTERN: own, Role.COORDINATOR: office, Role.HEAD: office},
        "resignation.take_back": {Role.INTERN: own},
        "supervisor_change.ask": {Role.INTERN: own},
        "supervisor_change.read": {Role.INTERN: own, Role.COORDINATOR: supervisors.beside},
        "supervisor_change.decide": {Role.COORDINATOR: supervisors.beside},
        "supervisor_change.take_back": {Role.INTERN: own},
    },
    holds=views.what_holds,
    facts={"has_to_answer": any_asked},
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
        Part("placement", "placements/proceedings/_placement.html", proceedings.placement_part),
        Part("placement", "placements/resignations/_placement.html", resignations.placement_part),
        Part("placement", "placements/supervisors/_placement.html", supervisors.placement_part),
        Part("review.entry", "placements/passport/_entry.html", passport.entry_part),
        Part("today", "placements/passport/_today.html", passport.today_part),
        Part("today", "placements/proceedings/_today.html", proceedings.today_part),
        Part("me", "placements/_me.html", views.own_part),
        Part("me", "placements/proceedings/_me.html", signing.me_part),
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
        Machine(
            "Proceeding",
            proceeding_rules.ProceedingState,
            proceeding_rules.MOVES,
            frozenset({proceeding_rules.ProceedingState.ASKED}),
            frozenset(
                {
                    proceeding_rules.ProceedingState.REFUSED,
                    proceeding_rules.ProceedingState.DROPPED,
                    proceeding_rules.ProceedingState.DONE,
                }
            ),
        ),
        Machine(
            "Resignation",
            resignation_rules.ResignationState,
            resignation_rules.MOVES,
            frozenset({resignation_rules.ResignationState.GIVEN}),
            frozenset(
                {
                    resignation_rules.ResignationState.TAKEN_BACK,
                    resignation_rules.ResignationState.DONE,
                }
            ),
        ),
        Machine(
            "SupervisorChange",
            supervisor_rules.SupervisorChangeState,
            supervisor_rules.MOVES,
            frozenset({supervisor_rules.SupervisorChangeState.ASKED}),
            frozenset(
                {
                    supervisor_rules.SupervisorChangeState.AGREED,
                    supervisor_rules.SupervisorChangeState.DECLINED,
                    supervisor_rules.SupervisorChangeState.TAKEN_BACK,
                }
            ),
        ),
    ),
    jobs=jobs,
    attentions=(*overview.ATTENTIONS, *parting.ATTENTIONS),
    figures=overview.FIGURES,
)

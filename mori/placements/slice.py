from mori.access.grants import anyone, office, own, supervised, told
from mori.access.roles import Role
from mori.web.slice import Machine, Part, Slice

from . import institution_views, views
from .counting.counts import counts
from .jobs import jobs
from .overview import views as overview
from .pasting import views as pasting
from .proceedings import rules as proceeding_rules
from .proceedings import signing_views as signing
from .proceedings import views as proceedings
from .proceedings.queries import any_asked
from .resignations import rules as resignation_rules
from .resignations import views as resignations
from .rotation import views as rotation
from .rules import MOVES, PlacementState
from .supervisors import rules as supervisor_rules
from .supervisors import views as supervisors

SLICE = Slice(
    "placements",
    rooms=(
        *("pasting", "rotation", "counting", "overview"),
        *("proceedings", "resignations", "supervisors"),
    ),
    counts=counts,
    blueprints=(
        *(pasting.bp, rotation.bp, proceedings.bp, signing.bp),
        *(resignations.bp, supervisors.bp),
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
    facts={"has_to_answer": any_asked},
    places={"pasting": "pasting.pasting"},
    parts=(
        Part("alert.person", "placements/_place.html", views.place_of),
        Part("receipt", "placements/_pupil.html", views.help_for_pupils),
        Part("person", "placements/rotation/_plan.html", rotation.plannable),
        Part("institutions", "placements/institutions/_count.html", institution_views.counted),
        Part("institution", "placements/institutions/_placements.html", institution_views.listed),
        Part("agreement", "placements/institutions/_begun.html", institution_views.begun_under),
        Part(
            "institution.merging", "placements/institutions/_moving.html", institution_views.moving
        ),
        Part("placement", "placements/proceedings/_placement.html", proceedings.placement_part),
        Part("placement", "placements/resignations/_placement.html", resignations.placement_part),
        Part("placement", "placements/supervisors/_placement.html", supervisors.placement_part),
        Part("today", "placements/proceedings/_today.html", proceedings.today_part),
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
    attentions=overview.ATTENTIONS,
    figures=overview.FIGURES,
)

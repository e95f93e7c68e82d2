from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Machine, Slice

from .deciding import views as deciding
from .deciding.rules import DECISION_MOVES, DecisionState
from .desk import views as desk
from .entry import views as entry
from .erasing import jobs as erasing
from .overview import views as overview
from .rules import MOVES, OPENING_MOVES, ApplicantState, OpeningState
from .settling import jobs as settling

SLICE = Slice(
    "applications",
    rooms=("telling", "entry", "deciding", "settling", "desk", "letters", "erasing", "overview"),
    blueprints=(entry.bp, desk.bp, deciding.bp),
    grants={
        "application.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "application.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "application.enter": {Role.COORDINATOR: anyone},
        "application.change": {Role.COORDINATOR: office},
        "application.decide": {Role.COORDINATOR: office},
    },
    menu=(
        Item("applications", 52, "application.list", "desk.inbox", "in", marked("Applications")),
    ),
    jobs=lambda settings: [*settling.jobs(settings), *erasing.jobs(settings)],
    attentions=overview.ATTENTIONS,
    machines=(
        Machine(
            "Opening",
            OpeningState,
            OPENING_MOVES,
            frozenset({OpeningState.DRAFT}),
        ),
        Machine(
            "Decision",
            DecisionState,
            DECISION_MOVES,
            frozenset({DecisionState.PENDING}),
            frozenset({DecisionState.EFFECTIVE, DecisionState.UNDONE, DecisionState.FAILED}),
        ),
        Machine(
            "Applicant",
            ApplicantState,
            MOVES,
            frozenset({ApplicantState.DRAFT, ApplicantState.SUBMITTED}),
            frozenset({ApplicantState.REFUSED, ApplicantState.WITHDRAWN, ApplicantState.EXPIRED}),
        ),
    ),
)

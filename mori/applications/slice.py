from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.web.slice import Machine, Part, Slice

from .deciding import views as deciding
from .deciding.rules import DECISION_MOVES, DecisionState
from .desk import views as desk
from .entry import views as entry
from .erasing import jobs as erasing
from .letters import jobs as letter_jobs
from .letters import views as letters
from .letters.rules import LETTER_MOVES, LetterState
from .overview import views as overview
from .rules import MOVES, OPENING_MOVES, ApplicantState, OpeningState
from .settling import jobs as settling

SLICE = Slice(
    "applications",
    rooms=("telling", "entry", "deciding", "settling", "desk", "letters", "erasing", "overview"),
    blueprints=(entry.bp, desk.bp, deciding.bp, letters.bp),
    grants={
        "application.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "application.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "application.set_up": {Role.COORDINATOR: anyone},
        "application.enter": {Role.COORDINATOR: anyone},
        "application.change": {Role.COORDINATOR: office},
        "application.decide_many": {Role.COORDINATOR: anyone},
        "application.decide": {Role.COORDINATOR: office},
        "letter.make": {Role.COORDINATOR: anyone},
        "letter.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "letter.change": {Role.COORDINATOR: office},
        "letter.sign": {Role.HEAD: office},
    },
    parts=(Part("application", "applications/letters/_letters.html", letters.application_part),),
    file_purposes=(letters.PURPOSE,),
    jobs=lambda settings: [
        *settling.jobs(settings),
        *letter_jobs.jobs(settings),
        *erasing.jobs(settings),
    ],
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
            "ReplyLetter",
            LetterState,
            LETTER_MOVES,
            frozenset({LetterState.AWAITING}),
            frozenset({LetterState.SIGNED, LetterState.DROPPED}),
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

from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.core.words import marked
from mori.web.slice import Machine, Part, Slice

from .applying import jobs as applying_jobs
from .applying import question_views as asking
from .applying import views as applying
from .deciding import views as deciding
from .deciding.rules import DECISION_MOVES, DecisionState
from .desk import keys_views as desk_keys
from .desk import views as desk
from .entry import views as entry
from .erasing import jobs as erasing
from .held import draft_views as drafts
from .held import paper_views as applied_papers
from .held import status_views as status
from .held import views as held
from .letters import jobs as letter_jobs
from .letters import views as letters
from .letters.rules import LETTER_MOVES, LetterState
from .openings import views as openings
from .overview import views as overview
from .papers import views as papers
from .questions import views as questions
from .rules import MOVES, OPENING_MOVES, ApplicantState, OpeningState
from .settling import jobs as settling
from .ties import views as ties

STAFF = {Role.COORDINATOR: anyone, Role.HEAD: anyone}
OFFICE = {Role.COORDINATOR: office, Role.HEAD: office}

SLICE = Slice(
    "applications",
    rooms=(
        *("openings", "papers", "questions", "telling", "ties", "entry", "deciding"),
        *("settling", "applying", "held", "desk", "letters", "erasing", "overview"),
    ),
    blueprints=(
        *(openings.bp, papers.bp, questions.bp),
        *(applying.bp, asking.bp, held.bp, drafts.bp, applied_papers.bp, status.bp),
        *(ties.bp, entry.bp, desk.bp, deciding.bp, letters.bp),
    ),
    grants={
        "opening.list": STAFF,
        "opening.read": OFFICE,
        "opening.make": {Role.COORDINATOR: anyone},
        "opening.change": {Role.COORDINATOR: office},
        "question.list": STAFF,
        "question.answer": {Role.COORDINATOR: office},
        "application.list": STAFF,
        "application.read": OFFICE,
        "application.set_up": {Role.COORDINATOR: anyone},
        "application.enter": {Role.COORDINATOR: anyone},
        "application.change": {Role.COORDINATOR: office},
        "application.decide_many": {Role.COORDINATOR: anyone},
        "application.decide": {Role.COORDINATOR: office},
        "letter.make": {Role.COORDINATOR: anyone},
        "letter.read": OFFICE,
        "letter.change": {Role.COORDINATOR: office},
        "letter.sign": {Role.HEAD: office},
    },
    pages={"apply": marked("Applying for an internship")},
    places={"apply": "apply.front"},
    parts=(
        Part("application", "applications/letters/_letters.html", letters.application_part),
        Part("me", "applications/desk/_me.html", desk_keys.keys_part),
    ),
    file_purposes=(letters.PURPOSE,),
    jobs=lambda settings: [
        *applying_jobs.jobs(settings),
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

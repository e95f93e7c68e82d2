from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.core.words import marked
from mori.web.slice import Machine, Slice

from .applying import question_views as asking
from .applying import views as applying
from .applying.jobs import jobs
from .held import draft_views as drafts
from .held import paper_views as applied_papers
from .held import status_views as status
from .held import views as held
from .openings import views as openings
from .papers import views as papers
from .questions import views as questions
from .rules import MOVES, OPENING_MOVES, ApplicantState, OpeningState

STAFF = {Role.COORDINATOR: anyone, Role.HEAD: anyone}
OFFICE = {Role.COORDINATOR: office, Role.HEAD: office}

SLICE = Slice(
    "applications",
    rooms=("openings", "papers", "questions", "applying", "held"),
    blueprints=(
        *(openings.bp, papers.bp, questions.bp),
        *(applying.bp, asking.bp, held.bp, drafts.bp, applied_papers.bp, status.bp),
    ),
    grants={
        "opening.list": STAFF,
        "opening.read": OFFICE,
        "opening.make": {Role.COORDINATOR: anyone},
        "opening.change": {Role.COORDINATOR: office},
        "application.read": OFFICE,
        "question.list": STAFF,
        "question.answer": {Role.COORDINATOR: office},
    },
    pages={"apply": marked("Applying for an internship")},
    places={"apply": "apply.front"},
    jobs=jobs,
    machines=(
        Machine(
            "Opening",
            OpeningState,
            OPENING_MOVES,
            frozenset({OpeningState.DRAFT}),
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

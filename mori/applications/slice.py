from mori.web.slice import Machine, Slice

from .rules import MOVES, OPENING_MOVES, ApplicantState, OpeningState

SLICE = Slice(
    "applications",
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

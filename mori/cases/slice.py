from mori.web.slice import Machine, Part, Slice

from .closing import person_views as agreement
from .closing import views as closing
from .closing.jobs import jobs
from .closing.rules import PROPOSAL_MOVES, ProposalState

SLICE = Slice(
    "cases",
    rooms=("closing",),
    blueprints=(closing.bp, agreement.bp),
    parts=(
        Part("alert", "cases/closing/_closing.html", closing.closing_on),
        Part("receipt", "cases/closing/_news.html", agreement.news_on),
    ),
    places={"closed_calls": "closing.closed"},
    machines=(
        Machine(
            "Proposal",
            ProposalState,
            PROPOSAL_MOVES,
            frozenset({ProposalState.OPEN}),
            frozenset(ProposalState) - {ProposalState.OPEN},
        ),
    ),
    jobs=jobs,
)

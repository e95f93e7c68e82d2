from mori.access.grants import anyone, everywhere, told
from mori.access.roles import Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.core.words import marked
from mori.notifications.jobs import MINUTE, periodic
from mori.web.menu import Item
from mori.web.slice import Machine, Part, Slice

from .closing import person_views as agreement
from .closing import views as closing
from .closing.jobs import jobs as closing_jobs
from .closing.rules import PROPOSAL_MOVES, ProposalState
from .desk import views as desk
from .keys.operations import forget_unlockings
from .proof import views as proof
from .retention import views as retention
from .retention.jobs import jobs as retention_jobs
from .retention.operations import erase_again
from .statistics import views as years
from .statistics.jobs import jobs as year_jobs


def jobs(settings: Settings) -> list[Job]:
    return [
        periodic("forget unlockings", MINUTE, forget_unlockings),
        *closing_jobs(settings),
        *retention_jobs(),
        *year_jobs(),
    ]


SLICE = Slice(
    "cases",
    rooms=("keys", "entries", "proof", "desk", "closing", "retention", "statistics"),
    blueprints=(proof.bp, desk.bp, closing.bp, agreement.bp, retention.bp, years.bp),
    grants={
        "case.open": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "case.read": {Role.OFFICER: told, Role.HEAD: told},
        "case.add": {Role.OFFICER: told, Role.HEAD: told},
        "year.read": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "nation.years": {Role.OPERATOR: everywhere},
    },
    menu=(Item("years", 82, "nation.years", "years.of_nation", "list", marked("Year by year")),),
    places={
        "closed_calls": "closing.closed",
        "due_calls": "retention.due",
        "years": "years.of_office",
    },
    parts=(
        Part("alert", "cases/desk/_link.html", desk.case_link),
        Part("alert", "cases/closing/_closing.html", closing.closing_on),
        Part("alert", "cases/retention/_retention.html", retention.retention_on),
        Part("receipt", "cases/closing/_news.html", agreement.news_on),
    ),
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
    lasting={"erased": erase_again},
)

from mori.access.grants import anyone, office, own
from mori.access.roles import Role
from mori.core.jobs import LongKind
from mori.core.words import marked
from mori.web.slice import Machine, Part, Slice

from .checking import views as checking
from .cohorts import run_views, views
from .cohorts.operations import forget_steps, issue_next
from .cohorts.rules import KIND
from .counting.counts import counts
from .jobs import jobs
from .lines import models as _lines  # noqa: F401 - so that its table is known
from .numbers import views as numbers
from .overview import views as overview
from .papers import number_views, own_views
from .papers import rules as papers
from .papers import views as paper_views
from .signatories import views as signatories
from .signing import views as signing

OFFICE = {Role.COORDINATOR: office, Role.HEAD: office}
STAFF = {Role.COORDINATOR: anyone, Role.HEAD: anyone}

SLICE = Slice(
    "certificates",
    rooms=(
        *("statements", "keys", "lines", "numbers", "signatories"),
        *(
            "papers",
            "attended",
            "printing",
            "signing",
            "cohorts",
            "checking",
            "counting",
            "overview",
        ),
    ),
    counts=counts,
    blueprints=(
        numbers.bp,
        signatories.bp,
        number_views.bp,
        paper_views.bp,
        own_views.bp,
        signing.bp,
        views.bp,
        run_views.bp,
        checking.bp,
    ),
    pages={"check": marked("Checking a paper")},
    grants={
        "paper.own": {Role.INTERN: anyone},
        "paper.show_marks": {Role.INTERN: own},
        "paper.open": {Role.INTERN: own, **OFFICE},
        "paper.list": STAFF,
        "paper.read": OFFICE,
        "paper.change": OFFICE,
        "paper.sign": {Role.HEAD: anyone},
        "paper.set_up": STAFF,
        "number.free": {Role.COORDINATOR: office},
        "signatory.change": OFFICE,
        "run.read": OFFICE,
        "run.change": OFFICE,
    },
    places={
        "certificates": "cohorts.ready",
        "issuing": "cohorts.issuing",
        "check": "checking.ask",
    },
    parts=(
        Part("office", "certificates/numbers/_office.html", numbers.office_part),
        Part("me", "certificates/papers/_me.html", own_views.me_part),
        Part("ended", "certificates/papers/_ended.html", own_views.ended_part),
        Part("resignation", "certificates/papers/_resigning.html", own_views.resigning_part),
        Part("placement", "certificates/papers/_placement.html", paper_views.placement_part),
        Part("paper", "certificates/signing/_paper.html", signing.paper_part),
    ),
    file_purposes=(signing.PURPOSE,),
    jobs=jobs,
    long_jobs=(
        LongKind(
            KIND,
            marked("Papers issued at once"),
            "runs.run",
            issue_next,
            "run.change",
            forgotten=forget_steps,
        ),
    ),
    machines=(
        Machine(
            "Paper",
            papers.PaperState,
            papers.MOVES,
            frozenset({papers.PaperState.AWAITING_NUMBER}),
            frozenset({papers.PaperState.REVOKED, papers.PaperState.DROPPED}),
        ),
    ),
    attentions=overview.ATTENTIONS,
)

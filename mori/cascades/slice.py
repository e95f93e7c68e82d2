from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.core.words import marked
from mori.offices.rules import Module
from mori.web.slice import Machine, Part, Slice

from .checking import views as checking
from .confirming import views as confirming
from .figures import views as figures
from .jobs import jobs
from .merging import views as merging
from .overview import views as overview
from .reporting import own_views as own
from .reporting import views as reporting
from .rules import MOVES, TeachingState

OFFICE = {Role.COORDINATOR: office, Role.HEAD: office}

SLICE = Slice(
    "cascades",
    module=Module.NETWORK,
    rooms=(
        *("questions", "trees", "figures", "confirming", "proofs"),
        *("reporting", "checking", "merging", "overview"),
    ),
    blueprints=(
        *(figures.bp, checking.bp, merging.bp),
        *(reporting.bp, own.bp, confirming.bp),
    ),
    grants={
        "teaching.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "teaching.tree": OFFICE,
        "teaching.read": OFFICE,
        "teaching.check": {Role.COORDINATOR: office},
    },
    places={"teachings": "cascades.office"},
    pages={"confirm": marked("Confirming a teaching")},
    parts=(
        Part("teaching", "cascades/merging/_teaching.html", merging.teaching_part),
        Part("member_own", "cascades/reporting/_member_own.html", reporting.member_part),
        Part("member", "cascades/reporting/_member.html", reporting.office_part),
        Part("follow_up", "cascades/reporting/_follow_up.html", reporting.promise_part),
        Part(
            "follow_up_office",
            "cascades/reporting/_follow_up_office.html",
            reporting.promise_office_part,
        ),
        Part("event", "cascades/figures/_event.html", figures.event_part),
    ),
    jobs=jobs,
    machines=(
        Machine(
            "Teaching",
            TeachingState,
            MOVES,
            frozenset({TeachingState.DRAFT}),
            frozenset({TeachingState.WITHDRAWN}),
        ),
    ),
    attentions=overview.ATTENTIONS,
)

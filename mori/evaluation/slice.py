from typing import Any

from mori.access.grants import anyone, office, own, supervised
from mori.access.roles import Actor, Role
from mori.core.words import marked
from mori.web.phone.worker import Address, WaitingForm
from mori.web.slice import Machine, Part, Slice

from .assessments import agreeing_views, watching_views
from .assessments import views as assessments
from .assessments.page_queries import version_of_all
from .assessments.rules import MOVES as ASSESSMENT_MOVES
from .assessments.rules import AssessmentState
from .choices import views as choices
from .counting.counts import counts
from .jobs import jobs
from .overview import views as overview
from .ratings import views as ratings
from .reports import presentation_views as presentations
from .reports import views as reports
from .schemes import aspect_views, views
from .schemes.rules import MOVES, SchemeState


def office_or_national(actor: Actor, row: Any) -> bool:
    """Of the actor's office, or of every office's."""
    return row.office_id in (None, actor.office_id)


SLICE = Slice(
    "evaluation",
    rooms=(
        *("schemes", "choices", "national", "assessments", "reports", "ratings"),
        *("counting", "overview"),
    ),
    counts=counts,
    blueprints=(
        choices.bp,
        views.bp,
        aspect_views.bp,
        assessments.bp,
        agreeing_views.bp,
        watching_views.bp,
        reports.bp,
        presentations.bp,
        ratings.bp,
    ),
    grants={
        "scheme.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "scheme.read": {Role.COORDINATOR: office_or_national, Role.HEAD: office_or_national},
        "scheme.make": {Role.COORDINATOR: anyone},
        "scheme.copy": {Role.COORDINATOR: office_or_national},
        "scheme.change": {Role.COORDINATOR: office},
        "scheme.choose": {Role.COORDINATOR: anyone},
        "scheme.own": {Role.INTERN: anyone},
        "assessment.list": {Role.INTERN: anyone, Role.SUPERVISOR: anyone},
        "assessment.read": {Role.INTERN: own, Role.SUPERVISOR: supervised},
        "assessment.mark": {Role.INTERN: own, Role.SUPERVISOR: supervised},
        "assessment.agree": {Role.SUPERVISOR: supervised},
        "assessment.close": {Role.SUPERVISOR: supervised, Role.COORDINATOR: office},
        "assessment.watch": {Role.COORDINATOR: office, Role.HEAD: office},
        "assessment.appoint": {Role.COORDINATOR: office},
        "report.hand": {Role.INTERN: anyone},
        "report.read": {
            Role.INTERN: own,
            Role.SUPERVISOR: supervised,
            Role.COORDINATOR: office,
            Role.HEAD: office,
        },
        "presentation.plan": {
            Role.INTERN: own,
            Role.SUPERVISOR: supervised,
            Role.COORDINATOR: office,
        },
        "presentation.note": {Role.SUPERVISOR: supervised, Role.COORDINATOR: office},
        "rating.give": {Role.INTERN: anyone},
        "rating.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "rating.own": {Role.SUPERVISOR: anyone},
    },
    facts={"assessments_version": version_of_all},
    parts=(
        Part("office", "evaluation/schemes/_office.html", views.office_part),
        Part("scheme", "evaluation/choices/_scheme.html", choices.scheme_part),
        Part("me", "evaluation/choices/_me.html", choices.me_part),
        Part("today", "evaluation/assessments/_today.html", assessments.today_part),
        Part("queue", "evaluation/assessments/_queue.html", assessments.queue_part),
        Part(
            "overdue", "evaluation/assessments/watched/_overdue.html", watching_views.overdue_part
        ),
        Part("placement", "evaluation/assessments/_placement.html", assessments.placement_part),
        Part("digest", "mail/evaluation/_owed.txt", assessments.digest_part),
        Part("me", "evaluation/reports/_me.html", reports.me_part),
        Part("assessment.facts", "evaluation/reports/_facts.html", reports.facts_part),
        Part("me", "evaluation/ratings/_me.html", ratings.me_part),
        Part("today", "evaluation/reports/_today.html", reports.today_part),
        Part("today", "evaluation/ratings/_today.html", ratings.today_part),
        Part("ended", "evaluation/ratings/_today.html", ratings.today_part),
        Part("placement", "evaluation/reports/_placement.html", reports.placement_part),
        Part("office", "evaluation/ratings/_office.html", ratings.office_part),
    ),
    waiting_forms=(
        WaitingForm(
            "marking",
            marked("Assessment"),
            [Address("assessments.send", "assessments.assessment")],
            prose=["words"],
        ),
    ),
    machines=(
        Machine(
            "Scheme",
            SchemeState,
            MOVES,
            frozenset({SchemeState.DRAFT}),
            frozenset({SchemeState.RETIRED, SchemeState.DISCARDED}),
        ),
        Machine(
            "Assessment",
            AssessmentState,
            ASSESSMENT_MOVES,
            frozenset({AssessmentState.DRAFT}),
        ),
    ),
    file_purposes=(reports.PURPOSE,),
    jobs=jobs,
    attentions=overview.ATTENTIONS,
)

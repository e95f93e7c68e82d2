import datetime as dt

from mori.access.grants import anyone, everywhere, office, own, told
from mori.access.roles import Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Machine, Part, Slice

from .alerts import views
from .alerts.jobs import jobs
from .alerts.rules import MOVES, OVER, AlertState
from .audit.jobs import jobs as audit_jobs
from .audit.views import trouble as audit_trouble
from .canary.jobs import jobs as canary_jobs
from .canary.views import trouble_for
from .doubts.views import bp as doubts
from .drills import views as drills
from .drills.jobs import jobs as drill_jobs
from .duty import shift_views
from .duty import views as duty
from .holes import views as holes
from .holes.jobs import jobs as holes_jobs
from .lasting.jobs import jobs as lasting_jobs
from .lasting.jobs import jobs_of_every_node as lasting_jobs_of_every_node
from .lasting.operations import end_role_again
from .leaders import views as leaders
from .leaders.operations import name_again
from .notes import views as notes
from .points import views as points
from .reach import views as reach
from .receipts import said_views
from .receipts import views as receipts
from .rescue.jobs import jobs as rescue_jobs
from .routing import views as wishes
from .routing.operations import put_in_unit_again, relate_again
from .safety import views as safety
from .safety.jobs import jobs as safety_jobs
from .setup import views as setup
from .subjects import rules as subject_rules
from .subjects import views as subjects
from .subjects.operations import keep_out_again
from .watch.jobs import jobs_of_every_node
from .watch.views import trouble


def all_jobs(settings: Settings) -> list[Job]:
    return [
        *rescue_jobs(settings),
        *jobs(settings),
        *safety_jobs(settings),
        *holes_jobs(settings),
        *drill_jobs(settings.key),
        *canary_jobs(settings),
        *audit_jobs(settings),
        *lasting_jobs(settings),
    ]


def all_jobs_of_every_node(settings: Settings) -> list[Job]:
    return [*lasting_jobs_of_every_node(settings), *jobs_of_every_node(settings)]


def all_trouble(at: dt.datetime) -> str:
    return "; ".join(said for each in (trouble, audit_trouble) if (said := each(at)))


SLICE = Slice(
    "safeguarding",
    rooms=(
        *("button", "audit", "lasting", "points", "reach", "duty", "routing", "leaders", "circles"),
        *("alerts", "outside", "safety", "rescue", "following", "holes", "receipts"),
        *("subjects", "doubts", "notes", "drills", "canary", "watch", "setup"),
    ),
    blueprints=(
        *(points.bp, duty.bp, shift_views.bp, wishes.bp, leaders.bp, views.bp, holes.bp),
        *(safety.bp, receipts.bp, said_views.bp, subjects.bp, doubts, notes.bp),
        *(drills.bp, setup.bp),
    ),
    grants={
        "board.read": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "points.keep": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "points.change": {Role.OFFICER: own, Role.HEAD: own},
        "reach.read": {Role.HEAD: anyone},
        "leader.name": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "leader.end": {Role.COORDINATOR: office, Role.HEAD: office},
        "duty.read": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "duty.plan": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "duty.take_over": {Role.OFFICER: office, Role.HEAD: office},
        "duty.change": {Role.OFFICER: own, Role.HEAD: office},
        "duty.promise": {Role.HEAD: anyone},
        "duty.take_back": {Role.HEAD: office},
        "setup.read": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "nation.duty": {
            Role.OFFICER: anyone,
            Role.HEAD: anyone,
            Role.OPERATOR: everywhere,
        },
        "duty.plan_nation": {Role.HEAD: anyone},
        "nation.watch": {Role.OPERATOR: everywhere},
        "alert.read": {Role.OFFICER: told, Role.HEAD: told},
        "alert.handle": {Role.OFFICER: told, Role.HEAD: told},
        "drill.list": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "drill.begin": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "drill.read": {Role.OFFICER: office, Role.HEAD: office},
    },
    menu=(
        Item(
            "board",
            80,
            "board.read",
            "alerts.board",
            "shield",
            marked("Duty board"),
            waits=views.open_alerts,
            is_urgent=True,
        ),
        Item(
            "national_duty",
            81,
            "nation.watch",
            "shifts.national",
            "shield",
            marked("National duty"),
        ),
    ),
    pages={
        "bantuan": marked("Help"),
        "luring": marked("Help"),
        "c": marked("Help note"),
    },
    parts=(
        Part("alert.first", "safeguarding/safety/_first.html", safety.first_of),
        Part("alert", "safeguarding/drills/_ended.html", drills.after_drill),
        Part("alert", "safeguarding/notes/_notes.html", notes.notes_on),
        Part("alert", "safeguarding/subjects/_subjects.html", subjects.subjects_on),
        Part("receipt", "safeguarding/subjects/_offer.html", subjects.offer_on),
        Part("duty", "safeguarding/setup/_costs.html", setup.costs_of),
        Part("board", "safeguarding/reach/_troubles.html", reach.troubles_for),
        Part("board", "safeguarding/canary/_trouble.html", trouble_for),
        Part("board", "safeguarding/holes/_link.html", holes.link_of),
        Part("help", "safeguarding/drills/_figure.html", drills.figure_on_help),
        Part("me", "safeguarding/points/_link.html", points.points_link),
        Part("me", "safeguarding/reach/_own.html", reach.own_trouble_of),
        Part("me", "safeguarding/safety/_me.html", safety.safety_part),
        Part("me", "safeguarding/routing/_me.html", wishes.wish_part),
        Part("me", "safeguarding/receipts/_note.html", receipts.note_of),
    ),
    places={"drills": "drills.drills", "unit_leaders": "leaders.leaders"},
    machines=(
        Machine("Alert", AlertState, MOVES, frozenset({AlertState.RECEIVED}), OVER),
        Machine(
            "Subject",
            subject_rules.SubjectState,
            subject_rules.MOVES,
            frozenset({subject_rules.SubjectState.NAMED}),
            frozenset({subject_rules.SubjectState.DROPPED}),
        ),
    ),
    attentions=holes.ATTENTIONS,
    jobs=all_jobs,
    jobs_of_every_node=all_jobs_of_every_node,
    lasting={
        "relation": relate_again,
        "unit": put_in_unit_again,
        "leader": name_again,
        "role": end_role_again,
        "kept out": keep_out_again,
    },
    trouble=all_trouble,
)

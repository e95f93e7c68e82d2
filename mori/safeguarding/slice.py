from mori.access.grants import anyone, office, told
from mori.access.roles import Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Machine, Part, Slice

from .alerts import views
from .alerts.jobs import jobs, jobs_of_every_node
from .alerts.rules import MOVES, AlertState
from .canary.jobs import jobs as canary_jobs
from .canary.views import trouble_for
from .doubts.views import bp as doubts
from .drills import views as drills
from .drills.jobs import jobs as drill_jobs
from .notes import views as notes
from .reach import views as reach
from .receipts import views as receipts

END = frozenset({AlertState.ENDED})


def all_jobs(settings: Settings) -> list[Job]:
    return [*jobs(settings), *drill_jobs(settings.key), *canary_jobs(settings)]


SLICE = Slice(
    "safeguarding",
    rooms=("button", "reach", "alerts", "receipts", "doubts", "notes", "drills", "canary"),
    blueprints=(views.bp, receipts.bp, doubts, notes.bp, drills.bp),
    grants={
        "board.read": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "reach.read": {Role.HEAD: anyone},
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
    ),
    pages={
        "bantuan": marked("Help"),
        "luring": marked("Help"),
        "c": marked("Help note"),
    },
    parts=(
        Part("alert", "safeguarding/drills/_ended.html", drills.after_drill),
        Part("alert", "safeguarding/notes/_notes.html", notes.notes_on),
        Part("board", "safeguarding/reach/_troubles.html", reach.troubles_for),
        Part("board", "safeguarding/canary/_trouble.html", trouble_for),
        Part("help", "safeguarding/drills/_figure.html", drills.figure_on_help),
        Part("me", "safeguarding/reach/_own.html", reach.own_trouble_of),
        Part("me", "safeguarding/receipts/_note.html", receipts.note_of),
    ),
    places={"drills": "drills.drills"},
    machines=(Machine("Alert", AlertState, MOVES, frozenset({AlertState.RECEIVED}), END),),
    jobs=all_jobs,
    jobs_of_every_node=jobs_of_every_node,
)

from mori.access.grants import anyone, told
from mori.access.roles import Role
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Machine, Part, Slice

from .alerts import views
from .alerts.jobs import jobs
from .alerts.rules import MOVES, AlertState
from .doubts.views import bp as doubts
from .notes import views as notes
from .reach import views as reach
from .receipts import views as receipts
from .watch.jobs import jobs_of_every_node
from .watch.views import trouble

SLICE = Slice(
    "safeguarding",
    rooms=("button", "reach", "alerts", "receipts", "doubts", "notes", "watch"),
    blueprints=(views.bp, receipts.bp, doubts, notes.bp),
    grants={
        "board.read": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "reach.read": {Role.HEAD: anyone},
        "alert.read": {Role.OFFICER: told, Role.HEAD: told},
        "alert.handle": {Role.OFFICER: told, Role.HEAD: told},
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
        Part("alert", "safeguarding/notes/_notes.html", notes.notes_on),
        Part("board", "safeguarding/reach/_troubles.html", reach.troubles_for),
        Part("me", "safeguarding/reach/_own.html", reach.own_trouble_of),
        Part("me", "safeguarding/receipts/_note.html", receipts.note_of),
    ),
    machines=(Machine("Alert", AlertState, MOVES, frozenset({AlertState.RECEIVED})),),
    jobs=jobs,
    jobs_of_every_node=jobs_of_every_node,
    trouble=trouble,
)

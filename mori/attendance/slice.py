from mori.access.grants import anyone, office, own, supervised
from mori.access.roles import Role
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Machine, Part, Slice

from . import print_views, views
from .codes import views as codes
from .codes.queries import asks_code
from .corrections import views as corrections
from .corrections.rules import MOVES, CorrectionState
from .papers import views as papers
from .rules import ATTENDANCE_MOVES, AttendanceKind
from .sheets import views as sheets
from .waiting_forms import WAITING_FORMS

STAFF = {Role.SUPERVISOR: anyone, Role.COORDINATOR: anyone}

SLICE = Slice(
    "attendance",
    rooms=("codes", "papers", "corrections", "sheets"),
    blueprints=(views.bp, print_views.bp, codes.bp, papers.bp, corrections.bp, sheets.bp),
    grants={
        "day.read": {Role.INTERN: anyone},
        "day.write": {Role.INTERN: anyone},
        "screen.read": STAFF,
        "office.code": {Role.COORDINATOR: anyone},
        "correction.list": STAFF,
        "correction.read": {
            Role.INTERN: own,
            Role.SUPERVISOR: supervised,
            Role.COORDINATOR: office,
            Role.HEAD: office,
        },
        "correction.decide": {Role.SUPERVISOR: supervised, Role.COORDINATOR: office},
        "correction.withdraw": {Role.INTERN: own},
        "sheet.write": STAFF,
        "proof.see": {Role.SUPERVISOR: supervised, Role.COORDINATOR: office},
    },
    facts={"asks_code": asks_code},
    menu=(
        Item("attendance", 30, "day.read", "attendance.attendance", "clock", marked("Attendance")),
    ),
    parts=(Part("office", "attendance/codes/_office.html", codes.office_part),),
    machines=(
        Machine("Attendance", AttendanceKind, ATTENDANCE_MOVES, frozenset(AttendanceKind)),
        Machine(
            "AttendanceCorrection",
            CorrectionState,
            MOVES,
            frozenset({CorrectionState.ASKED}),
            frozenset(CorrectionState) - {CorrectionState.ASKED},
        ),
    ),
    waiting_forms=WAITING_FORMS,
)

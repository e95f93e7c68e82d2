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
from .counting.counts import counts
from .office_months import views as office_months
from .overview import views as overview
from .papers import views as papers
from .rules import ATTENDANCE_MOVES, AttendanceKind
from .sheets import views as sheets
from .terms import views as terms
from .waiting_forms import WAITING_FORMS

STAFF = {Role.SUPERVISOR: anyone, Role.COORDINATOR: anyone}

SLICE = Slice(
    "attendance",
    counts=counts,
    rooms=(
        *("codes", "papers", "corrections", "sheets", "terms", "office_months"),
        *("counting", "overview"),
    ),
    blueprints=(
        *(views.bp, print_views.bp, codes.bp, papers.bp, corrections.bp, sheets.bp),
        *(terms.bp, office_months.bp),
    ),
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
        "correction.call_off": {
            Role.INTERN: own,
            Role.SUPERVISOR: supervised,
            Role.COORDINATOR: office,
        },
        "sheet.write": STAFF,
        "office_month.read": {**STAFF, Role.HEAD: anyone},
        "day_off.confirm": {Role.SUPERVISOR: supervised, Role.COORDINATOR: office},
        "terms.set": {Role.COORDINATOR: anyone},
        "proof.see": {Role.SUPERVISOR: supervised, Role.COORDINATOR: office},
    },
    facts={"asks_code": asks_code},
    menu=(
        Item("attendance", 30, "day.read", "attendance.attendance", "clock", marked("Attendance")),
    ),
    parts=(
        Part("office", "attendance/codes/_office.html", codes.office_part),
        Part("office", "attendance/terms/_office.html", terms.office_part),
    ),
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
    attentions=overview.ATTENTIONS,
    figures=overview.FIGURES,
)

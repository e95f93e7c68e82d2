"""What an office has said of its programmes, and of coming late."""

import datetime as dt

from mori.placements.models import Placement
from mori.placements.rules import InternKind

from ..models import Attendance
from .models import LateRule, ProgrammeTerms
from .rules import programme_folded

SHOWN = 60  # programmes that are offered, and placements in which they are looked for
RECENT = 400


def terms_rows(office_id: int) -> list[ProgrammeTerms]:
    """What is said of programmes, each kind's own first."""
    return list(
        ProgrammeTerms.select()
        .where(ProgrammeTerms.office == office_id)
        .order_by(ProgrammeTerms.kind, ProgrammeTerms.programme)
    )


def terms_row(office_id: int, kind: InternKind, programme: str) -> ProgrammeTerms | None:
    """The row of a programme, however it is spelled."""
    wanted = programme_folded(programme)
    rows = (each for each in terms_rows(office_id) if each.kind == kind)
    return next((each for each in rows if programme_folded(each.programme) == wanted), None)


def graces_of(office_id: int) -> list[tuple[dt.date, int]]:
    """From when on how many minutes are no lateness, the earliest first."""
    rows = LateRule.select(LateRule.from_on, LateRule.grace_minutes)
    return [
        (row.from_on, row.grace_minutes)
        for row in rows.where(LateRule.office == office_id).order_by(LateRule.from_on)
    ]


def programmes_of(office_id: int) -> list[str]:
    """How programmes are called in an office's last placements."""
    rows = (
        Placement.select(Placement.programme)
        .where(Placement.office == office_id)
        .order_by(Placement.ends_on.desc(), Placement.id.desc())
        .limit(RECENT)
    )
    return sorted({row.programme for row in rows if row.programme})[:SHOWN]


def placements_since(office_id: int, day: dt.date) -> list[int]:
    """The placements of an office with days since: not ended before, or recorded after the end."""
    recorded = Attendance.select(Attendance.placement).where(
        Attendance.office == office_id, Attendance.day >= day
    )
    rows = Placement.select(Placement.id).where(
        Placement.office == office_id, (Placement.ends_on >= day) | Placement.id.in_(recorded)
    )
    return [row.id for row in rows]

"""Half a month of a small office, written out and counted by hand.

Sari, of a university in Banjarmasin, with Rina in PVL from 2 November:
  there on 2, 3 and 4 November from 7.30 to 16.00, an hour's break: 3 × 7.5 hours; on duty elsewhere
  on the 5th, without times; sick on the 6th. Entries of the 2nd, initialled after 2 hours, of the
  3rd, after 4, and of the 4th, which nobody has looked at since. Assessed on the 13th.
Tono, of an institution that nobody has linked, with Budi in Pencegahan from 2 November:
  there on the 9th from 8 to 13, less the hour's break, and on Saturday the 7th from 8 to 12, which
  the office confirmed and which has no break. An entry of the 9th, initialled after 1 hour.
Ani, of a name that became Sari's university, with Budi in Pencegahan from 2 to 13 November:
  no day recorded. Her certificate is of the 13th, and she confirmed
  her record on the 16th.
"""

import datetime as dt

from mori.accounts.operations import add_person
from mori.alumni.consents.operations import note_answer
from mori.alumni.records.operations import keep_placement
from mori.attendance.models import Attendance
from mori.attendance.rules import AttendanceKind
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import PaperState
from mori.certificates.statements.rules import PaperKind
from mori.core.clock import moment
from mori.evaluation.assessments.models import Assessment
from mori.evaluation.assessments.rules import AssessmentState
from mori.institutions.models import Institution
from mori.institutions.operations import institution_for
from mori.institutions.queries import region_by_code
from mori.logbook.rules import EntryState
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from tests.cast import NOON, Cast, place
from tests.evaluation.assessments.making import begun, round_of
from tests.logbook.writing import write_entry
from tests.recap.rollups.recounting import rebuild

HEADS = [
    *("Mulai", "Selesai", "Hari", "Jam", "Catatan", "Diparaf", "Median tunggu (jam)"),
    *("Lewat waktu", "Penilaian", "Sertifikat", "Alumni menjawab"),
]
SARI = "1|0|4|22,50|3|2|3|1|1|0|0"
TONO = "1|0|2|8,00|1|1|1|0|0|0|0"
SARI_AND_ANI = "2|1|4|22,50|3|2|3|1|1|1|1"
TONO_AND_ANI = "2|1|2|8,00|1|1|1|0|0|1|1"
ALL = "3|1|6|30,50|4|3|2|1|1|1|1"  # half of 1, 2 and 4 hours is 2


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return moment(dt.date(2026, 11, day), dt.time(hour, minute), "Asia/Makassar")


def seed(cast: Cast) -> None:
    campus = institution_for(cast.banua.id, "Universitas Umpama", "", None, NOON)
    older = institution_for(cast.banua.id, "Univ. Umpama Lama", "", None, NOON)
    Institution.update(region=region_by_code("63.71")).where(Institution.id == campus.id).execute()
    Institution.update(merged_into=campus).where(Institution.id == older.id).execute()
    ani = add_person("Ani Misal", NOON, None, "ani@contoh.example")
    stay = place(ani, cast.banua, [(cast.pencegahan, cast.budi, None)], days=12)
    for placement, institution in ((cast.placement, campus), (stay, older)):
        Placement.update(institution=institution).where(Placement.id == placement.id).execute()
    _days_of_sari(cast)
    _days_of_tono(cast)
    _end_of(stay)
    rebuild()


def _days_of_sari(cast: Cast) -> None:
    for day in (2, 3, 4):
        _record(cast.placement, day, "present", at(day, 7, 30), at(day, 16))
    _record(cast.placement, 5, "field_duty")
    _record(cast.placement, 6, "sick")
    for day, hours in ((2, 2), (3, 4), (4, None)):
        _write(cast, day, hours)
    assessment = begun(round_of(cast.placement), AssessmentState.LOCKED)
    Assessment.update(locked_at=at(13, 10)).where(Assessment.id == assessment.id).execute()


def _days_of_tono(cast: Cast) -> None:
    _record(cast.placement_tono, 7, "present", at(7, 8), at(7, 12), confirmed_at=NOON)
    _record(cast.placement_tono, 9, "present", at(9, 8), at(9, 13))
    _write(
        cast, 9, 1, placement=cast.placement_tono, person=cast.tono, unit=cast.pencegahan,
        supervisor=cast.budi, stand_in=None,
    )  # fmt: skip


def _end_of(stay: Placement) -> None:
    Placement.update(state=PlacementState.FINISHED).where(Placement.id == stay.id).execute()
    Paper.create(
        office=stay.office_id, placement=stay, kind=PaperKind.CERTIFICATE, locale="id",
        state=PaperState.SIGNED, number="017/X/2026", number_folded="017/x/2026",
        issued_on=dt.date(2026, 11, 13), made_at=NOON,
    )  # fmt: skip
    note_answer(keep_placement(Placement.get_by_id(stay.id), NOON), None, at(16, 9))


def _record(stay: Placement, day: int, kind: str, came=None, left=None, **more) -> None:
    Attendance.create(
        placement=stay, person=stay.person_id, office=stay.office_id, kind=AttendanceKind(kind),
        day=dt.date(2026, 11, day), checked_in_at=came, checked_out_at=left, **more,
    )  # fmt: skip


def _write(cast: Cast, day: int, hours: int | None, **more) -> None:
    if hours:
        more |= {"reviewed_at": at(day, 9 + hours), "state": EntryState.APPROVED}
    write_entry(cast, dt.date(2026, 11, day), at=at(day, 9), **more)

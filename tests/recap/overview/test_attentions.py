"""What each slice finds that wants attention, and where it is done."""

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.accounts.operations import give_role
from mori.alumni.imports.models import Import, ImportRow
from mori.alumni.imports.rules import ImportState, RowVerdict
from mori.alumni.privacy.models import PrivacyRequest
from mori.attendance.corrections.models import AttendanceCorrection
from mori.certificates.cohorts.desk import candidates
from mori.certificates.cohorts.rules import Readiness
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import PaperState
from mori.certificates.statements.rules import Signing
from mori.core.workdays import DAY
from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.choices.models import SchemeChoice
from mori.evaluation.rules import Moment
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import PlacementState
from tests.alumni.applying.applied import imported, listed
from tests.alumni.privacy.asking import request_of
from tests.cast import NOON, TODAY, place
from tests.certificates.issuing import end, issue, let_issue
from tests.evaluation.assessments.making import begun, end_on, round_of, split_stay
from tests.evaluation.reports.handing import hand_in_link
from tests.guidance.pulse.asking import PAID, answer

pytestmark = pytest.mark.usefixtures("noon")


def test_an_intern_without_a_supervisor_is_to_be_placed(told, cast):
    Membership.update(ended_at=NOON).where(
        Membership.person == cast.rina.id, Membership.role == Role.SUPERVISOR
    ).execute()
    UnitSpan.update(ends_on=TODAY - DAY).where(
        UnitSpan.placement == cast.placement_tono.id
    ).execute()

    found = told(cast.wati)

    for placement, name in ((cast.placement, "Sari"), (cast.placement_tono, "Tono")):
        said = found[f"/peserta/{placement.key}/rotasi"]
        assert said.startswith(f"{name} Contoh belum punya pembimbing hari ini")
        assert said.endswith("Atur unit")


def test_whoever_begins_soon_without_a_unit_is_named(told, cast):
    away = [(cast.pvl, cast.rina, None)]
    unready, ready, later = (
        place(cast.laila, cast.banua, away, TODAY + days * DAY) for days in (5, 6, 20)
    )
    UnitSpan.delete().where(UnitSpan.placement.in_([unready.id, later.id])).execute()

    found = told(cast.wati)

    assert "mulai Sen 23 Nov, unitnya belum diatur" in found[f"/peserta/{unready.key}/rotasi"]
    assert f"/peserta/{ready.key}/rotasi" not in found
    assert f"/peserta/{later.key}/rotasi" not in found


def test_those_who_end_within_two_weeks_are_one_line(told, cast):
    end_on(cast.placement, TODAY + 9 * DAY)
    end_on(cast.placement_tono, TODAY + 2 * DAY)

    said = told(cast.hasan)["/peserta?urut=selesai"]

    assert said.startswith("2 peserta selesai dalam dua pekan ini Yang pertama Jum 20 Nov.")


def test_a_correction_is_decided_by_whoever_may_and_it_is_not_about(told, cast):
    role = give_role(cast.tono, cast.banua.id, Role.COORDINATOR, NOON)
    asked = {
        person: AttendanceCorrection.create(
            token=placement.key, placement=placement, person=person, office=cast.banua,
            day=TODAY - DAY, kind="present", reason="Lupa.", asked_at=NOON,
        )
        for placement, person in ((cast.placement, cast.sari), (cast.placement_tono, cast.tono))
    }  # fmt: skip
    mine, other = (f"/koreksi/{asked[each].key}" for each in (cast.tono, cast.sari))

    assert "minta presensinya dibetulkan Untuk Sel 17 Nov." in told(cast.wati)[mine]
    assert other in told(cast.wati)
    assert {mine, other} & told(cast.tono, role=role).keys() == {other}
    assert not {mine, other} & told(cast.hasan).keys()


def test_an_absence_for_part_of_a_day_is_called_that(told, cast):
    asked = AttendanceCorrection.create(
        token="t", placement=cast.placement, person=cast.sari, office=cast.banua,
        day=TODAY + DAY, kind="present", reason="Ujian.", asked_at=NOON,
        away_from_at=NOON + DAY, away_until_at=NOON + DAY,
    )  # fmt: skip

    said = told(cast.wati)[f"/koreksi/{asked.key}"]

    assert "minta izin sebagian hari Untuk Kam 19 Nov." in said
    assert "dibetulkan" not in said


def test_a_concern_is_told_to_its_readers_alone(told, cast):
    answer(cast.placement, PAID)
    path = f"/peserta/{cast.placement.key}/hari-kesepuluh"

    assert "jawaban hari kesepuluhnya perlu ditindaklanjuti" in told(cast.wati)[path]
    assert path not in told(cast.hasan)

    UnitSpan.update(stand_in=cast.wati).where(UnitSpan.placement == cast.placement.id).execute()

    assert path not in told(cast.wati)
    assert path in told(cast.hasan)


@pytest.mark.parametrize("state", [AssessmentState.DRAFT, AssessmentState.DISCUSSED])
def test_a_final_that_nobody_locks_is_told_days_after_the_end(told, cast, state):
    end_on(cast.placement, TODAY - 9 * DAY)
    begun(round_of(cast.placement), state)
    path = f"/penilaian/peserta/{cast.placement.key}"

    assert "penilaian akhirnya belum selesai Berakhir 6 hari kerja lalu." in told(cast.hasan)[path]

    begun(round_of(cast.placement), AssessmentState.LOCKED)

    assert "penilaian di satu unit belum selesai" in told(cast.hasan)[path]


def test_a_stay_in_a_unit_is_told_until_it_is_assessed(told, cast):
    split_stay(cast)
    path = f"/penilaian/peserta/{cast.placement.key}"

    assert "penilaian di satu unit belum selesai" in told(cast.wati)[path]

    begun(round_of(cast.placement, Moment.UNIT_END), AssessmentState.LOCKED)

    assert path not in told(cast.wati)


def test_an_office_that_assesses_nothing_then_owes_nothing(told, cast):
    end_on(cast.placement, TODAY - 9 * DAY)
    SchemeChoice.create(office=cast.banua, kind=cast.placement.kind, moment=Moment.FINAL, family="")

    said = told(cast.wati)[f"/penilaian/peserta/{cast.placement.key}"]
    assert "penilaian di satu unit belum selesai" in said
    assert "penilaian akhirnya" not in said


def test_a_report_is_missed_two_weeks_before_the_end(told, cast):
    end_on(cast.placement, TODAY + 9 * DAY)
    path = f"/peserta/{cast.placement.key}/laporan"

    assert "belum menyerahkan laporan akhir Magangnya selesai Jum 27 Nov." in told(cast.wati)[path]

    hand_in_link(cast.placement)

    assert path not in told(cast.wati)


def test_papers_wait_for_the_head_and_for_a_number(told, cast, app):
    let_issue(cast)
    issue(cast)
    waits = issue(cast, end(cast.placement_tono))
    Paper.update(state=PaperState.AWAITING_NUMBER).where(Paper.id == waits.id).execute()
    sign, number = "/sertifikat/tanda-tangan", "/sertifikat/surat"

    assert told(cast.hasan)[sign].startswith("1 surat menunggu tanda tangan Anda")
    assert told(cast.hasan)[number].startswith("1 surat menunggu nomor")
    assert sign not in told(cast.wati)


def test_a_paper_that_is_signed_outside_waits_for_its_file(told, cast):
    let_issue(cast, signing=Signing.TTE)
    issue(cast)
    path = "/sertifikat/surat?keadaan=tanda-tangan"

    for who in (cast.wati, cast.hasan):
        assert told(who)[path].startswith("1 surat menunggu berkas bertanda tangan")
    assert "/sertifikat/tanda-tangan" not in told(cast.hasan)


def test_who_is_ready_and_who_is_kept_back_are_those_of_their_list(told, cast):
    end_on(cast.placement, TODAY - 4 * DAY)
    Placement.update(state=PlacementState.FINISHED).where(
        Placement.id == cast.placement.id
    ).execute()
    kept_back, ready = "/sertifikat?saring=kurang", "/sertifikat"

    assert told(cast.wati)[kept_back].startswith("1 sertifikat tertahan")
    assert len(candidates(cast.banua.id, Readiness.LACKING, "", TODAY).rows) == 1

    for moment in (Moment.FINAL, Moment.REPORT):
        begun(round_of(cast.placement, moment), AssessmentState.LOCKED)

    assert told(cast.wati)[ready].startswith("1 sertifikat siap diterbitkan")
    assert kept_back not in told(cast.wati)
    assert len(candidates(cast.banua.id, Readiness.READY, "", TODAY).rows) == 1


@pytest.mark.parametrize(
    ("hours", "said"), [(-1, "sudah lewat"), (20, "habis dalam 24 jam"), (60, "sedang berjalan")]
)
def test_what_an_alumnus_asked_is_told_with_its_clock(told, cast, hours, said):
    asked = request_of(cast)
    PrivacyRequest.update(due_at=NOON + hours * DAY / 24).execute()
    path = f"/alumni/permintaan/{asked.key}"

    assert "Rina Umpama mengajukan permintaan soal datanya" in told(cast.wati)[path]
    assert said in told(cast.wati)[path]
    assert path not in told(cast.hasan)


def test_lists_of_alumni_wait_for_their_columns_their_rows_or_to_be_taken_over(told, cast):
    made = imported(cast, listed("Umi Misal", "Sari Misal"))
    rows = f"/alumni/impor/{made.key}/baris?saring=putuskan"
    ImportRow.update(verdict=RowVerdict.DOUBTFUL).where(ImportRow.position == 2).execute()

    assert told(cast.wati)[rows].startswith("alumni.csv punya 1 baris yang meragukan")

    ImportRow.update(decision="skip").execute()

    assert told(cast.wati)[f"/alumni/impor/{made.key}"].startswith("alumni.csv siap dimasukkan")

    Import.update(state=ImportState.MAPPED).execute()

    assert told(cast.wati)[f"/alumni/impor/{made.key}"].startswith("alumni.csv kolomnya belum")
    assert not [path for path in told(cast.hasan) if "impor" in path]


def test_what_is_done_or_of_long_ago_is_not_told(told, cast):
    let_issue(cast)
    out_of = end(cast.placement)
    Placement.update(ends_on=TODAY - 200 * DAY).where(Placement.id == out_of.id).execute()

    assert not [path for path in told(cast.wati) if "sertifikat" in path]

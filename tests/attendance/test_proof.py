"""A day away may be proven; somebody of the office says that they have seen it."""

import pytest

from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.day_operations import see_proof
from mori.attendance.models import Attendance, AttendanceEvent
from mori.attendance.operations import report_absence
from mori.attendance.papers.models import AttendancePaper
from mori.attendance.papers.operations import attach_paper
from mori.attendance.rules import AttendanceKind
from mori.core.errors import Refused
from mori.core.files.store import FolderStore
from mori.placements.models import Placement
from tests.cast import NOON, TODAY
from tests.support.pictures import jpeg, letter, scene

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def sick(cast) -> Attendance:
    placement = Placement.get_by_id(cast.placement.id)
    return report_absence(placement, TODAY, AttendanceKind.SICK, "", cast.sari.id, NOON)


@pytest.mark.parametrize("who", ["rina", "budi", "wati"])
def test_whoever_looks_after_the_intern_marks_it_seen(visit, cast, sick, who):
    browser = visit(getattr(cast, who))

    page = browser.get(f"/peserta/{cast.placement.key}").text
    marked = browser.post(f"/presensi/{sick.key}/surat")
    browser.post(f"/presensi/{sick.key}/surat")

    assert "surat belum ada" in page
    assert marked.status_code == 303
    assert "surat sudah dilihat" in visit(cast.sari).get("/presensi").text
    assert [e.verb for e in AttendanceEvent.select()] == ["sick", "proof"]


@pytest.mark.parametrize("who", ["sari", "joko", "citra", "hasan", "ningsih"])
def test_nobody_else_can(visit, cast, sick, who):
    assert visit(getattr(cast, who)).post(f"/presensi/{sick.key}/surat").status_code == 404
    assert Attendance.get().proof_seen_at is None


def test_the_intern_has_no_such_button(visit, cast, sick):
    assert "/surat" not in visit(cast.sari).get("/presensi").text


def test_a_day_of_presence_has_nothing_to_prove(cast, sick):
    Attendance.update(kind="present").execute()

    with pytest.raises(Refused):
        see_proof(Attendance.get_by_id(sick.id), cast.rina.id, NOON)


def test_nobody_says_that_they_have_seen_their_own(cast, sick):
    with pytest.raises(Refused):
        see_proof(sick, cast.sari.id, NOON)


def test_another_reason_needs_another_proof(cast, sick):
    see_proof(sick, cast.rina.id, NOON)
    placement = Placement.get_by_id(cast.placement.id)

    report_absence(placement, TODAY, AttendanceKind.EXCUSED, "Ujian", cast.sari.id, NOON)

    assert Attendance.get().proof_seen_at is None


@pytest.fixture
def paper(sick) -> AttendancePaper:
    return AttendancePaper.create(
        token="p", attendance=sick, bytes=4000, width=1, height=1, at=NOON
    )


def test_a_day_with_a_paper_says_so_and_leads_to_it(visit, cast, paper):
    page = visit(cast.sari).get("/presensi").text

    assert "surat ada" in page
    assert f'href="/surat/{paper.key}/lihat"' in page


def test_whoever_decides_on_a_correction_can_open_the_days_paper(visit, cast, sick, paper):
    correction = AttendanceCorrection.create(
        token="c",
        placement=cast.placement,
        person=cast.sari,
        office=cast.banua,
        day=TODAY,
        kind="present",
        reason="Lupa.",
        asked_at=NOON,
    )

    page = visit(cast.rina).get(f"/koreksi/{correction.key}").text

    assert f'href="/surat/{paper.key}/lihat"' in page


def test_another_paper_has_to_be_seen_again(cast, sick, tmp_path):
    store = FolderStore(tmp_path)
    attach_paper(store, sick, jpeg(scene(800, 600)), NOON)
    see_proof(Attendance.get_by_id(sick.id), cast.rina.id, NOON)

    attach_paper(store, sick, jpeg(scene(800, 600)), NOON)
    was_seen = Attendance.get().proof_seen_at
    attach_paper(store, sick, jpeg(letter()), NOON)

    assert (was_seen, Attendance.get().proof_seen_at) == (NOON, None)

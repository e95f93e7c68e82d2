"""A day away may be proven; somebody of the office says that they have seen it."""

import pytest

from mori.core.errors import Refused
from mori.placements.day_operations import see_proof
from mori.placements.models import Attendance, AttendanceEvent, Placement
from mori.placements.operations import report
from mori.placements.proofs import Papers
from mori.placements.rules import AttendanceKind
from tests.cast import NOON, TODAY

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def sick(cast) -> Attendance:
    placement = Placement.get_by_id(cast.placement.id)
    return report(placement, TODAY, AttendanceKind.SICK, "", cast.sari.id, NOON)


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


def test_another_reason_needs_another_proof(cast, sick):
    see_proof(sick, cast.rina.id, NOON)
    placement = Placement.get_by_id(cast.placement.id)

    report(placement, TODAY, AttendanceKind.EXCUSED, "Ujian", cast.sari.id, NOON)

    assert Attendance.get().proof_seen_at is None


def test_whoever_keeps_papers_says_which_days_have_one(visit, cast, sick, monkeypatch):
    monkeypatch.setattr(Papers, "of_days", staticmethod(lambda keys: {sick.key} & set(keys)))

    assert "surat ada" in visit(cast.sari).get("/presensi").text

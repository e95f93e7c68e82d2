"""A month of attendance to print and sign."""

import datetime as dt

import pytest
import time_machine

from mori.attendance.operations import check_in, check_out, report_absence
from mori.attendance.rules import AttendanceKind
from mori.offices.models import Office
from mori.placements.models import Placement, UnitSpan
from tests.cast import NOON, TODAY
from tests.support.answers import text_of

pytestmark = pytest.mark.usefixtures("noon")
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def lived(cast):
    Office.update(address="Jalan Contoh 17, Kota Contoh").execute()
    placement = Placement.get_by_id(cast.placement.id)
    check_in(placement, TODAY, cast.sari.id, NOON - 4 * HOUR)
    check_out(placement, TODAY, cast.sari.id, NOON)
    report_absence(
        placement, TODAY - DAY, AttendanceKind.SICK, "#sakit *kepala*", cast.sari.id, NOON
    )


def test_an_intern_prints_their_month(visit, cast, lived):
    text = text_of(visit(cast.sari).get("/presensi/2026-11.pdf"))

    for part in (
        "Perwakilan Banua",
        "Jalan Contoh 17",
        "Presensi November 2026",
        "Sari Contoh",
        "Universitas Contoh",
        "Penerimaan dan Verifikasi Laporan",
        "08.00",
        "12.00",
        "#sakit *kepala*",
        "Tanpa kabar",
        "Pembimbing",
        "Rina Contoh",
        "Koordinator magang",
        "Kota Contoh, 18 November 2026",
        "MORI bukan produk resmi",
        "1 / 1",
    ):
        assert part.casefold() in text.casefold(), part


@pytest.mark.parametrize(
    ("zone", "came"),
    [("Asia/Jakarta", "07.00"), ("Asia/Makassar", "08.00"), ("Asia/Jayapura", "09.00")],
)
def test_times_are_those_of_the_office(visit, cast, lived, zone, came):
    Office.update(zone=zone).execute()

    assert came in text_of(visit(cast.sari).get("/presensi/2026-11.pdf"))


def test_a_time_out_that_is_missing_is_said_once_the_day_is_over(visit, cast):
    placement, said = Placement.get_by_id(cast.placement.id), "jam pulang tidak tercatat"
    check_in(placement, TODAY, cast.sari.id, NOON)

    on_the_day = text_of(visit(cast.sari).get("/presensi/2026-11.pdf"))
    with time_machine.travel(NOON + DAY, tick=False):
        a_day_later = text_of(visit(cast.sari).get("/presensi/2026-11.pdf"))

    assert (said in on_the_day, said in a_day_later) == (False, True)


def test_the_supervisor_of_the_last_day_shown_signs(visit, cast, lived):
    spans = UnitSpan.update(ends_on=TODAY).where(UnitSpan.placement == cast.placement.id)
    spans.execute()
    UnitSpan.create(
        placement=cast.placement,
        unit=cast.pencegahan,
        position=1,
        starts_on=TODAY + DAY,
        ends_on=cast.placement.ends_on,
        supervisor=cast.budi,
    )
    path = f"/peserta/{cast.placement.key}"

    for printed in ("presensi.pdf?bulan=2026-11", "logbook.pdf"):
        text = text_of(visit(cast.wati).get(f"{path}/{printed}"))
        assert ("Rina Contoh" in text, "Budi Contoh" in text) == (True, False)
    with time_machine.travel(NOON + DAY, tick=False):
        for printed in ("presensi.pdf?bulan=2026-11", "logbook.pdf"):
            assert "Budi Contoh" in text_of(visit(cast.wati).get(f"{path}/{printed}"))


@pytest.mark.parametrize("who", ["rina", "budi", "wati", "hasan", "sari"])
def test_who_may_read_the_placement_prints_it_too(visit, cast, lived, who):
    path = f"/peserta/{cast.placement.key}/presensi.pdf?bulan=2026-11"

    assert "08.00" in text_of(visit(getattr(cast, who)).get(path))


@pytest.mark.parametrize("who", ["joko", "citra", "tono", "ningsih"])
def test_nobody_else_does(visit, cast, lived, who):
    path = f"/peserta/{cast.placement.key}/presensi.pdf"

    assert visit(getattr(cast, who)).get(path).status_code == 404


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-1", "0001-01"])
def test_a_month_that_is_none_is_not_there(visit, cast, month):
    assert visit(cast.sari).get(f"/presensi/{month}.pdf").status_code == 404


def test_a_month_without_internship_says_so(visit, cast):
    assert visit(cast.sari).get("/presensi/2025-01.pdf").status_code == 409


def test_it_is_private_and_linked(visit, cast, lived):
    reply = visit(cast.sari).get("/presensi/2026-11.pdf")

    assert "private" in reply.headers["Cache-Control"]
    assert 'href="/presensi/2026-11.pdf"' in visit(cast.sari).get("/presensi").text

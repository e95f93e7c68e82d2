"""Every page that shows what a day was shows it for every kind there is, and each new one."""

import datetime as dt

import pytest

from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.corrections.rules import CorrectionState
from mori.attendance.models import Attendance
from mori.attendance.office_months.rules import SIGN_OF_KIND
from mori.attendance.rules import AWAY, REPORTS, AttendanceKind
from mori.core.db import new_key
from tests.cast import NOON, TODAY
from tests.support.answers import text_of

pytestmark = pytest.mark.usefixtures("noon")
YESTERDAY = TODAY - dt.timedelta(days=1)
every_kind = pytest.mark.parametrize("kind", AttendanceKind)


def record(cast, kind, day=TODAY, **more) -> Attendance:
    return Attendance.create(
        placement=cast.placement, person=cast.sari, office=cast.banua, day=day, kind=kind, **more
    )


def ask(cast, kind, **more) -> AttendanceCorrection:
    return AttendanceCorrection.create(
        token=new_key(), placement=cast.placement, person=cast.sari, office=cast.banua,
        day=TODAY, kind=kind, reason="HP habis.", asked_at=NOON, **more,
    )  # fmt: skip


@every_kind
def test_the_intern_reads_it_on_the_start_page_and_in_the_month(visit, cast, kind, word):
    record(cast, kind)
    record(cast, kind, YESTERDAY)
    browser = visit(cast.sari)

    assert word(kind) in browser.get("/").text
    month = browser.get("/presensi").text
    assert word(kind) in month
    assert ("surat belum ada" in month) is kind.needs_proof


@every_kind
def test_the_office_reads_it_and_may_see_the_proof(visit, cast, kind, word):
    record(cast, kind)
    browser = visit(cast.rina)

    assert word(kind) in browser.get("/peserta").text
    profile = browser.get(f"/peserta/{cast.placement.key}").text
    assert word(kind) in profile
    assert ("Surat sudah saya lihat" in profile) is kind.needs_proof


@every_kind
def test_a_month_counts_it_as_a_day_away_or_at_work(visit, cast, kind):
    record(cast, kind)

    month = visit(cast.sari).get("/presensi").text

    at_work, away = (1, 0) if kind not in AWAY else (0, 1)
    assert f'hari hadir</dt><dd class="number">{at_work}</dd>' in month
    assert f'hari berhalangan</dt><dd class="number">{away}</dd>' in month


@every_kind
def test_the_month_of_the_office_has_a_sign_for_it(visit, cast, kind):
    record(cast, kind)

    page = visit(cast.wati).get("/presensi/rekap").text

    row = page.partition("Sari Contoh")[2].partition("</tr>")[0]
    assert f">{SIGN_OF_KIND[kind].value}</td>" in row


@every_kind
def test_a_day_away_needs_no_entry(visit, cast, kind):
    record(cast, kind, YESTERDAY)

    home = visit(cast.sari).get("/").text

    assert (f'href="/logbook/baru?hari={YESTERDAY}"' in home) is not kind.is_away


@every_kind
def test_it_is_printed(visit, cast, kind, word):
    record(cast, kind)

    assert (
        word(kind).casefold() in text_of(visit(cast.sari).get("/presensi/2026-11.pdf")).casefold()
    )


@pytest.mark.parametrize("kind", REPORTS)
def test_an_intern_says_it(visit, cast, kind, word):
    browser, said = visit(cast.sari), {"kind": kind.value, "day": TODAY, "note": ""}

    assert word(kind) in browser.get("/presensi").text
    assert browser.post("/presensi/kabar", said).status_code == 303
    assert Attendance.get().kind is kind


@every_kind
def test_a_sheet_shows_what_it_would_replace(visit, cast, kind, word):
    record(cast, kind)

    assert word(kind) in visit(cast.wati).get(f"/presensi/isi?hari={TODAY}").text


@every_kind
@pytest.mark.parametrize("state", CorrectionState)
def test_corrections_show_every_kind_in_every_state(visit, cast, kind, state, word):
    record(cast, kind)
    correction = ask(cast, kind, state=state, before_kind=kind)
    listed = "/koreksi" if state == CorrectionState.ASKED else "/koreksi?saring=selesai"

    for page in (
        visit(cast.sari).get("/presensi/koreksi").text,
        visit(cast.sari).get(f"/koreksi/{correction.key}").text,
        visit(cast.wati).get(f"/koreksi/{correction.key}").text,
        visit(cast.wati).get(listed).text,
    ):
        assert word(kind) in page
    assert word(state) in visit(cast.sari).get(f"/koreksi/{correction.key}").text

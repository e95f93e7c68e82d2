"""A sheet signed by hand: printed, and typed in afterwards without overwriting anybody."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from mori.attendance.day_operations import DaySaid, facts_of, mark_of
from mori.attendance.models import Attendance, AttendanceEvent
from mori.attendance.operations import check_in
from mori.attendance.rules import AttendanceKind
from mori.attendance.sheets.models import SignInSheet
from mori.attendance.sheets.operations import SheetLine, enter_sheet
from mori.core.clock import moment
from mori.core.db import db
from mori.core.errors import Refused
from mori.placements.models import Placement
from mori.safeguarding.routing.queries import excluded_for, is_related
from mori.safeguarding.routing.rules import RelationKind
from tests.cast import NOON, TODAY, place
from tests.support.answers import text_of

pytestmark = pytest.mark.usefixtures("noon")
YESTERDAY = TODAY - dt.timedelta(days=1)


def at(hour: int, minute: int, day: dt.date = YESTERDAY) -> dt.datetime:
    return moment(day, dt.time(hour, minute), "Asia/Makassar")


def typed(lines: dict, token: str = "once", day: dt.date = YESTERDAY, **ticks: str) -> dict:
    """What is sent: (choice, in, out) for each placement's key."""
    sent = {"token": token, "day": str(day)}
    for key, (choice, came, left) in lines.items():
        sent |= {f"s-{key}": choice, f"i-{key}": came, f"o-{key}": left}
    return sent | {f"x-{key}": mark for key, mark in ticks.items()}


def test_a_days_sheet_is_entered_in_one_go(visit, cast):
    sari, tono = cast.placement.key, cast.placement_tono.key

    sent = visit(cast.wati).post(
        "/presensi/isi", typed({sari: ("present", "07:35", "16.02"), tono: ("away", "", "")})
    )

    rows = {row.person_id: row for row in Attendance.select()}
    assert (sent.status_code, sent.location) == (303, "/presensi/isi?hari=2026-11-17")
    assert facts_of(rows[cast.sari.id]) == ("present", at(7, 35), at(16, 2))
    assert facts_of(rows[cast.tono.id]) == ("excused", None, None)
    assert {(e.verb, e.actor_id) for e in AttendanceEvent.select()} == {("sheet", cast.wati.id)}


def test_blank_changes_nothing(visit, cast):
    visit(cast.wati).post("/presensi/isi", typed({cast.placement.key: ("", "", "")}))

    assert not Attendance.select().exists()


def test_a_signature_without_times_is_presence(visit, cast):
    visit(cast.wati).post("/presensi/isi", typed({cast.placement.key: ("present", "", "")}))

    assert facts_of(Attendance.get()) == ("present", None, None)


def test_a_sheet_mended_after_it_was_sent_is_another(visit, cast):
    browser, key = visit(cast.wati), cast.placement.key
    browser.post("/presensi/isi", typed({key: ("present", "07:35", "")}))

    mended = typed({key: ("present", "08:35", "")})  # the browser's back keeps the token
    asked = browser.post("/presensi/isi", mended)
    mark = mark_of(Attendance.get())
    replaced = browser.post("/presensi/isi", mended | {f"x-{key}": mark})

    assert (asked.status_code, replaced.status_code) == (422, 303)
    assert "08:35" in asked.text
    assert Attendance.get().checked_in_at == at(8, 35)


def test_the_same_sheet_twice_is_entered_once(visit, cast):
    browser, sheet = visit(cast.wati), typed({cast.placement.key: ("present", "07:35", "")})

    first, again = (browser.post("/presensi/isi", sheet) for _time in range(2))

    assert (first.status_code, again.status_code) == (303, 303)
    assert SignInSheet.select().count() == AttendanceEvent.select().count() == 1


@pytest.fixture
def checked_in(cast):
    placement = Placement.get_by_id(cast.placement.id)
    return check_in(placement, YESTERDAY, cast.sari.id, at(7, 50))


def test_what_an_intern_recorded_is_shown_and_not_overwritten(visit, cast, checked_in):
    browser, key = visit(cast.wati), cast.placement.key

    page = browser.get("/presensi/isi?hari=2026-11-17").text
    answer = browser.post("/presensi/isi", typed({key: ("present", "07:30", "16:00")}))

    assert "07.50" in page
    assert answer.status_code == 422
    assert "Sudah ada catatannya" in answer.text
    assert 'value="07:30"' in answer.text
    assert facts_of(Attendance.get()) == ("present", at(7, 50), None)


def test_a_tick_replaces_exactly_what_was_shown(visit, cast, checked_in):
    browser, key = visit(cast.wati), cast.placement.key
    sheet = {key: ("present", "07:30", "16:00")}

    stale = browser.post("/presensi/isi", typed(sheet, **{key: "present-0-"}))
    fresh = browser.post("/presensi/isi", typed(sheet, **{key: mark_of(checked_in)}))

    assert (stale.status_code, fresh.status_code) == (422, 303)
    assert facts_of(Attendance.get()) == ("present", at(7, 30), at(16, 0))
    assert "dicatat Wati Contoh dari lembar hadir" in visit(cast.sari).get("/presensi").text


def test_what_is_recorded_already_just_so_needs_no_tick(visit, cast, checked_in):
    sheet = typed({cast.placement.key: ("present", "07:50", "")})

    assert visit(cast.wati).post("/presensi/isi", sheet).status_code == 303
    assert AttendanceEvent.select().count() == 1


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (("present", "pagi", ""), "Tulis jam dengan empat angka"),
        (("present", "25:00", ""), "Tulis jam dengan empat angka"),
        (("present", "16:00", "07:30"), "Jam pulang harus sesudah"),
        (("present", "", "16:00"), "Tulis juga jam masuk"),
        (("away", "07:30", ""), "Jam hanya untuk yang hadir"),
        (("", "07:30", ""), "Jam hanya untuk yang hadir"),
        (("maybe", "", ""), "Pilih: tetap"),
    ],
)
def test_one_bad_cell_keeps_all_that_was_typed_and_records_nothing(visit, cast, line, complaint):
    sheet = typed({cast.placement.key: line, cast.placement_tono.key: ("present", "07:41", "")})

    answer = visit(cast.wati).post("/presensi/isi", sheet)

    assert answer.status_code == 422
    assert complaint in answer.text
    assert f'value="{line[1]}"' in answer.text
    assert 'value="07:41"' in answer.text
    assert not Attendance.select().exists()


@pytest.mark.parametrize("day", ["2026-11-19", "2026-10-01", "kemarin", ""])
def test_a_day_too_far_away_is_not_entered(visit, cast, day):
    sheet = typed({cast.placement.key: ("present", "", "")}) | {"day": day}

    assert visit(cast.wati).post("/presensi/isi", sheet).status_code == 422
    assert not Attendance.select().exists()


def test_a_supervisor_enters_their_own_interns_alone(visit, cast):
    browser = visit(cast.rina)

    page = browser.get("/presensi/isi?hari=2026-11-17").text
    others = browser.post("/presensi/isi", typed({cast.placement_tono.key: ("away", "", "")}))
    own = browser.post("/presensi/isi", typed({cast.placement.key: ("away", "", "")}))

    assert "Sari Contoh" in page
    assert "Tono Contoh" not in page
    assert (others.status_code, own.status_code) == (409, 303)


def test_another_office_is_out_of_reach(visit, cast):
    browser = visit(cast.citra)

    answer = browser.post("/presensi/isi", typed({cast.placement.key: ("away", "", "")}))

    assert answer.status_code == 409
    assert "Sari" not in browser.get("/presensi/isi?hari=2026-11-17").text
    assert "Sari" not in browser.get(f"/presensi/lembar?unit={cast.pvl.key}").text
    assert not Attendance.select().exists()


def test_nobody_enters_their_own_day(cast):
    line = SheetLine(cast.placement, DaySaid(AttendanceKind.PRESENT), None)

    with pytest.raises(Refused):
        enter_sheet(cast.banua.id, YESTERDAY, [line], "own", cast.sari.id, NOON)


def test_a_check_in_meanwhile_is_not_lost(cast):
    """All or nothing: the line that has changed takes the others back with it."""
    placement = Placement.get_by_id(cast.placement.id)
    said = DaySaid(AttendanceKind.PRESENT, at(7, 30, TODAY))
    lines = [SheetLine(each, said, None) for each in (cast.placement_tono, placement)]
    check_in(placement, TODAY, cast.sari.id, NOON)

    with pytest.raises(Refused):
        enter_sheet(cast.banua.id, TODAY, lines, "late", cast.wati.id, NOON)

    assert [row.checked_in_at for row in Attendance.select()] == [NOON]
    assert not SignInSheet.select().exists()


def test_the_same_sheet_sent_at_once_is_one(committed):
    cast = committed.cast
    line = SheetLine(cast.placement, DaySaid(AttendanceKind.PRESENT), None)

    def send(_number: int) -> None:
        with db.connection_context():
            enter_sheet(cast.banua.id, YESTERDAY, [line], "once", cast.wati.id, NOON)

    db.close()
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(send, range(6)))

    assert AttendanceEvent.select().count() == 1


def test_whoever_typed_a_sheet_in_is_told_last_of_those_interns_alerts(cast):
    line = SheetLine(cast.placement, DaySaid(AttendanceKind.PRESENT), None)

    enter_sheet(cast.banua.id, YESTERDAY, [line], "once", cast.wati.id, NOON)

    assert is_related(cast.sari.id, cast.wati.id, RelationKind.CHECKED)
    assert cast.wati.id not in excluded_for([cast.sari.id], NOON)


def test_the_same_sheet_sent_again_changes_nothing(cast):
    line = SheetLine(cast.placement, DaySaid(AttendanceKind.PRESENT), None)

    for _each in range(2):
        enter_sheet(cast.banua.id, YESTERDAY, [line], "once", cast.wati.id, NOON)

    assert AttendanceEvent.select().count() == 1


def test_the_sheet_to_print_has_names_and_room(visit, cast):
    browser = visit(cast.wati)

    day = browser.get(f"/presensi/lembar?unit={cast.pvl.key}&hari=2026-11-18").text
    week = browser.get("/presensi/lembar?pekan=1&hari=2026-11-18").text

    assert "Sari Contoh" in day
    assert "Tono Contoh" not in day
    assert [f"{each} Nov" in week for each in (16, 20, 21)] == [True, True, False]


def test_on_a_sunday_the_next_workday_is_printed_and_the_last_typed_in(visit, cast):
    with time_machine.travel(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC), tick=False):
        browser = visit(cast.wati)

        printed = browser.get("/presensi/lembar").text
        typed = browser.get("/presensi/isi").text
        asked = browser.get("/presensi/lembar?hari=2026-11-22").text

    assert "Senin, 23 November 2026" in printed
    assert "/presensi/isi?hari=2026-11-20" in printed
    assert "Jumat, 20 November 2026" in typed
    assert "Minggu, 22 November 2026" in asked  # some office may work then


def test_a_unit_of_another_office_is_none(visit, cast):
    address = f"/presensi/lembar?unit={cast.unit_seberang.key}&hari=2026-11-18"

    page = visit(cast.wati).get(address).text

    assert "Sari Contoh" in page  # as without a unit


def test_the_sheet_comes_as_pdf(visit, cast):
    reply = visit(cast.rina).get("/presensi/lembar.pdf?pekan=1&hari=2026-11-18")

    text = text_of(reply)
    assert reply.mimetype == "application/pdf"
    assert "Lembar hadir" in text
    assert "Sari Contoh" in text
    assert "Tono Contoh" not in text
    assert "Penanggung jawab lembar ini" in text


def test_many_interns_come_in_pages(visit, cast):
    for _number in range(21):
        place(cast.tono, cast.banua, [(cast.pvl, cast.rina, None)])

    page = visit(cast.rina).get("/presensi/isi?hari=2026-11-18").text

    assert page.count("<fieldset") == 20
    assert 'rel="next"' in page


@pytest.mark.parametrize("who", ["sari", "hasan", "ningsih"])
def test_sheets_are_not_for_everyone(visit, cast, who):
    browser = visit(getattr(cast, who))

    for path in ("/presensi/lembar", "/presensi/isi", "/presensi/lembar.pdf"):
        assert browser.get(path).status_code == 403
    assert browser.post("/presensi/isi").status_code == 403

"""An intern asks to be away for part of a day; the office decides, and the day stays presence."""

import datetime as dt

import pytest

from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.corrections.operations import (
    accept_correction,
    ask_for_correction,
    ask_to_be_away,
    call_off_absence,
    refuse_correction,
)
from mori.attendance.corrections.queries import correction_by_key, events_of, parts_away_of_each
from mori.attendance.corrections.rules import CorrectionState
from mori.attendance.day_operations import DaySaid
from mori.attendance.models import Attendance
from mori.attendance.operations import check_in, check_out, report_absence
from mori.attendance.rules import AttendanceKind, minutes_worked
from mori.core.clock import moment
from mori.core.counts import changes
from mori.core.db import new_key
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.placements.models import Placement
from tests.cast import NOON, TODAY

pytestmark = pytest.mark.usefixtures("noon")
TOMORROW, YESTERDAY = TODAY + DAY, TODAY - DAY
ZONE = "Asia/Makassar"
PAGE = "/presensi/izin-sebagian"


@pytest.fixture
def placement(cast) -> Placement:
    return Placement.get_by_id(cast.placement.id)


def part(day: dt.date = TOMORROW, since: int = 13, until: int = 15):
    begins, ends = (moment(day, dt.time(hour), ZONE) for hour in (since, until))
    return begins, ends


def ask(placement, day=TOMORROW, since=13, until=15, token=None):
    made = ask_to_be_away(
        placement, day, part(day, since, until), "Ujian di kampus.", token or new_key(), NOON
    )
    return correction_by_key(made.key)


def agreed(placement, day=TOMORROW) -> list:
    return parts_away_of_each([placement.id], day, day)[placement.id].get(day, [])


@pytest.mark.once
@pytest.mark.parametrize(
    ("away", "minutes"),
    [
        ([], 450),
        ([(13, 15)], 330),
        ([(7, 8)], 420),  # half an hour of it before they came
        ([(15, 20)], 390),  # an hour of it before they left
        ([(9, 10), (13, 15)], 270),
        ([(8, 13)], 210),  # what is left is too short for a break
        ([(17, 18)], 450),
    ],
)
def test_hours_are_less_by_what_they_were_away(away, minutes):
    came, left = part(TODAY, 7, 16)[0] + dt.timedelta(minutes=30), part(TODAY, 7, 16)[1]

    assert minutes_worked(came, left, 60, [part(TODAY, *each) for each in away]) == minutes


@pytest.mark.parametrize("day", [TOMORROW, YESTERDAY])
def test_it_is_asked_beforehand_or_afterwards_and_counts_once_agreed(cast, placement, day):
    asked = ask(placement, day)
    assert not agreed(placement, day)

    accept_correction(asked, "Silakan.", cast.rina.id, NOON)

    assert agreed(placement, day) == [part(day)]
    assert not Attendance.select().exists()  # what is recorded of the day stays
    assert [event.verb for event in events_of(asked.id)] == ["ask", "accept"]


def test_a_refused_one_takes_no_hours(cast, placement):
    refuse_correction(ask(placement), "Ada rapat.", cast.rina.id, NOON)

    assert not agreed(placement)


def test_its_day_is_counted_anew(cast, placement, monkeypatch):
    told: set = set()
    asked = ask(placement)
    monkeypatch.setattr(changes, "_followers", [lambda days, all_of, at: told.update(days)])

    accept_correction(asked, "", cast.rina.id, NOON)
    accepted = set(told)
    told.clear()
    call_off_absence(correction_by_key(asked.key), "", cast.rina.id, ZONE, NOON)

    assert accepted == told == {(placement.id, TOMORROW)}


@pytest.mark.parametrize(
    ("day", "since", "until"),
    [
        (TODAY - 32 * DAY, 13, 15),  # also before the internship
        (TODAY + 15 * DAY, 13, 15),
        (TODAY + 3 * DAY, 13, 15),  # a Saturday
        (TOMORROW, 15, 13),
        (TOMORROW, 13, 13),
        (dt.date(2026, 10, 30), 13, 15),
    ],
)
def test_what_cannot_be_is_refused(placement, day, since, until):
    with pytest.raises(Refused):
        ask(placement, day, since, until)


def test_two_parts_of_a_day_do_not_overlap(cast, placement):
    accept_correction(ask(placement, since=13, until=15), "", cast.rina.id, NOON)

    with pytest.raises(Refused):
        ask(placement, since=14, until=16)
    assert ask(placement, since=9, until=10).state.is_open


def test_nobody_is_away_for_part_of_a_day_they_are_ill(cast, placement):
    report_absence(placement, TOMORROW, AttendanceKind.SICK, "", cast.sari.id, NOON)

    with pytest.raises(Refused):
        ask(placement)


def test_a_correction_of_the_same_day_may_be_asked_beside_it(placement):
    ask(placement, YESTERDAY)

    said = DaySaid(AttendanceKind.EXCUSED)
    assert ask_for_correction(placement, YESTERDAY, said, "Sakit.", new_key(), NOON)


def test_the_same_form_twice_is_one_request(placement):
    first, again = (ask(placement, token="once") for _time in range(2))

    assert first.id == again.id


def test_the_intern_calls_it_off_before_its_day_and_the_office_afterwards(cast, placement):
    ahead, past = ask(placement), ask(placement, YESTERDAY)
    for each in (ahead, past):
        accept_correction(each, "", cast.rina.id, NOON)
    ahead, past = (correction_by_key(each.key) for each in (ahead, past))

    call_off_absence(ahead, "", cast.sari.id, ZONE, NOON)
    with pytest.raises(Refused):
        call_off_absence(past, "", cast.sari.id, ZONE, NOON)
    call_off_absence(past, "Ternyata tidak jadi.", cast.rina.id, ZONE, NOON)

    assert not agreed(placement)
    assert not agreed(placement, YESTERDAY)


def test_a_correction_is_not_called_off(cast, placement):
    said = DaySaid(AttendanceKind.EXCUSED)
    asked = ask_for_correction(placement, YESTERDAY, said, "Sakit.", new_key(), NOON)
    accept_correction(correction_by_key(asked.key), "", cast.rina.id, NOON)

    with pytest.raises(Refused):
        call_off_absence(correction_by_key(asked.key), "", cast.rina.id, ZONE, NOON)


def test_it_is_asked_and_decided_on_the_pages(visit, cast):
    intern, supervisor = visit(cast.sari), visit(cast.rina)
    said = {"day": TOMORROW, "since": "13:00", "until": "15:00", "reason": "Ujian di kampus."}
    assert "Izin sebagian hari" in intern.get(PAGE).text

    assert intern.post(PAGE, said).status_code == 303
    asked = AttendanceCorrection.get()
    for browser, address in (
        (intern, "/presensi/koreksi"),
        (supervisor, "/koreksi"),
        (visit(cast.wati), "/koreksi"),
        (supervisor, f"/koreksi/{asked.key}"),
    ):
        text = browser.get(address).text
        assert "Izin sebagian hari" in text
        assert "13.00–15.00" in text
    supervisor.post(f"/koreksi/{asked.key}", {"verb": "accept", "note": ""})

    decided = intern.get(f"/koreksi/{asked.key}").text
    assert "Diterima" in decided
    assert "Batalkan izin" in decided
    assert intern.post(f"/koreksi/{asked.key}/batal").status_code == 303
    assert "Ditarik" in intern.get(f"/koreksi/{asked.key}").text


def test_the_intern_reads_why_the_office_called_it_off(visit, cast, placement):
    asked = ask(placement, YESTERDAY)
    accept_correction(asked, "", cast.rina.id, NOON)
    address = f"/koreksi/{asked.key}"
    assert "Batalkan izin" not in visit(cast.sari).get(address).text  # its day is over

    browser = visit(cast.rina)
    assert "Batalkan izin" in browser.get(address).text
    browser.post(f"{address}/batal", {"note": "Ternyata tidak jadi."})

    assert "Ternyata tidak jadi." in visit(cast.sari).get(address).text


@pytest.mark.parametrize("lacking", ["day", "since", "until", "reason"])
def test_what_is_missing_comes_back_with_the_form(visit, cast, lacking):
    said = {"day": TOMORROW, "since": "13:00", "until": "15:00", "reason": "Ujian."}

    sent = visit(cast.sari).post(PAGE, said | {lacking: ""})

    assert sent.status_code == 422
    assert not AttendanceCorrection.select().exists()


def test_what_is_not_possible_is_said_above_the_form(visit, cast):
    said = {"day": TOMORROW, "since": "15:00", "until": "13:00", "reason": "Ujian."}

    sent = visit(cast.sari).post(PAGE, said)

    assert sent.status_code == 409
    assert "Jam kembali harus sesudah jam pergi." in sent.text


def test_the_month_shows_what_is_asked_and_what_is_agreed(visit, cast, placement):
    check_in(placement, TODAY, cast.sari.id, moment(TODAY, dt.time(7, 30), ZONE))
    check_out(placement, TODAY, cast.sari.id, moment(TODAY, dt.time(12), ZONE))
    asked, browser = ask(placement, TODAY, 9, 10), visit(cast.sari)

    assert "Izin sebagian hari diminta" in browser.get("/presensi").text
    accept_correction(asked, "", cast.rina.id, NOON)

    month = browser.get("/presensi").text
    assert "izin 1 jam, sudah disetujui" in month
    assert "3,5 jam" in month


def test_another_supervisor_and_another_office_see_nothing(visit, cast, placement):
    tonos = Placement.get_by_id(cast.placement_tono.id)
    asked = ask(tonos)

    for person in (cast.rina, cast.joko, cast.citra, cast.sari):
        assert visit(person).get(f"/koreksi/{asked.key}").status_code == 404
        assert visit(person).post(f"/koreksi/{asked.key}/batal").status_code == 404


@pytest.mark.parametrize("state", CorrectionState)
def test_it_is_shown_in_every_state(visit, cast, placement, state, word):
    asked = ask(placement)
    AttendanceCorrection.update(state=state).execute()
    listed = "/koreksi" if state == CorrectionState.ASKED else "/koreksi?saring=selesai"

    for person, address in (
        (cast.sari, "/presensi/koreksi"),
        (cast.sari, f"/koreksi/{asked.key}"),
        (cast.rina, f"/koreksi/{asked.key}"),
        (cast.wati, listed),
    ):
        text = visit(person).get(address).text
        assert "Izin sebagian hari" in text
        assert word(state) in text or person is cast.wati

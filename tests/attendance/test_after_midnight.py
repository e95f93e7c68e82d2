"""Whoever leaves after midnight leaves the day on which they came."""

import datetime as dt

import pytest

from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.models import Attendance
from mori.attendance.months import Month, month_record
from mori.attendance.operations import check_in
from mori.attendance.prints import month_content
from mori.attendance.rules import ends_last_night, left_on
from mori.core.clock import moment
from mori.placements.models import Placement
from tests.cast import TODAY

DAY, WITA = dt.timedelta(days=1), "Asia/Makassar"
ASKED = "Absen pulang untuk kemarin?"
pytestmark = pytest.mark.usefixtures("noon")


def at(clock: str, day: dt.date = TODAY) -> dt.datetime:
    return moment(day, dt.time.fromisoformat(clock), WITA)


@pytest.fixture
def came(cast) -> Placement:
    """Sari came yesterday at 14.00 and has not left."""
    placement = Placement.get_by_id(cast.placement.id)
    check_in(placement, TODAY - DAY, cast.sari.id, at("14:00", TODAY - DAY))
    return placement


def left_at() -> dt.datetime | None:
    return Attendance.get(Attendance.day == TODAY - DAY).checked_out_at


@pytest.mark.parametrize(
    ("came", "left", "days"),
    [("14:00", "00:10", 1), ("14:00", "04:59", 1), ("14:00", "05:00", 0), ("14:00", "13:00", 0),
     ("00:30", "04:00", 0), (None, "00:10", 0)],
)  # fmt: skip
def test_an_earlier_time_out_is_of_the_next_day_until_five(came, left, days):
    came_at = came and dt.time.fromisoformat(came)

    assert left_on(TODAY, came_at, dt.time.fromisoformat(left)) == TODAY + days * DAY


@pytest.mark.parametrize(
    ("clock", "is_asked"), [("00:00", True), ("04:59", True), ("05:00", False), ("12:00", False)]
)
def test_leaving_is_asked_for_yesterday_until_five(visit, cast, came, noon, clock, is_asked):
    noon.move_to(at(clock))

    for page in ("/", "/presensi"):
        assert (ASKED in visit(cast.sari).get(page).text) is is_asked


def test_leaving_ends_the_day_before(visit, cast, came, noon):
    noon.move_to(at("00:10"))
    sari = visit(cast.sari, htmx=True)

    reply = sari.post("/presensi/pulang")
    noon.shift(5)
    again = sari.post("/presensi/pulang")

    assert left_at() == at("00:10")
    assert reply.status_code == again.status_code == 200
    assert "Kemarin" in reply.text
    assert "14.00–00.10" in reply.text
    assert ASKED not in reply.text
    assert "Absen masuk" in reply.text
    assert not Attendance.select().where(Attendance.day == TODAY).exists()


def test_whoever_came_again_leaves_today(visit, cast, came, noon):
    check_in(came, TODAY, cast.sari.id, at("00:20"))
    noon.move_to(at("00:40"))

    visit(cast.sari).post("/presensi/pulang")

    assert left_at() is None
    assert Attendance.get(Attendance.day == TODAY).checked_out_at == at("00:40")


def test_in_the_morning_yesterday_stays_as_it_is(visit, cast, came, noon):
    noon.move_to(at("07:30"))

    assert visit(cast.sari).post("/presensi/pulang").status_code == 409
    assert left_at() is None


def test_the_last_evening_of_an_internship_ends_after_midnight_too(visit, cast, came, noon):
    Placement.update(ends_on=TODAY - DAY).where(Placement.id == came.id).execute()
    noon.move_to(at("00:10"))
    sari = visit(cast.sari)

    asked = sari.get("/").text
    sari.post("/presensi/pulang")

    assert ASKED in asked
    assert left_at() == at("00:10")


def test_a_day_nobody_came_is_not_ended():
    midnight = at("00:00")

    assert not ends_last_night(None, None, midnight, at("00:10"))
    assert not ends_last_night(Attendance(checked_in_at=None), None, midnight, at("00:10"))
    yesterday = Attendance(checked_in_at=at("08:00", TODAY - DAY))
    yesterday.checked_out_at = at("16:00", TODAY - DAY)
    assert not ends_last_night(yesterday, None, midnight, at("00:10"))


def test_month_and_print_count_the_hours_and_say_it(visit, cast, came, noon):
    noon.move_to(at("00:10"))
    visit(cast.sari).post("/presensi/pulang")

    month = visit(cast.sari).get("/presensi").text
    record = month_record([came], Month.of(TODAY), TODAY)
    [row] = [each for each in month_content(came, [], record, "id", at("12:00"))["rows"]
             if each["left"]]  # fmt: skip

    assert "14.00–00.10" in month
    assert "pulang lewat tengah malam" in month
    assert (row["came"], row["left"]) == ("14.00", "00.10")
    assert record.totals.minutes == [10 * 60 + 10 - 60]


def ask(browser, came: str, left: str):
    return browser.post(
        "/presensi/koreksi",
        {"token": "k", "day": TODAY - DAY, "kind": "present", "came": came, "left": left,
         "reason": "Lupa absen pulang."},
    )  # fmt: skip


def test_a_correction_takes_a_time_after_midnight(visit, cast, came):
    sari = visit(cast.sari)

    form = sari.get("/presensi/koreksi").text
    reply = ask(sari, "14:00", "00:10")

    assert "sebelum 05.00" in form
    assert reply.status_code == 303
    assert AttendanceCorrection.get().left_at == at("00:10")
    assert "(esok harinya)" in sari.get("/presensi/koreksi").text


def test_a_time_out_that_is_merely_earlier_is_still_a_slip(visit, cast, came):
    assert ask(visit(cast.sari), "14:00", "13:00").status_code == 409
    assert not AttendanceCorrection.select().exists()


def test_a_night_that_is_still_to_come_cannot_be_asked_for(visit, cast, came, noon):
    noon.move_to(at("23:00", TODAY - DAY))

    assert ask(visit(cast.sari), "14:00", "00:10").status_code == 409


def test_a_signed_sheet_takes_it_too(visit, cast):
    key = cast.placement.key
    sent = visit(cast.wati).post(
        "/presensi/isi",
        {"token": "s", "day": TODAY - DAY, f"s-{key}": "present", f"i-{key}": "14:00",
         f"o-{key}": "00:10"},
    )  # fmt: skip

    assert sent.status_code == 303
    assert left_at() == at("00:10")

"""The code on the office's screen: asked for where it is on, and never in anybody's way."""

import datetime as dt

import pytest

from mori.attendance.codes.operations import ask_for_codes, renew_screens
from mori.attendance.codes.queries import code_setting_of
from mori.attendance.codes.rules import code_in, is_right, minute_of, seconds_left
from mori.attendance.models import Attendance, AttendanceEvent
from mori.offices.models import Office
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")
SECRET = b"only tests know"


@pytest.fixture
def code(app, cast):
    """Banua asks for its code; gives the one shown a number of seconds from noon."""
    ask_for_codes(cast.banua.id, True)
    secret = app.config["SETTINGS"].key

    def shown(seconds: int = 0, office: Office = cast.banua) -> str:
        return code_in(secret, office.key, minute_of(NOON + dt.timedelta(seconds=seconds)))

    return shown


@pytest.mark.parametrize(
    ("typed_after", "is_accepted"), [(0, True), (59, True), (60, True), (119, True), (120, False)]
)
def test_a_code_counts_for_its_minute_and_the_next(typed_after, is_accepted):
    shown = code_in(SECRET, "banua", minute_of(NOON))
    at = NOON + dt.timedelta(seconds=typed_after)

    assert is_right(SECRET, "banua", shown, at) is is_accepted


def test_a_code_is_six_digits_of_one_office_and_secret():
    slot = minute_of(NOON)
    codes = {
        code_in(SECRET, "banua", slot),
        code_in(SECRET, "seberang", slot),
        code_in(b"another", "banua", slot),
        code_in(SECRET, "banua", slot + 1),
    }

    assert len(codes) == 4
    assert all(len(each) == 6 and each.isdecimal() for each in codes)


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "٣٤٥٦٧٨", "000000 "])
def test_what_is_no_code_is_wrong_and_breaks_nothing(typed):
    assert not is_right(SECRET, "banua", typed, NOON)


def test_a_code_may_be_typed_with_a_space():
    shown = code_in(SECRET, "banua", minute_of(NOON))

    assert is_right(SECRET, "banua", f"{shown[:3]} {shown[3:]}", NOON)


def test_the_screen_is_renewed_when_the_code_changes():
    assert seconds_left(NOON) == 60
    assert seconds_left(NOON + dt.timedelta(seconds=59)) == 1


def test_where_it_is_off_one_tap_is_enough(visit, cast):
    browser = visit(cast.sari)

    assert 'action="/presensi/masuk"' in browser.get("/").text
    browser.post("/presensi/masuk")

    assert Attendance.get().with_code is None


def test_where_it_is_on_the_right_code_is_noted(visit, cast, code):
    browser = visit(cast.sari)

    home = browser.get("/").text
    browser.post("/presensi/masuk", {"kode": code()})

    assert 'href="/presensi/masuk"' in home
    assert Attendance.get().with_code is True
    assert "tanpa kode" not in browser.get("/presensi").text


def test_a_scanned_link_records_nothing_until_it_is_tapped(visit, cast, code):
    browser = visit(cast.sari)

    page = browser.get(f"/presensi/masuk?kode={code()}").text

    assert f'name="kode" value="{code()}"' in page
    assert not Attendance.select().exists()


@pytest.mark.parametrize("typed", ["", "000001", "abc", "9" * 400])
def test_without_the_code_nobody_is_locked_out_and_the_office_sees_it(visit, cast, code, typed):
    browser = visit(cast.sari)

    answer = browser.post("/presensi/masuk", {"kode": typed})

    row = Attendance.get()
    assert answer.status_code == 303
    assert (row.checked_in_at, row.with_code) == (NOON, False)
    assert "tanpa kode" in browser.get("/presensi").text
    assert "tanpa kode" in visit(cast.rina).get(f"/peserta/{cast.placement.key}").text


def test_guessing_codes_is_slowed_down_and_keeps_nobody_from_checking_in(visit, cast, code, noon):
    sari = visit(cast.sari)
    for _ in range(5):
        sari.post("/presensi/masuk", {"kode": "000001"})

    sari.post("/presensi/masuk", {"kode": code()})
    assert Attendance.get().with_code is False
    assert "Tunggu" in sari.get("/presensi/masuk").text
    visit(cast.tono).post("/presensi/masuk", {"kode": code()})
    noon.shift(2)
    sari.post("/presensi/masuk", {"kode": code(2)})

    assert [row.with_code for row in Attendance.select()] == [True, True]


def test_the_code_of_another_office_is_not_ours(visit, cast, code):
    visit(cast.sari).post("/presensi/masuk", {"kode": code(office=cast.seberang)})

    assert Attendance.get().with_code is False


def test_a_mistyped_code_may_be_mended_at_once_but_not_later(visit, cast, code, noon):
    sari, tono = visit(cast.sari), visit(cast.tono)
    wrong = sari.post("/presensi/masuk", {"kode": "000001"})
    tono.post("/presensi/masuk", {"kode": "000001"})

    noon.shift(60)
    sari.post("/presensi/masuk", {"kode": code(60)})
    noon.shift(300)
    tono.post("/presensi/masuk", {"kode": code(360)})

    assert wrong.location == "/presensi/masuk"
    assert {row.person.name: row.with_code for row in Attendance.select()} == {
        "Sari Contoh": True,
        "Tono Contoh": False,
    }
    assert AttendanceEvent.select().where(AttendanceEvent.verb == "code").count() == 1


def test_a_code_that_was_right_when_it_was_typed_counts_when_it_arrives(visit, cast, code):
    typed_at = NOON - dt.timedelta(minutes=30)
    phone = {"X-Mori-Queue": "later", "X-Mori-At": str(int(typed_at.timestamp() * 1000))}

    visit(cast.sari).post("/presensi/masuk", {"kode": code(-1800), "token": "p1"}, headers=phone)
    visit(cast.tono).post("/presensi/masuk", {"kode": code(-60 * 40), "token": "p2"}, headers=phone)

    rows = {row.person.name: row for row in Attendance.select()}
    assert rows["Sari Contoh"].with_code is True
    assert rows["Tono Contoh"].with_code is False
    assert {(row.checked_in_at, row.in_received_at) for row in rows.values()} == {(typed_at, NOON)}


@pytest.mark.parametrize(("minutes", "is_with_code"), [(4, True), (90, False)])
def test_a_code_of_now_says_nothing_of_hours_ago(visit, cast, code, minutes, is_with_code):
    said = NOON - dt.timedelta(minutes=minutes)
    phone = {"X-Mori-Queue": "later", "X-Mori-At": str(int(said.timestamp() * 1000))}
    sari = visit(cast.sari)

    for token in ("p1", "p2"):  # and cannot be mended either
        sari.post("/presensi/masuk", {"kode": code(), "token": token}, headers=phone)

    row = Attendance.get()
    assert (row.checked_in_at, row.with_code) == (said, is_with_code)


def test_a_code_counts_by_our_clock_where_the_phones_is_behind(visit, cast, code):
    said = NOON - dt.timedelta(minutes=20)
    phone = {"X-Mori-Queue": "now", "X-Mori-At": str(int(said.timestamp() * 1000))}

    visit(cast.sari).post("/presensi/masuk", {"kode": code(), "token": "p1"}, headers=phone)

    assert Attendance.get().with_code is True


@pytest.mark.parametrize("who", ["wati", "rina"])
def test_the_screen_shows_the_code_and_renews_itself(visit, cast, code, who):
    page = visit(getattr(cast, who)).get("/presensi/layar")

    shown = code()
    assert f"{shown[:3]} {shown[3:]}" in page.text
    assert "<svg" in page.text
    assert page.headers["Refresh"] == "60"
    assert page.headers["Cache-Control"] == "no-store"


def link_on(page: str) -> str:
    return "/layar/" + page.split("/layar/")[1].split("<")[0]


def test_a_link_opens_the_screen_without_signing_in_and_nothing_else(visit, cast, code):
    link = link_on(visit(cast.wati).get("/kantor/kode").text)

    stranger = visit()
    page = stranger.get(link)

    assert f"{code()[:3]} {code()[3:]}" in page.text
    assert 'class="nav"' not in page.text
    assert "Set-Cookie" not in page.headers
    assert stranger.get("/presensi/layar").status_code == 303


def test_a_new_link_makes_the_old_one_void(visit, cast, code):
    browser = visit(cast.wati)
    old = link_on(browser.get("/kantor/kode").text)

    browser.post("/kantor/kode/tautan")

    assert visit().get(old).status_code == 404
    assert visit().get(link_on(browser.get("/kantor/kode").text)).status_code == 200


@pytest.mark.parametrize("ticket", ["x", "1abc.def", "a" * 300])
def test_a_made_up_link_opens_nothing(visit, code, ticket):
    assert visit().get(f"/layar/{ticket}").status_code == 404


def test_the_coordinator_switches_it_on_and_off_for_their_office(visit, cast):
    browser = visit(cast.wati)

    browser.post("/kantor/kode", {"on": "1"})
    on = [code_setting_of(each.id).is_asked for each in (cast.banua, cast.seberang)]
    browser.post("/kantor/kode", {"on": "0"})

    assert on == [True, False]
    assert not code_setting_of(cast.banua.id).is_asked
    assert "/kantor/kode" in browser.get("/kantor").text


def test_off_the_screen_says_so_and_shows_no_code(visit, cast, code):
    ask_for_codes(cast.banua.id, False)
    renew_screens(cast.banua.id)

    page = visit(cast.wati).get("/presensi/layar").text

    assert code()[:3] + " " + code()[3:] not in page
    assert "sedang tidak meminta kode" in page


@pytest.mark.parametrize("who", ["sari", "hasan", "ningsih"])
def test_the_screen_and_switch_are_not_for_everyone(visit, cast, who):
    browser = visit(getattr(cast, who))

    assert browser.get("/presensi/layar").status_code == 403
    assert browser.get("/kantor/kode").status_code == 403
    assert browser.post("/kantor/kode", {"on": "1"}).status_code == 403

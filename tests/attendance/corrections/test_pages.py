import pytest

from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.corrections.operations import ask_for_correction
from mori.attendance.corrections.queries import correction_by_key
from mori.attendance.day_operations import DaySaid
from mori.attendance.models import Attendance
from mori.attendance.rules import AttendanceKind
from mori.core.db import new_key
from mori.placements.models import Placement
from tests.attendance.corrections.test_corrections import CAME_AT, LEFT_AT, YESTERDAY
from tests.cast import NOON, TODAY

pytestmark = pytest.mark.usefixtures("noon")
ASKED = {
    "token": "once",
    "day": "2026-11-17",
    "kind": "present",
    "came": "07:40",
    "left": "16.05",
    "reason": "HP habis baterai.",
}


@pytest.fixture
def correction(cast):
    said = DaySaid(AttendanceKind.PRESENT, CAME_AT, LEFT_AT)
    placement = Placement.get_by_id(cast.placement.id)
    made = ask_for_correction(placement, YESTERDAY, said, "Lupa menekan.", new_key(), NOON)
    return correction_by_key(made.key)


def test_an_intern_asks_and_sees_how_it_stands(visit, cast):
    browser = visit(cast.sari)

    sent = browser.post("/presensi/koreksi", ASKED)
    again = browser.post("/presensi/koreksi", ASKED)

    row = AttendanceCorrection.get()
    assert (sent.status_code, again.status_code, sent.location) == (303, 303, "/presensi/koreksi")
    assert (row.came_at, row.left_at) == (CAME_AT, LEFT_AT)
    assert "Menunggu keputusan" in browser.get("/presensi/koreksi").text
    assert "Tarik permintaan" in browser.get(f"/koreksi/{row.key}").text


def test_the_month_leads_to_what_was_asked_for_until_it_is_decided(visit, cast, correction):
    browser, ask = visit(cast.sari), "/presensi/koreksi?hari=2026-11-17"

    before = browser.get("/presensi").text
    visit(cast.wati).post(f"/koreksi/{correction.key}", {"verb": "refuse", "note": "Tidak."})
    after = browser.get("/presensi").text

    assert (f"/koreksi/{correction.key}" in before, ask in before) == (True, False)
    assert (f"/koreksi/{correction.key}" in after, ask in after) == (False, True)


def test_the_form_begins_with_what_is_recorded(visit, cast):
    Attendance.create(
        placement=cast.placement, person=cast.sari, office=cast.banua, day=YESTERDAY,
        kind="field_duty", checked_in_at=CAME_AT,
    )  # fmt: skip

    text = visit(cast.sari).get("/presensi/koreksi?hari=2026-11-17").text

    assert 'value="field_duty" checked' in text
    assert 'value="07:40"' in text


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"kind": ""}, 422),
        ({"day": "kemarin"}, 422),
        ({"came": "pagi"}, 422),
        ({"reason": " "}, 422),
        ({"came": ""}, 409),
        ({"left": "07:00"}, 409),
        ({"day": "2026-11-01"}, 409),
        ({"day": "2026-12-01"}, 409),
    ],
)
def test_what_cannot_be_keeps_what_was_typed(visit, cast, changes, status):
    answer = visit(cast.sari).post("/presensi/koreksi", ASKED | changes)

    assert answer.status_code == status
    assert changes.get("reason", "HP habis baterai.").strip() in answer.text
    assert not AttendanceCorrection.select().exists()


@pytest.mark.parametrize("who", ["rina", "budi", "wati"])
def test_supervisor_stand_in_and_coordinator_may_decide(visit, cast, correction, who):
    browser = visit(getattr(cast, who))

    page = browser.get(f"/koreksi/{correction.key}")
    done = browser.post(f"/koreksi/{correction.key}", {"verb": "accept", "note": ""})

    assert "Lupa menekan." in page.text
    assert (done.status_code, done.location) == (303, "/koreksi")
    assert Attendance.get().checked_in_at == CAME_AT


def test_a_double_tap_says_that_it_has_changed_and_keeps_the_note(visit, cast, correction):
    browser = visit(cast.rina)
    browser.post(f"/koreksi/{correction.key}", {"verb": "accept"})

    again = browser.post(f"/koreksi/{correction.key}", {"verb": "refuse", "note": "Tidak jadi."})

    assert again.status_code == 409
    assert "Diterima" in again.text
    assert AttendanceCorrection.get().state == "accepted"


def test_what_was_recorded_since_the_page_was_made_is_not_replaced(visit, cast, correction):
    browser, address = visit(cast.rina), f"/koreksi/{correction.key}"
    page = browser.get(address).text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    Attendance.create(
        placement=cast.placement, person=cast.sari, office=cast.banua, day=YESTERDAY, kind="sick"
    )

    stale = browser.post(address, {"verb": "accept", "seen": seen, "note": "Saya lihat sendiri."})
    again = stale.text.split('name="seen" value="')[1].split('"')[0]

    assert (stale.status_code, Attendance.get().kind) == (409, "sick")
    assert "sudah berubah" in stale.text
    assert "Saya lihat sendiri." in stale.text
    assert browser.post(address, {"verb": "accept", "seen": again}).status_code == 303
    assert Attendance.get().kind == "present"


@pytest.mark.parametrize("sent", [{"verb": "refuse", "note": ""}, {"verb": "", "note": "Ya"}, {}])
def test_a_decision_that_is_none_is_422(visit, cast, correction, sent):
    answer = visit(cast.rina).post(f"/koreksi/{correction.key}", sent)

    assert answer.status_code == 422
    assert sent.get("note", "") in answer.text
    assert AttendanceCorrection.get().state == "asked"


@pytest.mark.parametrize("who", ["joko", "citra", "tono", "laila", "ningsih"])
def test_nobody_else_sees_that_it_exists(visit, cast, correction, who):
    browser = visit(getattr(cast, who))

    assert browser.get(f"/koreksi/{correction.key}").status_code == 404
    assert browser.post(f"/koreksi/{correction.key}", {"verb": "accept"}).status_code == 404
    assert browser.post(f"/koreksi/{correction.key}/tarik").status_code == 404


def test_the_head_reads_but_does_not_decide(visit, cast, correction):
    browser = visit(cast.hasan)

    assert 'value="accept"' not in browser.get(f"/koreksi/{correction.key}").text
    assert browser.post(f"/koreksi/{correction.key}", {"verb": "accept"}).status_code == 404


def test_an_intern_takes_it_back_alone(visit, cast, correction):
    theirs = visit(cast.rina).post(f"/koreksi/{correction.key}/tarik")
    own = visit(cast.sari).post(f"/koreksi/{correction.key}/tarik")

    assert (theirs.status_code, own.status_code) == (404, 303)
    assert AttendanceCorrection.get().state == "withdrawn"


def test_the_list_has_ones_own_and_a_badge(visit, cast, correction):
    mine, other, elsewhere = (
        visit(each).get("/koreksi").text for each in (cast.rina, cast.joko, cast.citra)
    )

    assert "Sari Contoh" in mine
    assert "menunggu</span></b>" in mine
    assert "Sari Contoh" not in other + elsewhere
    assert "Sari Contoh" not in visit(cast.rina).get("/koreksi?saring=selesai").text
    assert "/koreksi" in visit(cast.wati).get("/peserta").text
    assert visit(cast.hasan).get("/koreksi").status_code == 403


def test_the_lists_come_in_pages(visit, cast):
    AttendanceCorrection.insert_many(
        {
            "key": f"k{number}",
            "token": f"t{number}",
            "placement": cast.placement.id,
            "person": cast.sari.id,
            "office": cast.banua.id,
            "day": TODAY,
            "kind": "present",
            "reason": f"Alasan {number}.",
            "asked_at": NOON,
        }
        for number in range(21)
    ).execute()

    first = visit(cast.wati).get("/koreksi").text
    mine = visit(cast.sari).get("/presensi/koreksi").text

    assert "Alasan 0." in first
    assert "Alasan 20." not in first
    assert 'rel="next"' in first
    assert 'rel="next"' in mine


def test_an_accepted_one_is_named_in_the_month(visit, cast, correction):
    visit(cast.rina).post(f"/koreksi/{correction.key}", {"verb": "accept"})

    for text in (
        visit(cast.sari).get("/presensi").text,
        visit(cast.wati).get(f"/peserta/{cast.placement.key}").text,
    ):
        assert "dikoreksi, diterima Rina Contoh" in text

"""What the phone's queue is told: receipts, reasons, or nothing that counts as an answer."""

import datetime as dt
import re

import pytest

from mori.accounts.models import Session
from mori.attendance.models import Attendance
from mori.core import tickets
from mori.core.clock import now
from mori.logbook.models import Comment, Entry
from mori.placements.models import Placement, UnitSpan
from mori.placements.operations import finish_ended_placements
from tests.cast import NOON, TODAY

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
LATER = {"X-Mori-Queue": "later"}


pytestmark = pytest.mark.usefixtures("noon")


def send(browser, cast, path="/logbook", headers=LATER, **fields):
    words = {"token": "t1", "day": TODAY, "text": "Menerima tiga konsultasi.", "activity": ""}
    return browser.post(path, {**words, "writer": cast.sari.key, **fields}, headers=headers)


def said(milliseconds_ago: dt.timedelta) -> dict[str, str]:
    at = NOON - milliseconds_ago
    return {**LATER, "X-Mori-At": str(int(at.timestamp() * 1000))}


def test_a_receipt_echoes_the_token_and_tells_the_servers_time(visit, cast):
    reply = send(visit(cast.sari), cast)

    assert reply.json["token"] == "t1"
    assert reply.json["state"] == "received"
    assert reply.json["clock"] == "12.00 WITA"


def test_the_same_sent_twice_is_one_and_has_two_receipts(visit, cast):
    browser = visit(cast.sari)

    states = [send(browser, cast).json["state"] for _ in range(2)]

    assert states == ["received", "received"]
    assert Entry.select().count() == 1


def test_a_second_text_for_the_day_is_told_to_be_kept_beside(visit, cast):
    browser = visit(cast.sari)
    send(browser, cast)

    reply = send(browser, cast, token="t2", text="Dari HP kedua.")

    assert reply.json["state"] == "beside"
    assert reply.json["url"] == f"/logbook/{Entry.get().key}"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [({"text": ""}, "Tulis dulu satu kalimat."), ({"day": "2026-01-01"}, "Pilih hari lain.")],
)
def test_a_refusal_names_what_to_do(visit, cast, fields, reason):
    reply = send(visit(cast.sari), cast, **fields)

    assert reply.status_code in (409, 422)
    assert reason in reply.json["why"]
    assert reply.json["token"] == "t1"


def test_another_persons_session_takes_nothing(visit, cast):
    reply = send(visit(cast.tono), cast)

    assert (reply.status_code, reply.data) == (403, b"")
    assert not Entry.select().exists()


def test_what_is_too_large_to_be_read_is_refused_in_words(visit, cast):
    headers = LATER | {"X-Mori-Token": "t1"}
    reply = send(visit(cast.sari), cast, "/presensi/masuk", headers, note="x" * 300_000)

    assert (reply.status_code, reply.json["token"]) == (413, "t1")
    assert reply.json["why"].startswith("Terlalu besar.")


def test_without_a_session_nothing_counts_as_an_answer(visit, cast):
    browser = visit(cast.sari)
    Session.update(ended_at=now()).execute()

    assert (send(browser, cast).status_code, Entry.select().count()) == (401, 0)


def test_a_form_token_of_an_earlier_session_does_not_count_as_an_answer(visit, cast):
    reply = send(visit(cast.sari), cast, csrf_token="stale")

    assert (reply.status_code, reply.data) == (401, b"")


def test_what_nobody_looks_at_leaves_no_message_behind(visit, cast):
    browser = visit(cast.sari)
    send(browser, cast)
    change = {"revision": 1, "day": TODAY, "text": "Lebih rinci.", "activity": "", "token": "t3"}

    browser.post(f"/logbook/{Entry.get().key}", change, headers=LATER)

    assert "Terkirim." not in browser.get("/logbook").text


def test_an_entry_that_waited_tells_when_it_was_written(visit, cast):
    browser = visit(cast.sari)

    send(browser, cast, headers=said(dt.timedelta(hours=3)))

    assert Entry.get().phone_at == NOON - dt.timedelta(hours=3)
    assert "09.00" in browser.get(f"/logbook/{Entry.get().key}").text


def test_a_check_in_that_waited_counts_from_the_phones_time_and_says_so(visit, cast):
    browser = visit(cast.sari)

    send(browser, cast, "/presensi/masuk", said(dt.timedelta(hours=4)))

    row = Attendance.get()
    assert (row.checked_in_at, row.in_received_at) == (NOON - dt.timedelta(hours=4), NOON)
    assert "menurut HP" in browser.get("/").text


def test_a_check_in_of_yesterday_is_yesterdays(visit, cast):
    send(visit(cast.sari), cast, "/presensi/masuk", said(dt.timedelta(days=1)))

    assert Attendance.get().day == TODAY - dt.timedelta(days=1)


@pytest.mark.parametrize("ago", [dt.timedelta(seconds=-90), dt.timedelta(seconds=20)])
def test_a_clock_that_is_ahead_or_hardly_behind_is_not_believed(visit, cast, ago):
    send(visit(cast.sari), cast, "/presensi/masuk", said(ago))

    assert (Attendance.get().checked_in_at, Attendance.get().in_received_at) == (NOON, None)


@pytest.mark.parametrize("wrong", [-26 * HOUR, -1.5 * HOUR, 3 * HOUR, 400 * DAY])
@pytest.mark.parametrize("waited", [0 * HOUR, 2 * HOUR])
def test_a_phones_wrong_clock_says_how_long_a_check_in_waited_and_no_more(
    visit, cast, wrong, waited
):
    sent = {"X-Mori-Now": str(int((NOON + wrong).timestamp() * 1000))}

    send(visit(cast.sari), cast, "/presensi/masuk", said(waited - wrong) | sent)

    row = Attendance.get()
    assert (row.day, row.checked_in_at) == (TODAY, NOON - waited)
    assert row.in_received_at == (NOON if waited else None)


def test_a_check_in_that_changes_nothing_has_no_receipt(visit, cast):
    browser = visit(cast.sari)
    browser.post("/presensi/masuk")

    reply = send(browser, cast, "/presensi/masuk", said(3 * HOUR))

    assert reply.status_code == 409
    assert "sudah tercatat masuk" in reply.json["why"]
    assert Attendance.get().checked_in_at == NOON


def test_a_check_in_sent_again_because_its_receipt_was_lost_has_one(visit, cast, noon):
    browser = visit(cast.sari)
    send(browser, cast, "/presensi/masuk", {"X-Mori-Queue": "now"})
    noon.shift(2 * HOUR)

    reply = send(browser, cast, "/presensi/masuk", said(-HOUR * 0))

    assert reply.status_code == 200
    assert Attendance.get().checked_in_at == NOON


def test_leaving_within_a_minute_of_coming_has_no_receipt_and_says_why(visit, cast):
    browser = visit(cast.sari)
    browser.post("/presensi/masuk")

    reply = send(browser, cast, "/presensi/pulang")

    assert reply.status_code == 409
    assert "belum semenit" in reply.json["why"]
    assert "belum semenit" in visit(cast.sari, htmx=True).post("/presensi/pulang").text
    assert Attendance.get().checked_out_at is None


@pytest.mark.parametrize("said", ["", "x", "9" * 30, "²" * 13, "-176352480000"])
def test_a_time_that_is_none_is_not_believed(visit, cast, said):
    send(visit(cast.sari), cast, "/presensi/masuk", LATER | {"X-Mori-At": said})

    assert (Attendance.get().checked_in_at, Attendance.get().in_received_at) == (NOON, None)


def test_a_check_in_that_waited_for_more_than_a_week_is_refused(visit, cast):
    reply = send(visit(cast.sari), cast, "/presensi/masuk", said(dt.timedelta(days=8)))

    assert "lebih dari seminggu" in reply.json["why"]
    assert not Attendance.select().exists()


def test_a_comment_is_taken_once(visit, cast):
    browser = visit(cast.sari)
    send(browser, cast)
    path = f"/logbook/{Entry.get().key}/komentar"

    tokens = [send(browser, cast, path, token="c1").json["token"] for _ in range(2)]

    assert (tokens, Comment.select().count()) == (["c1", "c1"], 1)


def test_who_is_signed_in_and_a_fresh_form_token(visit, cast):
    browser = visit(cast.sari)

    known = browser.get("/antrean").json
    ticket = known.pop("ticket")
    assert known == {
        "person": cast.sari.key,
        "writes": True,
        "zone": "Asia/Makassar",
        "form": browser.form_token,
    }
    assert tickets.read_help_ticket(browser.secret, ticket) == (cast.sari.key, 1)
    assert visit().get("/antrean").json["ticket"] == ""
    assert visit(cast.rina).get("/antrean").json["writes"] is False
    assert visit().get("/antrean").json["person"] is None
    assert browser.get("/antrean").headers["Cache-Control"] == "no-store"


def test_a_fragment_carries_its_receipt(visit, cast):
    browser = visit(cast.sari, htmx=True)

    reply = send(browser, cast, "/presensi/masuk", {"X-Mori-Queue": "now"}, token="p1")

    assert 'id="presence"' in reply.text
    assert reply.headers["Mori-Receipt"] == "p1 12.00 WITA"


def test_the_worker_is_not_sent_again_while_it_is_the_same(visit):
    first = visit().get("/sw.js")

    again = visit().get("/sw.js", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "max-age=3600"
    assert (again.status_code, again.get_data()) == (304, b"")


@pytest.mark.parametrize("behind", [dt.timedelta(hours=3), dt.timedelta(days=1), 400 * DAY])
def test_a_tap_that_did_not_wait_has_our_time_whatever_the_phones_clock_says(visit, cast, behind):
    phone = {**said(behind), "X-Mori-Queue": "now"}

    reply = send(visit(cast.sari), cast, "/presensi/masuk", phone)

    row = Attendance.get()
    assert reply.json["state"] == "received"
    assert (row.day, row.checked_in_at, row.in_received_at) == (TODAY, NOON, None)


def test_leaving_before_one_came_is_refused_in_words_and_not_received(visit, cast, noon):
    browser = visit(cast.sari)
    browser.post("/presensi/masuk")
    phone = said(3 * HOUR)
    noon.shift(8 * HOUR)

    reply = send(browser, cast, "/presensi/pulang", phone, token="p1")

    assert reply.status_code == 409
    assert "kamu pulang sebelum datang" in reply.json["why"]


@pytest.mark.parametrize(("late", "status"), [(1, 200), (3, 200), (4, 409)])
def test_the_last_day_of_an_internship_can_still_come_for_three_days(
    visit, cast, noon, late, status
):
    Placement.update(ends_on=TODAY).where(Placement.id == cast.placement.id).execute()
    UnitSpan.update(ends_on=TODAY).where(UnitSpan.placement == cast.placement.id).execute()
    noon.shift(late * DAY)
    finish_ended_placements(now())
    browser = visit(cast.sari)

    came = send(browser, cast, "/presensi/masuk", said(HOUR), token="p1")
    wrote = send(browser, cast, headers=said(HOUR))

    assert (came.status_code, wrote.status_code) == (status, status)
    assert Entry.select().count() == Attendance.select().count() == (status == 200)


def test_whoever_has_ended_reads_until_when_words_are_taken(visit, cast):
    Placement.update(ends_on=TODAY - DAY).where(Placement.id == cast.placement.id).execute()

    page = visit(cast.sari).get("/").text

    assert "Magangmu sudah selesai" in page
    assert "masih bisa ditulis sampai Jumat, 20 November 2026" in page
    assert 'action="/presensi/masuk"' not in page
    told = re.sub("<[^>]+>", "", visit(cast.wati).get("/peserta").text)
    assert "sampai Sel 17 Novsudah selesai" in told

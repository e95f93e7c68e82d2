"""Writing a day: one entry a day, late ones marked, nothing lost, nothing twice."""

import datetime as dt
import threading

import pytest
import time_machine

from mori.attendance.operations import report
from mori.core.clock import now
from mori.core.db import db
from mori.core.workdays import DAY
from mori.logbook import operations, queries
from mori.logbook.models import Activity, Comment, EarlierText, Entry, OtherText
from mori.logbook.operations import Post, Writing, follow_rotation
from mori.logbook.rules import MOST_COMMENTS
from mori.offices.queries import calendar_of
from mori.placements.models import Placement, UnitSpan
from tests.cast import NOON, TODAY
from tests.logbook.writing import write_entry

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON) as clock:
        yield clock


def send(browser, text="Menerima tiga konsultasi.", day=TODAY, **more):
    return browser.post(
        "/logbook", {"token": "t1", "day": day, "text": text, "activity": "", **more}
    )


def test_the_days_field_is_on_the_screen_at_once(visit, cast):
    page = visit(cast.sari).get("/").text

    assert "<textarea" in page
    assert 'action="/logbook"' in page


def test_the_week_counts_days_with_an_entry_or_a_leave(visit, cast):
    send(visit(cast.sari), day=TODAY - dt.timedelta(days=2))
    report(Placement.get_by_id(cast.placement.id), YESTERDAY, "excused", "", cast.sari.id, now())

    assert "Pekan ini 2 dari 5" in visit(cast.sari).get("/").text
    send(visit(cast.sari), token="t2")
    assert "Pekan ini 3 dari 5" in visit(cast.sari).get("/").text


def test_after_the_last_day_the_start_page_says_that_it_was(visit, cast, noon):
    Placement.update(state="finished").where(Placement.id == cast.placement.id).execute()
    noon.move_to(NOON + dt.timedelta(days=90))

    page = visit(cast.sari).get("/").text

    assert "Magangmu sudah selesai" in page
    assert "Hari terakhirnya Kamis, 31 Desember 2026." in page


def test_an_entry_goes_to_the_supervisor_of_the_day(visit, cast):
    reply = send(visit(cast.sari), **{"from": "home"})

    entry = Entry.get()
    assert (reply.status_code, reply.location) == (303, "/")
    assert (entry.supervisor_id, entry.stand_in_id) == (cast.rina.id, cast.budi.id)
    assert (entry.unit_id, entry.state, entry.is_late) == (cast.pvl.id, "submitted", False)


def test_what_the_days_field_sends_is_enough(visit, cast):
    page = visit(cast.sari).get("/").text
    form = page.split('<section id="today"')[1].split("</form>")[0]
    names = {part.split('"')[0] for part in form.split(' name="')[1:]}

    reply = visit(cast.sari).post(
        "/logbook",
        {"token": "t1", "day": TODAY, "from": "home", "text": "Cukup satu kalimat."},
    )

    assert names == {"csrf_token", "writer", "token", "day", "from", "text", "photo"}
    assert reply.status_code == 303


def test_with_htmx_the_field_becomes_the_entry(visit, cast):
    reply = send(visit(cast.sari, htmx=True), **{"from": "home"})

    assert reply.status_code == 200
    assert reply.text.lstrip().startswith('<section id="today"')
    assert "Menerima tiga konsultasi." in reply.text


@pytest.mark.parametrize(
    ("typed", "minutes"), [("7,5", 450), ("7.5", 450), (" 8 ", 480), ("", None)]
)
def test_hours_are_written_with_a_comma_or_a_point(visit, cast, typed, minutes):
    reply = send(visit(cast.sari), hours=typed)

    assert (reply.status_code, Entry.get().minutes) == (303, minutes)


@pytest.mark.parametrize("typed", ["tujuh", "25", "-1", "NaN", "sNaN", "Infinity", "7,5,5"])
def test_hours_that_are_none_are_asked_for_once_and_still_stand_there(visit, cast, typed):
    reply = send(visit(cast.sari), hours=typed)

    assert reply.status_code == 422
    assert reply.text.count("Tulis jam sebagai angka dari 0 sampai 24.") == 2  # above, and there
    assert f'value="{typed}"' in reply.text


def test_an_entrys_hours_come_back_as_they_are_written(visit, cast):
    browser = visit(cast.sari)
    send(browser, hours="7,25")

    assert 'value="7,25"' in browser.get(f"/logbook/{Entry.get().key}").text


def test_sending_twice_is_one_entry(visit, cast):
    browser = visit(cast.sari)

    replies = [send(browser).status_code for _ in range(2)]

    assert replies == [303, 303]
    assert Entry.select().count() == 1


def test_a_second_text_for_a_day_is_kept_beside_the_first(visit, cast):
    browser = visit(cast.sari)
    send(browser)

    reply = send(browser, "Teks yang kedua.", token="t2")

    entry = Entry.get()
    assert (reply.status_code, reply.location) == (303, f"/logbook/{entry.key}")
    assert entry.text == "Menerima tiga konsultasi."
    assert "Teks yang kedua." in browser.get(reply.location).text


def test_the_same_form_with_another_text_loses_nothing(visit, cast):
    browser = visit(cast.sari)
    send(browser)

    send(browser, "Diperbaiki setelah kembali ke halaman tadi.")
    send(browser, "Diperbaiki sekali lagi.")
    send(browser, "Diperbaiki sekali lagi.", learnt="Bertanya dulu.")

    assert [(other.text, other.learnt) for other in OtherText.select()] == [
        ("Diperbaiki setelah kembali ke halaman tadi.", ""),
        ("Diperbaiki sekali lagi.", ""),
        ("Diperbaiki sekali lagi.", "Bertanya dulu."),
    ]


def test_the_same_form_for_another_day_is_another_entry(visit, cast):
    browser = visit(cast.sari)
    send(browser)

    send(browser, "Catatan kemarin.", day=YESTERDAY)

    assert {entry.day: entry.text for entry in Entry.select()} == {
        TODAY: "Menerima tiga konsultasi.",
        YESTERDAY: "Catatan kemarin.",
    }


@pytest.mark.parametrize("use", ["1", ""])
def test_the_writer_chooses_between_two_texts(visit, cast, use):
    browser = visit(cast.sari)
    send(browser)
    send(browser, "Teks yang kedua.", token="t2")

    browser.post(f"/versi/{OtherText.get().key}", {"use": use, "revision": 1})

    page = browser.get(f"/logbook/{Entry.get().key}").text
    assert Entry.get().text == ("Teks yang kedua." if use else "Menerima tiga konsultasi.")
    assert "Versi lain" not in page
    assert OtherText.get().settled_at


def test_the_day_leads_to_two_texts_until_one_is_chosen(visit, cast):
    browser = visit(cast.sari)
    send(browser)
    send(browser, "Teks yang kedua.", token="t2")

    before = browser.get("/").text
    browser.post(f"/versi/{OtherText.get().key}", {"revision": 1})
    after = browser.get("/").text

    assert ("Pilih teks" in before, "Pilih teks" in after) == (True, False)


def test_what_was_sent_once_may_arrive_again_after_a_change(visit, cast):
    browser = visit(cast.sari)
    send(browser)
    change = {"revision": 1, "day": TODAY, "text": "Lebih rinci.", "activity": ""}
    browser.post(f"/logbook/{Entry.get().key}", change)

    send(browser)

    assert Entry.get().text == "Lebih rinci."
    assert not OtherText.select().exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_bad_input_comes_back_as_it_was_typed(visit, cast, text):
    reply = send(visit(cast.sari), text, learnt="Yang saya pelajari.")

    assert reply.status_code == 422
    assert "Yang saya pelajari." in reply.text
    assert not Entry.select().exists()


@pytest.mark.parametrize(
    "day", [TODAY + dt.timedelta(days=1), dt.date(2026, 10, 1), "2026-13-40", ""]
)
def test_a_day_outside_the_internship_is_refused(visit, cast, day):
    reply = send(visit(cast.sari), day=day)

    assert reply.status_code in (409, 422)
    assert "Menerima tiga konsultasi." in reply.text


def test_nul_and_line_ends_of_any_system_are_tidied(visit, cast):
    send(visit(cast.sari), "Satu\r\ndua\0.")

    assert Entry.get().text == "Satu\ndua."


def test_an_entry_is_late_after_noon_of_the_next_working_day(visit, cast, noon):
    browser = visit(cast.sari)
    noon.shift(-60)  # a minute before noon
    send(browser, day=YESTERDAY)
    noon.shift(120)
    send(browser, day=YESTERDAY - dt.timedelta(days=1), token="t2")

    assert [entry.is_late for entry in Entry.select().order_by(Entry.day)] == [True, False]


def test_missing_days_are_listed_and_can_be_written(visit, cast):
    page = visit(cast.sari).get("/logbook").text

    assert f"/logbook/baru?hari={YESTERDAY}" in page
    assert f'value="{YESTERDAY}"' in visit(cast.sari).get(f"/logbook/baru?hari={YESTERDAY}").text


def test_who_wrote_every_day_and_on_weekends_misses_none(visit, cast):
    for n in range(15):
        write_entry(cast, TODAY - n * DAY)

    page = visit(cast.sari).get("/logbook").text

    assert "/logbook/baru?hari=" not in page


def test_a_text_that_may_name_a_complainant_is_pointed_out_and_accepted(visit, cast):
    browser = visit(cast.sari)

    reply = send(browser, "Pelapor atas nama Sdr. Contoh Misal datang.")

    assert reply.status_code == 303
    assert Entry.get().hints == "name"
    assert "inisial" in browser.get("/").text


def test_before_review_the_intern_may_still_change_it(visit, cast):
    browser = visit(cast.sari)
    send(browser)
    entry = Entry.get()

    browser.post(
        f"/logbook/{entry.key}",
        {"revision": 1, "day": TODAY, "text": "Menerima empat konsultasi.", "activity": ""},
    )

    assert Entry.get().text == "Menerima empat konsultasi."
    assert EarlierText.get().text == "Menerima tiga konsultasi."


def test_two_devices_do_not_overwrite_each_other(visit, cast):
    browser = visit(cast.sari)
    send(browser)
    path = f"/logbook/{Entry.get().key}"
    first = {"revision": 1, "day": TODAY, "text": "Dari HP pertama.", "activity": ""}

    browser.post(path, first)
    reply = browser.post(path, {**first, "text": "Dari HP kedua."})

    assert reply.location == path
    assert Entry.get().text == "Dari HP pertama."
    assert "Dari HP kedua." in browser.get(path).text


def test_a_change_that_comes_after_the_paraf_is_kept(visit, cast):
    browser = visit(cast.sari)
    send(browser)
    Entry.update(state="approved", reviewer=cast.rina, reviewed_at=NOON).execute()
    path = f"/logbook/{Entry.get().key}"

    browser.post(path, {"revision": 1, "day": TODAY, "text": "Terlambat.", "activity": ""})

    page = browser.get(path).text
    assert "Terlambat." in page
    assert "Pakai versi ini" not in page


def test_a_paused_internship_asks_for_nothing(visit, cast):
    Placement.update(state="paused").where(Placement.id == cast.placement.id).execute()
    browser = visit(cast.sari)

    assert "<textarea" not in browser.get("/").text
    assert send(browser).status_code == 409


def test_without_a_placement_the_page_says_what_to_expect(visit, cast):
    UnitSpan.delete().where(UnitSpan.placement == cast.placement.id).execute()

    assert "/logbook" in visit(cast.sari).get("/").text


def test_comments_go_both_ways_and_once(visit, cast):
    send(visit(cast.sari))
    path = f"/logbook/{Entry.get().key}/komentar"

    visit(cast.rina).post(path, {"token": "c1", "text": "Besok ikut saya, ya."})
    visit(cast.rina).post(path, {"token": "c1", "text": "Besok ikut saya, ya."})
    visit(cast.sari).post(path, {"token": "c2", "text": "Siap, Bu."})

    assert [comment.text for comment in Comment.select()] == ["Besok ikut saya, ya.", "Siap, Bu."]


def test_other_words_from_a_form_that_was_sent_before_are_another_comment(visit, cast):
    send(visit(cast.sari))
    path = f"/logbook/{Entry.get().key}/komentar"

    for text in ("Besok ikut saya, ya.", "Jam delapan."):  # the browser's back keeps the token
        visit(cast.rina).post(path, {"token": "c1", "text": text})
    visit(cast.sari).post(path, {"token": "c1", "text": "Jam delapan."})

    said = [(comment.author_id, comment.text) for comment in Comment.select()]
    assert said == [
        (cast.rina.id, "Besok ikut saya, ya."),
        (cast.rina.id, "Jam delapan."),
        (cast.sari.id, "Jam delapan."),
    ]


def test_a_comment_that_would_not_be_shown_is_refused_and_stays_in_the_field(visit, cast):
    send(visit(cast.sari))
    entry = Entry.get()
    path = f"/logbook/{entry.key}/komentar"
    facts = {"entry": entry, "author": cast.sari, "at": NOON}
    Comment.insert_many(
        {"token": f"{n}", "text": f"Komentar {n}.", **facts} for n in range(MOST_COMMENTS - 1)
    ).execute()

    last = {"token": "last", "text": "Yang keseratus."}
    assert [visit(cast.sari).post(path, last).status_code for _ in "ab"] == [303, 303]
    one_more = visit(cast.sari).post(path, {"token": "more", "text": "Yang berlebih."})

    assert "Yang keseratus." in visit(cast.sari).get(f"/logbook/{entry.key}").text
    assert one_more.status_code == 409
    assert ">Yang berlebih.</textarea>" in one_more.text
    assert Comment.select().count() == MOST_COMMENTS


def test_an_empty_comment_is_asked_for_again(visit, cast):
    send(visit(cast.sari))
    path = f"/logbook/{Entry.get().key}/komentar"

    assert visit(cast.sari).post(path, {"token": "c1", "text": " "}).status_code == 422


def test_a_logbook_is_paged_by_key(visit, cast):
    for age in range(25):
        Entry.create(
            token=f"{age}",
            placement=cast.placement,
            person=cast.sari,
            office=cast.banua,
            unit=cast.pvl,
            supervisor=cast.rina,
            day=TODAY - dt.timedelta(days=age),
            text=f"Catatan nomor {age}.",
            submitted_at=NOON,
            held_since=NOON,
        )
    browser, address, seen = visit(cast.sari), "/logbook", []

    while address:
        page = browser.get(address).text
        seen += [age for age in range(25) if f"Catatan nomor {age}." in page]
        address = (
            page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
            if 'rel="next"' in page
            else ""
        )

    assert seen == list(range(25))


def test_what_waits_follows_a_new_supervisor(visit, cast):
    send(visit(cast.sari))
    UnitSpan.update(supervisor=cast.budi, stand_in=None).where(
        UnitSpan.placement == cast.placement.id
    ).execute()

    follow_rotation(NOON)

    entry = Entry.get()
    assert (entry.supervisor_id, entry.stand_in_id) == (cast.budi.id, None)


def test_what_was_initialled_meanwhile_stays_with_who_initialled_it(visit, cast, monkeypatch):
    send(visit(cast.sari))
    UnitSpan.update(supervisor=cast.budi, stand_in=None).where(
        UnitSpan.placement == cast.placement.id
    ).execute()
    wrong = queries.entries_in_wrong_hands()
    operations.approve_entry(Entry.get(), 1, cast.rina.id, NOON)
    monkeypatch.setattr(queries, "entries_in_wrong_hands", lambda: wrong)

    follow_rotation(NOON)

    assert len(wrong) == 1
    assert Entry.get().supervisor_id == cast.rina.id


def post_of(cast) -> Post:
    return Post(
        placement_id=cast.placement.id,
        person_id=cast.sari.id,
        office_id=cast.banua.id,
        unit_id=cast.pvl.id,
        supervisor_id=cast.rina.id,
        stand_in_id=None,
        starts_on=cast.placement.starts_on,
        ends_on=cast.placement.ends_on,
        zone=cast.banua.zone,
        calendar=calendar_of(cast.banua.id, 99),
    )


def test_twenty_at_once_write_one_entry(committed):
    post = post_of(committed.cast)

    def write(number: int) -> None:
        try:
            words = Writing(f"Dari HP {number % 2}.")
            operations.submit_entry(post, TODAY, words, f"t{number % 2}", NOON)
        finally:
            db.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Entry.select().count() == 1
    texts = {Entry.get().text, OtherText.get().text}  # the other's is kept, once
    assert texts == {"Dari HP 0.", "Dari HP 1."}


def test_twenty_reviewers_at_once_decide_once(committed):
    entry = operations.submit_entry(
        post_of(committed.cast), TODAY, Writing("Sekali saja."), "t", NOON
    )
    done = []

    def approve() -> None:
        try:
            operations.approve_entry(entry, 1, committed.cast.rina.id, NOON)
            done.append(True)
        except operations.Refused:
            pass
        finally:
            db.close()

    threads = [threading.Thread(target=approve) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(done) == 1
    assert [event.verb for event in entry.events] == ["submit", "approve"]


def test_before_the_first_day_the_logbook_offers_nothing_to_write(visit, cast, noon):
    noon.move_to(NOON - dt.timedelta(weeks=3))
    ahead = visit(cast.sari).get("/logbook").text

    noon.move_to(NOON)
    begun = visit(cast.sari).get("/logbook").text

    assert "Logbookmu dimulai pada hari pertamamu." in ahead
    assert "Tulis hari ini" not in ahead
    assert "Mulai dari satu kalimat" in begun
    assert "Tulis hari ini" in begun


def test_hours_alone_are_not_lost_on_the_second_device(visit, cast):
    send(visit(cast.sari))
    entry = Entry.get()
    browser, path = visit(cast.sari), f"/logbook/{entry.key}"
    change = {"token": "n1", "day": TODAY, "text": "Lain.", "revision": 1, "hours": "5"}

    for hours in ("5", "7", "7"):  # the first from one device, then from an older page, twice
        browser.post(path, {**change, "hours": hours})

    assert Entry.get().minutes == 300
    assert [other.minutes for other in OtherText.select()] == [420]
    assert "7 jam" in browser.get(path).text


def test_other_versions_are_read_with_their_kind_of_work_at_once(visit, cast):
    send(visit(cast.sari))
    for number, activity in enumerate([Activity.create(code="a", label="A", label_en="A"), None]):
        OtherText.create(
            token=f"o{number}", entry=Entry.get().id, activity=activity, text="Lain.", at=NOON
        )
    sent: list[str] = []
    hook = lambda event: sent.append(event.sql)  # noqa: E731

    db.obj.query_hooks.append(hook)
    labels = [each.activity and each.activity.label for each in queries.other_texts(Entry.get().id)]
    db.obj.query_hooks.remove(hook)

    assert labels == ["A", None]
    assert len([sql for sql in sent if '"other_text"' in sql or '"activity" ' in sql]) == 1


def test_each_part_of_a_text_kept_beside_counts(visit, cast):
    send(visit(cast.sari))
    Entry.update(state="approved").execute()
    change = {"token": "n1", "day": TODAY, "text": "Lain.", "revision": 1}

    for learnt in ("Satu.", "Dua."):
        visit(cast.sari).post(f"/logbook/{Entry.get().key}", {**change, "learnt": learnt})

    assert [other.learnt for other in OtherText.select()] == ["Satu.", "Dua."]


@pytest.mark.parametrize("revision", ["99999", str(2**31), str(2**63), "9" * 30])
def test_a_revision_that_never_was_is_another_text(visit, cast, revision):
    send(visit(cast.sari))
    change = {"token": "n1", "day": TODAY, "text": "Lain.", "revision": revision}

    reply = visit(cast.sari).post(f"/logbook/{Entry.get().key}", change)
    chosen = visit(cast.sari).post(
        f"/versi/{OtherText.get().key}", {"use": "1", "revision": revision}
    )

    assert (reply.status_code, chosen.status_code) == (303, 409)
    assert OtherText.get().text == "Lain."


def test_an_entry_is_not_moved_to_another_day_without_a_word(visit, cast):
    send(visit(cast.sari))
    path = f"/logbook/{Entry.get().key}"
    change = {"token": "n1", "day": YESTERDAY, "text": "Untuk kemarin.", "revision": 1}

    reply = visit(cast.sari).post(path, change)

    assert reply.status_code == 422
    assert "Untuk kemarin." in reply.text
    assert Entry.get().text == "Menerima tiga konsultasi."
    assert 'type="date"' not in visit(cast.sari).get(path).text

"""Writing a day: one entry a day, late ones marked, nothing lost, nothing twice."""

import datetime as dt
import re

import pytest

from mori.attendance.operations import report_absence
from mori.core.clock import now
from mori.core.workdays import DAY
from mori.logbook.models import EarlierText, Entry
from mori.placements.models import Placement, UnitSpan
from tests.cast import NOON, TODAY
from tests.logbook.sending import YESTERDAY, send
from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("noon")


def test_the_days_field_is_on_the_screen_at_once(visit, cast):
    page = visit(cast.sari).get("/").text

    assert "<textarea" in page
    assert 'action="/logbook"' in page


def test_the_week_counts_days_with_an_entry_or_a_leave(visit, cast):
    send(visit(cast.sari), day=TODAY - dt.timedelta(days=2))
    report_absence(
        Placement.get_by_id(cast.placement.id), YESTERDAY, "excused", "", cast.sari.id, now()
    )

    assert "2 dari 5 hari tercatat pekan ini" in visit(cast.sari).get("/").text
    send(visit(cast.sari), token="t2")
    assert "3 dari 5 hari tercatat pekan ini" in visit(cast.sari).get("/").text


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

    assert names == {"csrf_token", "writer", "token", "opened", "day", "from", "text", "photo"}
    assert reply.status_code == 303


def test_with_htmx_the_field_becomes_the_entry(visit, cast):
    reply = send(visit(cast.sari, htmx=True), **{"from": "home"})

    assert reply.status_code == 200
    assert reply.text.lstrip().startswith('<section id="today"')
    assert "Menerima tiga konsultasi." in reply.text


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("7,5", 450), ("7.5", 450), (" 8 ", 480), ("7.30", 450), ("7 jam", 420), ("", None)],
)
def test_hours_are_written_as_people_write_them(visit, cast, typed, minutes):
    reply = send(visit(cast.sari), hours=typed)

    assert (reply.status_code, Entry.get().minutes) == (303, minutes)


@pytest.mark.parametrize("typed", ["tujuh", "25", "-1", "NaN", "sNaN", "Infinity", "7,5,5", "7:75"])
def test_hours_that_are_none_are_asked_for_once_and_still_stand_there(visit, cast, typed):
    reply = send(visit(cast.sari), hours=typed)

    assert reply.status_code == 422
    assert (
        reply.text.count("Tulis jumlah jamnya seperti 7,5 atau 7:30, paling banyak 24.") == 2
    )  # above, and there
    assert f'value="{typed}"' in reply.text


@pytest.mark.parametrize(("typed", "shown"), [("7,5", "7,5"), ("7,25", "7:15"), ("8", "8")])
def test_an_entrys_hours_stand_in_a_field_that_shows_them(visit, cast, typed, shown):
    """A browser empties a field of numbers that holds a comma."""
    browser = visit(cast.sari)
    send(browser, hours=typed)

    page = browser.get(f"/logbook/{Entry.get().key}").text

    field = re.search(r"<input[^>]*name=hours[^>]*>|<input[^>]*name=\"hours\"[^>]*>", page)
    assert field
    assert 'type="number"' not in field[0]
    assert f'value="{shown}"' in field[0]


def test_sending_twice_is_one_entry(visit, cast):
    browser = visit(cast.sari)

    replies = [send(browser).status_code for _ in range(2)]

    assert replies == [303, 303]
    assert Entry.select().count() == 1


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


def test_a_paused_internship_asks_for_nothing(visit, cast):
    Placement.update(state="paused").where(Placement.id == cast.placement.id).execute()
    browser = visit(cast.sari)

    assert "<textarea" not in browser.get("/").text
    assert send(browser).status_code == 409


def test_without_a_placement_the_page_says_what_to_expect(visit, cast):
    UnitSpan.delete().where(UnitSpan.placement == cast.placement.id).execute()

    assert "/logbook" in visit(cast.sari).get("/").text


def test_a_logbook_is_paged_by_key(visit, cast):
    for age in range(25):
        write_entry(cast, TODAY - dt.timedelta(days=age), f"Catatan nomor {age}.")
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


def test_before_the_first_day_the_logbook_offers_nothing_to_write(visit, cast, noon):
    noon.move_to(NOON - dt.timedelta(weeks=3))
    ahead = visit(cast.sari).get("/logbook").text

    noon.move_to(NOON)
    begun = visit(cast.sari).get("/logbook").text

    assert "Logbookmu dimulai pada hari pertamamu." in ahead
    assert "Tulis hari ini" not in ahead
    assert "Mulai dari satu kalimat" in begun
    assert "Tulis hari ini" in begun


def test_an_entry_is_not_moved_to_another_day_without_a_word(visit, cast):
    send(visit(cast.sari))
    path = f"/logbook/{Entry.get().key}"
    change = {"token": "n1", "day": YESTERDAY, "text": "Untuk kemarin.", "revision": 1}

    reply = visit(cast.sari).post(path, change)

    assert reply.status_code == 422
    assert "Untuk kemarin." in reply.text
    assert Entry.get().text == "Menerima tiga konsultasi."
    assert 'type="date"' not in visit(cast.sari).get(path).text


@pytest.mark.parametrize(("kind", "said"), [("sick", "Sakit"), ("excused", "Izin")])
def test_the_week_says_why_somebody_was_away(visit, cast, kind, said):
    report_absence(Placement.get_by_id(cast.placement.id), YESTERDAY, kind, "", cast.sari.id, now())

    week = visit(cast.sari).get("/").text.split('id="week"')[1].split("</ol>")[0]

    assert f'<span class="unseen">{said}</span>' in week

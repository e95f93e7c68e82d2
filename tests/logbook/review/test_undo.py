"""A decision can be taken back for eight seconds, and nobody else sees it before."""

import datetime as dt
import re

import pytest

from mori.logbook.book.queries import entries_of_placement
from mori.logbook.models import Entry, EntryEvent
from mori.logbook.reminders.queries import news_of
from mori.logbook.review.models import Verdict
from tests.cast import NOON
from tests.logbook.review.deciding import SECOND, approve
from tests.logbook.writing import settle_until, write_entry

INTERNS_PAGES = ("/", "/logbook", "/logbook/{key}")


def give_back(browser, entry, note="Pasal berapa?"):
    return approve(browser, entry, verb="return", note=note)


def take_back(browser):
    return browser.post(f"/tinjau/urungkan/{Verdict.get().key}")


def as_the_intern_sees_it(visit, cast, entry):
    """The intern's pages without what differs on every render."""
    sari = visit(cast.sari)
    pages = [sari.get(path.format(key=entry.key)).text for path in INTERNS_PAGES]
    return [re.sub(r'name="(k|token|csrf_token)" value="[^"]*"', "", page) for page in pages]


def numbers_in(reply):
    """What a reply says of how many wait, where it says so."""
    return {
        "badge": re.search(r'id="badge-queue"[^>]*>([^<]*)<', reply)[1],
        "Semua": re.search(r'Semua <span class="number">([^<]*)<', reply)[1],
        "title": re.search(r"<title>([^<]*)<", reply)[1],
    }


@pytest.mark.parametrize("decision", [approve, give_back])
def test_for_eight_seconds_nothing_of_the_entry_differs(visit, cast, clock, decision):
    entry = write_entry(cast)
    row, before = Entry.select().dicts().get(), as_the_intern_sees_it(visit, cast, entry)

    decision(visit(cast.rina), entry)
    clock.shift(7.9)
    settle_until(NOON + 7.9 * SECOND)

    assert Entry.select().dicts().get() == row
    assert as_the_intern_sees_it(visit, cast, entry) == before
    assert not EntryEvent.select().exists()


def test_after_eight_seconds_the_intern_has_the_paraf(visit, cast, clock):
    entry = write_entry(cast)
    approve(visit(cast.rina), entry)

    settle_until(NOON + 30 * SECOND)

    row = Entry[entry.id]
    assert (row.state, row.reviewer_id) == ("approved", cast.rina.id)
    assert row.reviewed_at == row.seen_at == NOON + 8 * SECOND  # however late the work is
    assert [event.verb for event in entry.events] == ["approve"]
    assert Verdict.get().state == "effective"


def test_after_eight_seconds_the_intern_reads_what_to_improve(visit, cast, clock):
    entry = write_entry(cast)
    give_back(visit(cast.rina), entry)

    settle_until(NOON + 8 * SECOND)

    assert "Pasal berapa?" in visit(cast.sari).get("/").text
    assert Entry[entry.id].state == "returned"


def test_undone_in_time_it_was_never_there(visit, cast, clock):
    entry = write_entry(cast)
    rina = visit(cast.rina)
    approve(rina, entry)

    reply = take_back(rina)
    settle_until(NOON + 30 * SECOND)

    assert (reply.status_code, reply.location) == (303, f"/tinjau#entry-{entry.key}")
    assert f"entry-{entry.key}" in rina.get("/tinjau").text
    assert Entry[entry.id].state == "submitted"
    assert not EntryEvent.select().exists()


def test_undone_too_late_it_stays_and_says_so(visit, cast, clock):
    entry = write_entry(cast)
    rina = visit(cast.rina)
    approve(rina, entry)
    clock.shift(8)

    reply = take_back(rina)
    settle_until(NOON + 8 * SECOND)

    assert reply.status_code == 409
    assert "Delapan detik sudah lewat" in reply.text
    assert Entry[entry.id].state == "approved"


def test_undoing_twice_is_undoing_once(visit, cast, clock):
    entry = write_entry(cast)
    rina = visit(cast.rina)
    approve(rina, entry)

    replies = [take_back(rina).status_code for _ in range(2)]
    clock.shift(60)

    assert replies == [303, 303]
    assert take_back(rina).status_code == 303


def test_only_whoever_decided_takes_it_back(visit, cast, clock):
    entry = write_entry(cast)
    approve(visit(cast.rina), entry)

    assert take_back(visit(cast.budi)).status_code == 404
    assert take_back(visit(cast.joko)).status_code == 404
    assert take_back(visit(cast.sari)).status_code == 404


def test_a_double_tap_is_one_decision(visit, cast, clock):
    entry = write_entry(cast)
    rina = visit(cast.rina)

    replies = [approve(rina, entry).status_code for _ in range(2)]

    assert replies == [303, 303]
    assert Verdict.select().count() == 1


def test_the_second_of_two_reviewers_is_told(visit, cast, clock):
    entry = write_entry(cast)
    approve(visit(cast.rina), entry)

    reply = give_back(visit(cast.budi), entry, "Menurut saya belum.")

    assert reply.status_code == 409
    assert "Menurut saya belum." in reply.text


def test_a_change_of_mind_goes_by_way_of_undo(visit, cast, clock):
    entry = write_entry(cast)
    rina = visit(cast.rina)
    approve(rina, entry)
    refused = give_back(rina, entry).status_code
    take_back(rina)

    assert (refused, give_back(rina, entry).status_code) == (409, 303)


def test_opening_the_queue_settles_what_the_background_work_has_not(visit, cast, clock):
    entry = write_entry(cast)
    rina = visit(cast.rina)
    approve(rina, entry)
    clock.shift(9)

    page = rina.get("/tinjau").text

    assert Entry[entry.id].state == "approved"
    assert "Urungkan" not in page.split('id="toast"')[1]


def test_the_way_back_survives_a_reload_but_not_the_eight_seconds(visit, cast, clock):
    entry = write_entry(cast)
    rina = visit(cast.rina)
    approve(rina, entry)

    toasts = [rina.get("/tinjau").text.split('id="toast"')[1] for _ in range(2)]

    assert all(f"/tinjau/urungkan/{Verdict.get().key}" in toast for toast in toasts)


def test_in_place_the_row_the_way_back_and_the_number_come_together(visit, cast, clock):
    write_entry(cast, NOON.date() - dt.timedelta(days=1), "Yang kemarin.")
    entry = write_entry(cast)

    reply = approve(visit(cast.rina, htmx=True), entry).text

    assert reply.count("hx-swap-oob") == 4
    assert "1 menunggu" in reply
    assert numbers_in(reply) == {"badge": "1", "Semua": "1", "title": "Tinjau (1) · MORI"}
    assert "/tinjau/urungkan/" in reply


def test_after_the_last_decision_no_number_is_left(visit, cast, clock):
    reply = approve(visit(cast.rina, htmx=True), write_entry(cast)).text

    assert numbers_in(reply) == {"badge": "", "Semua": "", "title": "Tinjau · MORI"}


def test_the_numbers_of_the_queue_are_those_of_what_is_ones_own(visit, cast, clock):
    write_entry(cast)  # Rina has it, Budi stands in
    budi = visit(cast.budi)

    page = budi.get("/tinjau?saring=titipan").text

    assert numbers_in(page) == {"badge": "", "Semua": "", "title": "Tinjau · MORI"}
    assert re.search(r'Sebagai pengganti <span class="number">1<', page)


def test_the_filter_stays_after_a_decision(visit, cast, clock):
    entry = write_entry(cast)
    budi = visit(cast.budi)

    reply = budi.post(f"/tinjau/{entry.key}?saring=titipan&x=1", {"verb": "approve", "revision": 1})

    assert reply.location == "/tinjau?saring=titipan"
    assert "Urungkan" in budi.get(reply.location).text


def test_what_was_decided_is_listed_for_ten_minutes(visit, cast, clock):
    rina = visit(cast.rina)
    approve(rina, write_entry(cast))

    at_once = rina.get("/saya/tinjauan").text
    clock.shift(9)
    later = rina.get("/saya/tinjauan").text
    clock.shift(600)
    much_later = rina.get("/saya/tinjauan").text

    assert "/tinjau/urungkan/" in at_once
    assert "Sari Contoh" in later
    assert "/tinjau/urungkan/" not in later
    assert "Sari Contoh" not in much_later


def test_nobody_finds_the_decisions_of_others(visit, cast, clock):
    approve(visit(cast.rina), write_entry(cast))

    assert "Sari Contoh" not in visit(cast.budi).get("/saya/tinjauan").text
    assert visit(cast.sari).get("/saya/tinjauan").status_code == 403
    assert 'href="/saya/tinjauan"' in visit(cast.rina).get("/saya").text
    assert 'href="/saya/tinjauan"' not in visit(cast.sari).get("/saya").text


@pytest.mark.parametrize("decide_on", [approve, give_back])
def test_books_and_reminders_know_a_decision_once_it_has_taken_effect(
    clock, visit, cast, decide_on
):
    since = NOON - dt.timedelta(days=1)
    decide_on(visit(cast.rina), write_entry(cast))

    before = [each.state for each in entries_of_placement(cast.placement.id)]
    news_before = news_of(cast.sari.id, since)
    settle_until(NOON + 9 * SECOND)

    (after,) = entries_of_placement(cast.placement.id)
    assert (before, news_before) == (["submitted"], {"returned": 0, "approved": 0})
    assert news_of(cast.sari.id, since)[after.state] == 1

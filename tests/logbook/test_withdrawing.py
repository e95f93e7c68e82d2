"""Today's entry is taken back while nobody has opened it; then it is its writer's alone."""

import datetime as dt

import pytest

from mori.core.errors import Refused
from mori.logbook.comments.operations import add_comment
from mori.logbook.models import EarlierText, Entry, EntryEvent
from mori.logbook.operations import mark_seen
from mori.logbook.reminders.queries import interns_without_entry
from mori.logbook.review.operations import decide_entry
from mori.logbook.rules import EntryState
from mori.logbook.withdrawal.operations import withdraw_entry
from tests.cast import NOON, TODAY
from tests.logbook.sending import YESTERDAY, send
from tests.logbook.writing import write_entry
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")


def take_back(browser, entry: Entry):
    return browser.post(f"/logbook/{entry.key}/tarik")


def state_of(entry: Entry) -> EntryState:
    return Entry.get_by_id(entry.id).state


def test_it_is_offered_where_the_entry_is(visit, cast):
    entry = write_entry(cast)

    page = visit(cast.sari).get(f"/logbook/{entry.key}").text

    assert f'action="/logbook/{entry.key}/tarik"' in page
    assert "Tarik kembali" in page


def test_what_was_taken_back_stays_with_its_writer(visit, cast):
    entry, sari = write_entry(cast), visit(cast.sari)

    reply = take_back(sari, entry)

    assert reply.location == f"/logbook/{entry.key}"
    assert state_of(entry).is_withdrawn
    page = sari.get(reply.location).text
    assert entry.text in page
    assert "Ditarik kembali, belum dikirim" in page
    assert "/tarik" not in page
    home = sari.get("/").text
    assert "Ditarik kembali, belum dikirim" in home
    assert "0 dari 5 hari tercatat" in home


@pytest.mark.parametrize("who", ["rina", "budi", "wati", "hasan"])
def test_nobody_else_reads_what_was_taken_back(visit, cast, who):
    entry = write_entry(cast, text="Tidak jadi dikirim.", state=EntryState.WITHDRAWN)
    browser, intern = visit(getattr(cast, who)), f"/peserta/{cast.placement.key}"

    assert browser.get(f"/logbook/{entry.key}").status_code == 404
    for path in (f"{intern}/logbook", f"{intern}/logbook.csv"):
        assert "Tidak jadi dikirim." not in browser.get(path).text
    if who in ("rina", "budi"):
        assert browser.get(f"/tinjau?buka={entry.key}").status_code == 404
        assert "Tidak jadi dikirim." not in browser.get("/tinjau").text


def test_taking_back_twice_is_taking_back_once(visit, cast):
    entry, sari = write_entry(cast), visit(cast.sari)

    first, second = take_back(sari, entry), take_back(sari, entry)

    assert first.status_code == second.status_code == 303
    verbs = [event.verb for event in EntryEvent.select().where(EntryEvent.entry == entry.id)]
    assert verbs == ["withdraw"]


@pytest.mark.parametrize("how", ["/tinjau?buka={}", "/logbook/{}"])
def test_what_the_supervisor_has_opened_stays(visit, cast, how):
    entry, sari = write_entry(cast), visit(cast.sari)
    visit(cast.rina).get(how.format(entry.key))

    page, reply = sari.get(f"/logbook/{entry.key}").text, take_back(sari, entry)

    assert "/tarik" not in page
    assert reply.status_code == 409
    assert state_of(entry).awaits_review


@pytest.mark.parametrize(
    "columns",
    [
        {"day": YESTERDAY},
        {"state": EntryState.APPROVED},
        {"state": EntryState.RETURNED},
        {"reviewed_at": NOON},
    ],
    ids=["yesterday's", "initialled", "returned", "improved"],
)
def test_nothing_else_is_taken_back(visit, cast, columns):
    if "state" in columns:
        columns = {**columns, "reviewer": cast.rina, "reviewed_at": NOON}
    entry = write_entry(cast, **columns)

    reply = take_back(visit(cast.sari), entry)

    assert reply.status_code == 409
    assert not state_of(entry).is_withdrawn


def test_a_decision_on_its_way_is_not_overtaken(cast):
    entry = write_entry(cast)
    decide_entry(entry, 1, "approve", cast.rina.id, NOON)

    with pytest.raises(Refused):
        withdraw_entry(entry, TODAY, NOON)

    assert state_of(entry).awaits_review


def test_what_somebody_spoke_about_stays(cast):
    entry = write_entry(cast)
    add_comment(entry, cast.sari.id, "Boleh saya tambah besok?", "c", NOON)

    with pytest.raises(Refused):
        withdraw_entry(entry, TODAY, NOON)

    assert state_of(entry).awaits_review


def test_nobody_speaks_under_what_was_taken_back(visit, cast):
    entry, sari = write_entry(cast), visit(cast.sari)
    take_back(sari, entry)

    page = sari.get(f"/logbook/{entry.key}").text
    reply = sari.post(f"/logbook/{entry.key}/komentar", {"token": "c", "text": "Halo"})

    assert "/komentar" not in page
    assert reply.status_code == 409


def test_only_its_writer_takes_it_back(visit, cast):
    entry = write_entry(cast)

    assert take_back(visit(cast.tono), entry).status_code == 404
    assert state_of(entry).awaits_review


def test_it_is_changed_and_sent_again_without_what_it_said(visit, cast, noon):
    entry, sari = write_entry(cast, text="Pelapor bernama Umpama."), visit(cast.sari)
    take_back(sari, entry)
    noon.shift(60)

    sent = sari.post(
        f"/logbook/{entry.key}",
        {"token": "t", "revision": 1, "day": TODAY, "text": "Pelapor U.", "activity": ""},
    )

    again = Entry.get_by_id(entry.id)
    assert sent.status_code == 303
    assert (again.state, again.text, again.revision) == (EntryState.SUBMITTED, "Pelapor U.", 2)
    assert again.submitted_at == NOON + dt.timedelta(minutes=1)
    assert not EarlierText.select().exists()
    read = visit(cast.rina).get(f"/tinjau?buka={entry.key}").text
    assert "Pelapor U." in read
    assert "Umpama." not in read


def test_the_days_form_sends_it_again_too(visit, cast):
    entry, sari = write_entry(cast), visit(cast.sari)
    take_back(sari, entry)

    send(sari, "Menata arsip.")

    again = Entry.get()
    assert (again.id, again.state, again.text) == (entry.id, "submitted", "Menata arsip.")


def test_sent_again_days_later_it_is_late_and_was_pointed_out(visit, cast, noon):
    entry, sari = write_entry(cast), visit(cast.sari)
    take_back(sari, entry)
    noon.shift(3 * 24 * 3600)

    home = sari.get("/").text
    sari.post(
        f"/logbook/{entry.key}",
        {"token": "t", "revision": 1, "day": TODAY, "text": "Pelapor U.", "activity": ""},
    )

    assert "Kirim catatan Rab 18 Nov" in home
    assert Entry.get_by_id(entry.id).is_late


def test_whoever_took_it_back_is_reminded(visit, cast):
    entry = write_entry(cast)
    reminded = [row.person_id for row in interns_without_entry("Asia/Makassar", TODAY)]

    take_back(visit(cast.sari), entry)

    by_now = [row.person_id for row in interns_without_entry("Asia/Makassar", TODAY)]
    assert cast.sari.id not in reminded
    assert cast.sari.id in by_now


def test_opening_and_taking_back_at_once_one_of_them_is_first(committed):
    key = write_entry(committed.cast).key
    for _ in range(10):
        Entry.update(state=EntryState.SUBMITTED, seen_at=None).execute()
        EntryEvent.delete().execute()
        entry, opened = Entry.get(Entry.key == key), []

        all_at_once(
            lambda entry=entry, opened=opened: opened.append(mark_seen(entry, NOON)),
            lambda entry=entry: withdraw_entry(entry, TODAY, NOON),
            lambda entry=entry: withdraw_entry(entry, TODAY, NOON),
        )

        now = Entry.get_by_id(entry.id)
        assert opened == [not now.state.is_withdrawn]
        assert (now.seen_at is None) is now.state.is_withdrawn
        assert now.events.count() == now.state.is_withdrawn


def test_deciding_and_taking_back_at_once_one_of_them_is_first(committed):
    entry = write_entry(committed.cast)
    rina = committed.cast.rina.id

    ends = all_at_once(
        lambda: decide_entry(entry, 1, "approve", rina, NOON),
        lambda: withdraw_entry(entry, TODAY, NOON),
    )

    assert sorted(ends) == ["done", "refused"]

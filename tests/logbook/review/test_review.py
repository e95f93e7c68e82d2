"""The reviewer's queue: paraf, a revision, and nothing twice."""

import datetime as dt

import pytest
import time_machine

from mori.core.clock import now
from mori.demo.people import rows
from mori.logbook.models import EarlierText, Entry
from mori.logbook.operations import mark_seen
from tests.cast import NOON, TODAY
from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def write(cast):
    """Writes an entry of Sari's: ``write(day, text)``."""

    return lambda *said, **columns: write_entry(cast, *said, at=now(), **columns)


def test_the_whole_text_stands_in_the_queue(visit, cast, write):
    write(text="Menerima tiga konsultasi tentang akta kelahiran.")

    page = visit(cast.rina).get("/tinjau").text

    assert "Menerima tiga konsultasi tentang akta kelahiran." in page
    assert "Sari Contoh" in page


def test_the_queue_says_all_came_today_only_on_the_day_it_came(visit, cast, write):
    friday = NOON + dt.timedelta(days=2)
    with time_machine.travel(friday):
        write(day=friday.date())
        on_friday = visit(cast.rina).get("/tinjau").text
    with time_machine.travel(friday + dt.timedelta(days=1)):
        on_saturday = visit(cast.rina).get("/tinjau").text

    assert "Semuanya masuk hari ini" in on_friday
    assert "Semuanya masuk hari ini" not in on_saturday
    assert "Belum ada yang menunggu satu hari kerja penuh" in on_saturday


def test_paraf_in_place_answers_with_the_row(visit, cast, write):
    entry = write()

    reply = visit(cast.rina, htmx=True).post(
        f"/tinjau/{entry.key}", {"verb": "approve", "revision": 1}
    )

    assert reply.status_code == 200
    assert reply.text.lstrip().startswith(f'<li id="entry-{entry.key}"')
    assert [verdict.verb for verdict in entry.verdicts] == ["approve"]
    assert "Urungkan" in reply.text


def test_without_htmx_the_queue_comes_back(visit, cast, write):
    entry = write()
    rina = visit(cast.rina)

    reply = rina.post(f"/tinjau/{entry.key}", {"verb": "approve", "revision": 1})

    assert (reply.status_code, reply.location) == (303, "/tinjau")
    page = rina.get("/tinjau").text
    assert "Catatan Sari Contoh sudah diparaf." in page
    assert f"entry-{entry.key}" not in page


def test_returning_needs_words(visit, cast, write):
    entry = write()

    reply = visit(cast.rina).post(f"/tinjau/{entry.key}", {"verb": "return", "revision": 1})

    assert reply.status_code == 422
    assert not entry.verdicts.exists()


def test_a_ready_phrase_and_own_words_are_both_kept(visit, cast, write):
    entry = write()

    visit(cast.rina).post(
        f"/tinjau/{entry.key}",
        {"verb": "return", "revision": 1, "phrase": "law", "note": "Pasal berapa?"},
    )

    (verdict,) = entry.verdicts
    assert verdict.verb == "return"
    assert verdict.note.endswith("Pasal berapa?")
    assert len(verdict.note) > len("Pasal berapa?")


def test_an_improved_entry_keeps_what_it_said_and_shows_the_change(visit, cast, write):
    entry = write(text="Menelaah laporan.", state="returned", note="Dasar hukumnya?")

    reply = visit(cast.sari).post(
        f"/logbook/{entry.key}",
        {
            "revision": 1,
            "day": TODAY,
            "text": "Menelaah laporan dengan UU 25/2009.",
            "activity": "",
        },
    )

    assert reply.status_code == 303
    assert Entry[entry.id].state == "submitted"
    assert [row.text for row in EarlierText.select()] == ["Menelaah laporan."]
    assert "<ins>" in visit(cast.rina).get(f"/tinjau?buka={entry.key}").text


def test_paraf_is_for_the_text_that_was_read(visit, cast, write):
    entry = write(revision=2)

    reply = visit(cast.rina).post(f"/tinjau/{entry.key}", {"verb": "approve", "revision": 1})

    assert reply.status_code == 409
    assert not entry.verdicts.exists()


def test_an_approved_entry_stays(visit, cast, write):
    entry = write(state="approved", reviewer=cast.rina, reviewed_at=now())

    reply = visit(cast.rina).post(
        f"/tinjau/{entry.key}", {"verb": "return", "revision": 1, "note": "Lagi."}
    )

    assert reply.status_code == 409
    assert not entry.verdicts.exists()


def test_the_intern_finds_the_stamp_on_the_entry_too(visit, cast, write):
    entry = write(state="approved", reviewer=cast.rina, reviewed_at=now())

    text = visit(cast.sari).get(f"/logbook/{entry.key}").text

    assert '<span class="stamp" aria-hidden="true">RC<small>18/11</small></span>' in text


def test_opening_an_entry_is_what_makes_it_seen(visit, cast, write):
    entry = write()
    rina = visit(cast.rina)

    rina.get("/tinjau")
    before = Entry[entry.id].seen_at
    rina.get(f"/tinjau?buka={entry.key}")

    assert before is None
    assert Entry[entry.id].seen_at is not None


def test_the_stand_in_finds_it_under_a_filter(visit, cast, write):
    write()
    budi = visit(cast.budi)

    assert "Sari Contoh" not in budi.get("/tinjau").text
    assert "Sari Contoh" in budi.get("/tinjau?saring=titipan").text


def test_old_and_revised_entries_can_be_singled_out(visit, cast, write):
    old = dt.timedelta(days=6)
    write(TODAY - old, text="Yang lama.")
    Entry.update(submitted_at=now() - old).execute()
    write(text="Yang direvisi.", revision=2)
    rina = visit(cast.rina)

    assert "Yang direvisi." not in rina.get("/tinjau?saring=lama").text
    assert "Yang lama." not in rina.get("/tinjau?saring=revisi").text


def test_another_office_sees_nothing(visit, cast, write):
    entry = write()
    joko = visit(cast.joko)

    assert joko.get(f"/tinjau?buka={entry.key}").status_code == 404
    assert joko.post(f"/tinjau/{entry.key}", {"verb": "approve", "revision": 1}).status_code == 404
    assert "Sari Contoh" not in joko.get("/tinjau").text


def test_seen_once_stays_seen_at_that_moment(cast, write):
    entry = write()
    mark_seen(entry, NOON)

    mark_seen(entry, NOON + dt.timedelta(hours=1))

    assert Entry[entry.id].seen_at == NOON


def test_the_next_page_goes_on_by_day_whoever_wrote_when(visit, cast, write):
    for age in range(12):  # the oldest day was written last
        write(TODAY - dt.timedelta(days=age), f"Umur {age:02}.")
    rina = visit(cast.rina)

    first = rina.get("/tinjau").text
    address = first.split('rel="next"')[0].rpartition('href="')[2].split('"')[0]
    second = rina.get(address).text

    assert [age for age in range(12) if f'text">Umur {age:02}.' in first] == list(range(2, 12))
    assert [age for age in range(12) if f'text">Umur {age:02}.' in second] == [0, 1]


def test_a_page_ends_where_its_texts_would_weigh_too_much(visit, cast, write):
    texts = [row["text"] for row in rows("entries")]
    for age in range(10):
        words = " ".join(texts[4 * age : 4 * age + 4])  # as long as a long day's
        write(TODAY - dt.timedelta(days=age), f"Umur {age:02}. {words}")
    rina = visit(cast.rina)

    first = rina.get("/tinjau").text  # linted: at most 4,096 bytes
    address = first.split('rel="next"')[0].rpartition('href="')[2].split('"')[0]
    second = rina.get(address).text

    shown = [age for age in range(10) if f'text">Umur {age:02}.' in first]
    assert 1 < len(shown) < 10
    assert f'text">Umur {shown[0] - 1:02}.' in second


def test_all_that_changed_since_the_return_is_marked(visit, cast, write):
    entry = write(text="Menelaah laporan.", state="returned", note="Dasarnya?")
    hour = dt.timedelta(hours=1)
    Entry.update(submitted_at=now() - 2 * hour, reviewed_at=now() - hour).execute()
    sari = visit(cast.sari)
    texts = ("Menelaah laporan dengan UU 25/2009.", "Menelaah dua laporan dengan UU 25/2009.")
    for revision, text in enumerate(texts, start=1):
        sari.post(f"/logbook/{entry.key}", {"revision": revision, "day": TODAY, "text": text})

    page = visit(cast.rina).get(f"/tinjau?buka={entry.key}").text

    assert "<ins>dua laporan dengan UU 25/2009.</ins>" in page
    assert "<del>laporan.</del>" in page


@pytest.mark.parametrize("revision", [str(2**31), str(2**63), "9" * 30])
def test_a_revision_that_never_was_keeps_what_was_typed(visit, cast, write, revision):
    sent = {"verb": "return", "revision": revision, "note": "Tambahkan dasar hukumnya."}

    reply = visit(cast.rina).post(f"/tinjau/{write().key}", sent)

    assert reply.status_code == 409
    assert "Tambahkan dasar hukumnya." in reply.text

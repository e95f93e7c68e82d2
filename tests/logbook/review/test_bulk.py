"""Several entries initialled together, without those that want to be read."""

import datetime as dt

import pytest

from mori.core.errors import Refused
from mori.logbook import queries
from mori.logbook.models import Entry
from mori.logbook.photos.models import EntryPhoto
from mori.logbook.review.models import Verdict
from mori.logbook.review.operations import approve_entries
from mori.logbook.review.rules import must_be_read
from mori.logbook.rules import AT_ONCE
from mori.safeguarding.routing.models import Relation
from mori.safeguarding.routing.rules import RelationKind
from tests.cast import NOON, TODAY
from tests.logbook.writing import settle_until, write_entry

DAY = dt.timedelta(days=1)
NEVER = None


pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def written(cast):
    """Four of Sari's entries, of which one may be ticked and three want to be read."""
    return {
        "plain": write_entry(cast, TODAY),
        "flagged": write_entry(cast, TODAY - DAY, "Pelapor bernama Umpama.", hints="name"),
        "revised": write_entry(cast, TODAY - 2 * DAY, "Yang direvisi.", revision=2),
        "read again": write_entry(
            cast, TODAY - 5 * DAY, "Yang dibaca lagi.", revision=2, seen_at=NOON
        ),
    }


def tick(browser, *entries, **fields):
    ticks = [f"{entry.key}.{entry.revision}" for entry in entries]
    return browser.post("/tinjau/pilihan", {"pick": ticks, **fields})


@pytest.mark.parametrize(
    ("hints", "revision", "seen_at", "has_unseen_photo", "expected"),
    [
        ("", 1, NEVER, False, False),
        ("name", 1, NOON, False, True),
        ("", 2, NEVER, False, True),
        ("", 2, NOON, False, False),
        ("", 1, NOON, True, True),
    ],
)
def test_what_has_to_be_read_on_its_own(hints, revision, seen_at, has_unseen_photo, expected):
    assert must_be_read(hints, revision, seen_at, has_unseen_photo) is expected


def test_ticked_entries_are_initialled_and_named_together(visit, cast, written):
    rina = visit(cast.rina)

    reply = tick(rina, written["plain"], written["read again"])
    page = rina.get(reply.location).text
    settle_until(NOON + 8 * dt.timedelta(seconds=1))

    assert reply.status_code == 303
    assert "2 catatan sudah diparaf: Sari Contoh." in page
    assert Entry.select().where(Entry.state == "approved").count() == 2


def test_whoever_decided_once_is_told_last_of_that_interns_alerts(visit, cast, written):
    tick(visit(cast.rina), written["plain"], written["read again"])

    settle_until(NOON + 8 * dt.timedelta(seconds=1))

    noted = Relation.select().where(Relation.kind == RelationKind.APPROVED)
    assert {(row.person_id, row.other_id) for row in noted} == {(cast.sari.id, cast.rina.id)}
    assert noted.count() == 1


def test_one_undo_takes_all_of_them_back(visit, cast, written):
    rina = visit(cast.rina)
    tick(rina, written["plain"], written["read again"])

    rina.post(f"/tinjau/urungkan/{Verdict.get().key}")

    assert {verdict.state for verdict in Verdict.select()} == {"undone"}
    assert "4 menunggu" in rina.get("/tinjau").text


def test_what_wants_to_be_read_is_left_out_even_when_it_is_sent(visit, cast, written):
    rina = visit(cast.rina)

    tick(rina, *written.values())

    assert "2 perlu dibaca satu-satu." in rina.get("/tinjau").text
    assert {verdict.entry_id for verdict in Verdict.select()} == {
        written["plain"].id,
        written["read again"].id,
    }


def test_ticking_all_leaves_out_what_wants_to_be_read_and_says_so(visit, cast, written):
    page = visit(cast.rina).get("/tinjau?pilih=semua").text

    ticked = [part for part in page.split("<input") if "checked" in part.split(">")[0]]
    assert len(ticked) == 2
    assert "2 perlu dibaca satu-satu." in page
    assert f"{written['flagged'].key}.1" not in page


def test_an_unopened_photo_keeps_an_entry_from_being_ticked(visit, cast, written):
    EntryPhoto.create(
        token="p", entry=written["plain"], position=1, bytes=4, width=1, height=1, at=NOON
    )
    rina = visit(cast.rina)

    page = rina.get("/tinjau?pilih=semua").text
    tick(rina, written["plain"])

    assert f"{written['plain'].key}.1" not in page
    assert not Verdict.select().exists()


def test_of_a_full_page_and_what_is_opened_beside_it_each_photo_counts(visit, cast):
    entries = [write_entry(cast, TODAY - n * DAY, f"Hari {n:02}.") for n in range(AT_ONCE + 2)]
    for n, entry in enumerate(entries):
        EntryPhoto.create(token=n, entry=entry, position=1, bytes=4, width=1, height=1, at=NOON)

    page = visit(cast.rina).get(f"/tinjau?pilih=semua&buka={entries[0].key}").text

    assert [n for n in range(AT_ONCE + 2) if f'text">Hari {n:02}.' in page] == list(
        range(2, AT_ONCE + 2)
    )
    assert 'name="pick"' not in page


def test_more_entries_than_a_page_are_refused_rather_than_some_left_out(cast):
    entries = [write_entry(cast, TODAY - n * DAY) for n in range(AT_ONCE + 1)]

    with pytest.raises(ValueError, match=f"{AT_ONCE} ids at most, {AT_ONCE + 1} were given"):
        queries.entries_by_id([entry.id for entry in entries])


def test_an_entry_that_cannot_be_found_is_not_passed_over(cast):
    entry = write_entry(cast)

    with pytest.raises(KeyError):
        queries.entries_by_id([entry.id, entry.id + 1])


def test_an_entry_that_changed_meanwhile_is_left_out_and_the_rest_is_done(visit, cast, written):
    rina = visit(cast.rina)
    stale = f"{written['read again'].key}.1"

    rina.post("/tinjau/pilihan", {"pick": [stale, f"{written['plain'].key}.1"]})

    assert "1 sudah berubah sementara itu." in rina.get("/tinjau").text
    assert Verdict.get().entry_id == written["plain"].id


def test_at_most_a_pageful_at_once(cast):
    entries = [write_entry(cast, TODAY - n * DAY) for n in range(AT_ONCE + 1)]

    with pytest.raises(Refused):
        approve_entries([(entry, 1) for entry in entries], cast.rina.id, NOON)

    outcome = approve_entries([(entry, 1) for entry in entries[:AT_ONCE]], cast.rina.id, NOON)
    assert outcome == (AT_ONCE, 0, 0, 0)


def test_one_tick_too_many_says_how_many_are_possible(visit, cast):
    entries = [write_entry(cast, TODAY - n * DAY) for n in range(AT_ONCE + 1)]

    reply = tick(visit(cast.rina), *entries)

    assert reply.status_code == 409
    assert f"paling banyak {AT_ONCE} catatan" in reply.text


@pytest.mark.parametrize("nonsense", ["", "x", "x.y", "x.99999999999999999999", ".1"])
def test_nothing_ticked_says_what_to_do(visit, cast, written, nonsense):
    rina = visit(cast.rina)

    reply = rina.post("/tinjau/pilihan", {"pick": nonsense})

    assert reply.status_code == 303
    assert "Pilih dulu catatannya." in rina.get("/tinjau").text
    assert not Verdict.select().exists()


def test_what_is_not_ones_own_does_not_exist(visit, cast, written):
    tick(visit(cast.joko), written["plain"])

    assert not Verdict.select().exists()
    assert tick(visit(cast.sari), written["plain"]).status_code == 403


def test_a_row_says_that_it_was_revised_and_when_it_was_read_again(visit, cast):
    entry = write_entry(cast, text="Tiga konsultasi.", revision=2)
    rina = visit(cast.rina)

    before = rina.get("/tinjau").text
    rina.get(f"/tinjau?buka={entry.key}")
    after = rina.get("/tinjau").text

    assert "Direvisi, sudah dibaca lagi" not in before
    assert "Direvisi, sudah dibaca lagi" in after

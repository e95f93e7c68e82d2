"""Many at once, and a supervisor who changes meanwhile."""

import threading

import pytest

from mori.core.db import db
from mori.logbook import operations
from mori.logbook.models import Entry, OtherText
from mori.logbook.operations import Post, Writing, follow_rotation
from mori.logbook.review import queries
from mori.offices.queries import calendar_of
from mori.placements.models import UnitSpan
from tests.cast import NOON, TODAY
from tests.logbook.sending import send

pytestmark = pytest.mark.usefixtures("noon")


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

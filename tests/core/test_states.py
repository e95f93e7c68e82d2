"""Moving and locking a row, as every machine does."""

import pytest

from mori.core.db import db
from mori.core.errors import Refused
from mori.core.states import advance, lock, try_move
from mori.logbook.models import Entry, EntryEvent
from mori.logbook.rules import MOVES, EntryState
from tests.cast import NOON
from tests.logbook.writing import write_entry


@pytest.fixture
def entry(cast) -> Entry:
    return Entry.get_by_id(write_entry(cast).id)


def move_on(entry, **more):
    advance(entry, MOVES, "return", entry.supervisor_id, NOON, "Pasal berapa?", **more)


def test_a_move_changes_the_row_and_says_so(entry):
    move_on(entry, same=("revision",), note="Pasal berapa?")

    row, event = Entry.get(), EntryEvent.get()
    assert (row.state, row.note) == (EntryState.RETURNED, "Pasal berapa?")
    assert (event.entry_id, event.verb, event.note) == (entry.id, "return", "Pasal berapa?")


@pytest.mark.parametrize("changed", [{"state": EntryState.APPROVED}, {"revision": 2}])
def test_a_row_that_is_not_as_it_was_loaded_stays(entry, changed):
    Entry.update(changed).execute()

    with pytest.raises(Refused):
        move_on(entry, same=("revision",))
    assert Entry.get().state == changed.get("state", EntryState.SUBMITTED)
    assert not EntryEvent.select().exists()


def test_a_column_that_is_not_named_may_have_changed(entry):
    Entry.update(revision=2).execute()

    move_on(entry)

    assert Entry.get().state is EntryState.RETURNED


@pytest.mark.parametrize(
    ("now", "is_moved"), [(EntryState.SUBMITTED, True), (EntryState.APPROVED, False)]
)
def test_from_any_state_of_the_verb_it_is_the_rows_own_that_counts(entry, now, is_moved):
    stale = Entry.get()
    stale.state = EntryState.APPROVED
    Entry.update(state=now).execute()

    assert try_move(stale, MOVES, "return", from_any=True) is is_moved


def test_a_lock_says_whether_the_row_still_is_as_it_was_loaded(entry):
    Entry.update(revision=2).execute()

    assert lock(entry)
    assert lock(entry, "state")
    assert not lock(entry, "state", "revision")
    assert lock(entry, where=[Entry.state != EntryState.APPROVED])
    assert not lock(entry, where=[Entry.state == EntryState.APPROVED])
    assert lock(Entry(id=entry.id))
    assert not lock(Entry(id=entry.id + 1))


def test_a_lock_changes_no_column_of_an_index(entry):
    sent: list[str] = []
    hook = lambda event: sent.append(event.sql)  # noqa: E731
    db.obj.query_hooks.append(hook)
    try:
        lock(entry)
    finally:
        db.obj.query_hooks.remove(hook)

    assert 'SET "minutes" = "entry"."minutes"' in sent[0]

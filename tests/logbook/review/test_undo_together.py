"""Deciding, undoing, editing and settling at the same moment: one of them wins, none is lost."""

import datetime as dt

import pytest

from mori.core.errors import Refused
from mori.logbook.models import Entry, EntryEvent
from mori.logbook.operations import Writing, change_entry
from mori.logbook.review.models import Verdict
from mori.logbook.review.operations import (
    apply_verdict,
    approve_entries,
    decide_entry,
    undo_verdict,
)
from mori.work import run_once
from tests.cast import NOON, TODAY
from tests.logbook.writing import write_entry
from tests.support.together import all_at_once

SECOND = dt.timedelta(seconds=1)
DUE = NOON + 8 * SECOND


def test_twenty_taps_of_one_reviewer_are_one_decision(committed):
    cast, entry = committed.cast, write_entry(committed.cast)

    ends = all_at_once(*[lambda: decide_entry(entry, 1, "approve", cast.rina.id, NOON)] * 20)

    assert ends == ["done"] * 20
    assert Verdict.select().count() == 1


def test_of_two_reviewers_one_decides(committed):
    cast, entry = committed.cast, write_entry(committed.cast)

    ends = all_at_once(
        *[lambda: decide_entry(entry, 1, "approve", cast.rina.id, NOON)] * 6,
        *[lambda: decide_entry(entry, 1, "return", cast.budi.id, NOON, "Belum.")] * 6,
    )

    assert sorted(ends) == ["done"] * 6 + ["refused"] * 6
    assert Verdict.select().count() == 1


def test_undone_or_effective_but_never_both(committed):
    cast = committed.cast
    for number in range(8):
        entry = write_entry(cast, TODAY - dt.timedelta(days=number))
        verdict = decide_entry(entry, 1, "approve", cast.rina.id, NOON)

        all_at_once(
            lambda v=verdict: undo_verdict(v, DUE - SECOND), lambda v=verdict: apply_verdict(v.id)
        )

        state, verdict_state = Entry[entry.id].state, Verdict[verdict.id].state
        assert (state, verdict_state) in {("approved", "effective"), ("submitted", "undone")}


def test_of_what_was_decided_together_all_is_undone_or_nothing(cast):
    entries = [write_entry(cast, TODAY - dt.timedelta(days=n)) for n in range(3)]
    approve_entries([(entry, 1) for entry in entries], cast.rina.id, NOON)
    first, *others = Verdict.select().order_by(Verdict.id)
    apply_verdict(first.id)  # while the tap to undo waits for its turn to write

    with pytest.raises(Refused):
        undo_verdict(others[0], DUE - SECOND)

    assert [each.state for each in Verdict.select().order_by(Verdict.id)] == [
        "effective",
        "pending",
        "pending",
    ]


def test_many_who_settle_at_once_settle_once(committed):
    entry = write_entry(committed.cast)
    verdict = decide_entry(entry, 1, "approve", committed.cast.rina.id, NOON)

    all_at_once(*[lambda: apply_verdict(verdict.id)] * 12)

    assert [event.verb for event in EntryEvent.select()] == ["approve"]


def test_an_edit_and_a_decision_at_once_leave_no_paraf_under_an_unread_text(committed):
    cast = committed.cast
    for number in range(8):
        entry = write_entry(cast, TODAY - dt.timedelta(days=number))

        all_at_once(
            lambda e=entry: change_entry(e, Writing("Yang baru."), 1, NOON),
            lambda e=entry: decide_entry(e, 1, "approve", cast.rina.id, NOON),
        )
        for verdict in Verdict.select():
            apply_verdict(verdict.id)

        row = Entry[entry.id]
        assert (row.state, row.text) == ("submitted", "Yang baru.")


def test_an_edit_and_the_ninth_second_at_once_never_block_each_other(committed):
    cast = committed.cast
    for number in range(8):
        entry = write_entry(cast, TODAY - dt.timedelta(days=number))
        verdict = decide_entry(entry, 1, "approve", cast.rina.id, NOON)

        all_at_once(
            lambda e=entry: change_entry(e, Writing("Yang baru."), 1, DUE - SECOND),
            lambda v=verdict: apply_verdict(v.id),
        )

        row = Entry[entry.id]
        assert (row.state, row.text) in {
            ("submitted", "Yang baru."),
            ("approved", "Menerima tiga konsultasi."),
        }


def test_two_reviewers_with_the_same_ticks_share_them_out(committed):
    cast = committed.cast
    entries = [write_entry(cast, TODAY - dt.timedelta(days=n)) for n in range(6)]
    ticked = [(entry, 1) for entry in entries]

    ends = all_at_once(
        lambda: approve_entries(ticked, cast.rina.id, NOON),
        lambda: approve_entries(ticked, cast.budi.id, NOON),
    )

    assert ends == ["done", "done"]
    assert Verdict.select().count() == 6


@pytest.mark.parametrize("undone", [True, False])
def test_the_background_work_settles_what_was_left_when_it_died(committed, mailing, undone):
    entry = write_entry(committed.cast)
    verdict = decide_entry(entry, 1, "approve", committed.cast.rina.id, NOON)
    if undone:
        undo_verdict(verdict, NOON + SECOND)

    run_once(mailing, NOON + 7 * SECOND)
    before = Entry[entry.id].state
    run_once(mailing, NOON + dt.timedelta(hours=1))

    assert before == "submitted"
    assert Entry[entry.id].state == ("submitted" if undone else "approved")

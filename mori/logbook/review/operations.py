"""Deciding on entries: for the reviewer at once, for the intern eight seconds later."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.accounts.queries import people_granted
from mori.core.counts.changes import changed
from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock, move, try_move
from mori.placements.barred.operations import require_unbarred
from mori.safeguarding.routing.operations import note_relation, register_relation
from mori.safeguarding.routing.rules import RelationKind

from ..comments.queries import threads_unread
from ..models import Entry
from ..operations import approve_entry, record, return_entry
from ..photos.queries import photos_unseen
from ..queries import entry_by_id
from ..rules import AT_ONCE, MOVES, EntryState
from . import queries
from .models import ReviewSetting, Verdict
from .rules import UNDO_WITHIN, VERDICT_MOVES, VerdictState, must_be_read


class Outcome(NamedTuple):
    """How deciding together went, in numbers of entries."""

    decided: int
    unread: int  # that have to be read one by one
    commented: int  # with a comment that the reviewer has not read
    changed: int  # that were somebody else's by then


@writing()
def decide_entry(
    entry: Entry,
    revision: int,
    verb: str,
    reviewer_id: int,
    at: dt.datetime,
    note: str = "",
    batch: str = "",
) -> Verdict:
    """Approve or return an entry as it was read; the same decision twice is one.

    It takes effect after ``UNDO_WITHIN``. Until then nothing about the entry changes, so
    that nobody but the reviewer can tell.
    """
    move(MOVES, entry.state, verb)
    if revision != entry.revision:
        raise changed_meanwhile()
    if not lock(entry, "state", "revision"):
        raise changed_meanwhile()
    pending = queries.pending_verdict(entry.id)
    if pending:
        if (pending.reviewer_id, pending.verb) == (reviewer_id, verb):
            return pending
        raise changed_meanwhile()
    return Verdict.create(
        entry=entry.id,
        office=entry.office_id,
        reviewer=reviewer_id,
        batch=batch or new_key(),
        verb=verb,
        revision=revision,
        note=note,
        holds=entry.id,
        at=at,
        effective_at=at + UNDO_WITHIN,
    )


@writing()
def approve_entries(
    picked: Sequence[tuple[Entry, int]], reviewer_id: int, at: dt.datetime
) -> Outcome:
    """Put one's paraf under entries at the revisions given, but not under what is unread,
    be it the entry or what was said under it.
    """
    if len(picked) > AT_ONCE:
        raise Refused(_("Choose at most %(n)d entries at once.", n=AT_ONCE))
    ids = [entry.id for entry, _revision in picked]
    unseen, unheard = photos_unseen(ids), threads_unread(ids, reviewer_id)
    batch, decided, unread, commented, elsewhere = new_key(), 0, 0, 0, 0
    for entry, revision in picked:
        if must_be_read(entry.hints, entry.revision, entry.seen_at, entry.id in unseen):
            unread += 1
            continue
        if entry.id in unheard:
            commented += 1
            continue
        try:
            decide_entry(entry, revision, "approve", reviewer_id, at, batch=batch)
            decided += 1
        except Refused:
            elsewhere += 1
    return Outcome(decided, unread, commented, elsewhere)


@writing()
def undo_verdict(verdict: Verdict, at: dt.datetime) -> None:
    """Take back what was decided together, all of it, while none of it has taken effect."""
    undone = move(VERDICT_MOVES, VerdictState.PENDING, "undo")
    taken_back = (
        Verdict.update(state=undone, holds=None)
        .where(
            Verdict.batch == verdict.batch,
            Verdict.state == VerdictState.PENDING,
            Verdict.effective_at > at,
        )
        .execute()
    )
    # Asked after them: nothing of it can take effect any more that has not by now.
    states = queries.states_of_batch(verdict.batch)
    is_over = VerdictState.EFFECTIVE in states
    if is_over or (not taken_back and undone not in states):
        raise Refused(_("The eight seconds are over: the intern has it, and it stays."))


@writing()
def apply_verdict(verdict_id: int) -> None:
    """Let a decision take effect, once, unless it was undone or its text is another by now."""
    verdict = queries.verdict_by_id(verdict_id)
    # The entry first: whoever edits it takes the two in this order, and neither waits for ever.
    lock(Entry(id=verdict.entry_id))
    if not try_move(verdict, VERDICT_MOVES, "settle", from_any=True, holds=None):
        return
    entry = entry_by_id(verdict.entry_id)
    reviewer_id, at = verdict.reviewer_id, verdict.effective_at
    try:
        if verdict.verb == "approve":
            approve_entry(entry, verdict.revision, reviewer_id, at)
        else:
            return_entry(entry, verdict.revision, reviewer_id, verdict.note, at)
    except Refused:
        Verdict.update(state=VerdictState.LAPSED).where(Verdict.id == verdict_id).execute()
        return
    note_relation(entry.person_id, reviewer_id, RelationKind.APPROVED, entry.day)


@writing()
def hand_over_entry(entry: Entry, to_id: int, actor_id: int, at: dt.datetime) -> None:
    """Let another supervisor of the office review an entry; whoever held it stands in."""
    hand_over_entries([entry], to_id, actor_id, at)


@writing()
def hand_over_entries(entries: Sequence[Entry], to_id: int, actor_id: int, at: dt.datetime) -> None:
    """The same of several entries of one office: of all of them or of none."""
    supervisors = {each.id for each in people_granted(entries[0].office_id, "entry.review")}
    for entry in entries:
        if to_id not in supervisors - {entry.supervisor_id, entry.person_id}:
            raise Refused(_("Choose another supervisor of this office."))
        require_unbarred(entry.person_id, {to_id})
        _hand_over(entry, to_id, actor_id, at)


def _hand_over(entry: Entry, to_id: int, actor_id: int, at: dt.datetime) -> None:
    handed = (
        Entry.update(supervisor=to_id, stand_in=entry.supervisor_id, held_since=at)
        .where(
            Entry.id == entry.id,
            Entry.state == EntryState.SUBMITTED,
            Entry.supervisor == entry.supervisor_id,
        )
        .execute()
    )
    if not handed:
        raise changed_meanwhile()
    record(entry, "hand_over", actor_id, at)
    changed(entry.placement_id, entry.day, of="logbook")
    # Whoever reviews an intern is kept out of their alerts, as whoever supervises them.
    source, kind = f"entry {entry.key} {to_id}", RelationKind.SUPERVISOR
    register_relation(entry.person_id, [to_id], kind, entry.day, None, source)


@writing()
def choose_shortcuts(person_id: int, is_on: bool) -> None:
    """Let single keys do things in the queue, or switch them off."""
    ReviewSetting.insert(person=person_id).on_conflict_ignore().execute()
    ReviewSetting.update(has_shortcuts=is_on).where(ReviewSetting.person == person_id).execute()

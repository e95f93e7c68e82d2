"""What waits for whom, and what was just decided."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import Select, fn

from mori.accounts.models import Person
from mori.core.compiled import COUNTED, Compiled, Counted
from mori.core.db import literals
from mori.offices.models import Office
from mori.placements.models import UnitSpan

from ..models import Entry, EntryEvent
from ..queries import OVERVIEW
from ..rules import AT_ONCE, EntryState
from .models import ReviewSetting, Verdict
from .rules import VerdictState

MOST_WAITING = OVERVIEW + AT_ONCE + 1  # what is counted, and what was decided just now
NOT_APPROVED = set(EntryState) - {EntryState.APPROVED}
Queued = Entry.alias("queued")


class WaitingEntry(NamedTuple):
    """An entry that waits for a reviewer, and the verdict on it that has not taken effect."""

    id: int
    key: str
    day: dt.date
    revision: int
    submitted_at: dt.datetime
    held_since: dt.datetime
    intern: str
    intern_key: str
    verdict_id: int | None
    verdict_key: str | None
    batch: str | None
    verb: str | None
    decided_by: int | None
    effective_at: dt.datetime | None

    def is_decided_by(self, at: dt.datetime) -> bool:
        """Whether its verdict takes effect by a moment."""
        return self.effective_at is not None and self.effective_at <= at


def _ids_in(hands: Any, state: Any) -> Any:
    """The first that wait in somebody's hands, along an index that has them in this order."""
    return (
        Queued.select(Queued.id)
        .where(hands, Queued.state == state)
        .order_by(Queued.day, Queued.id)
        .limit(MOST_WAITING)
    )


def _waiting_among(ids: Any) -> Any:
    return (
        Entry.select(
            Entry.id,
            Entry.key,
            Entry.day,
            Entry.revision,
            Entry.submitted_at,
            Entry.held_since,
            Person.name.alias("intern"),
            Person.key.alias("intern_key"),
            Verdict.id.alias("verdict_id"),
            Verdict.key.alias("verdict_key"),
            Verdict.batch,
            Verdict.verb,
            Verdict.reviewer.alias("decided_by"),
            Verdict.effective_at,
        )
        .join(Person, on=Entry.person)
        .switch(Entry)
        .left_outer_join(Verdict, on=(Verdict.holds == Entry.id))
        .switch(Entry)
        .join(ids, on=(Entry.id == ids.c.id))
        .order_by(Entry.day, Entry.id)
        .limit(MOST_WAITING)
    )


def _own_ids(reviewer: Any, passed_on: Any, state: Any) -> Any:
    passed = (Queued.stand_in == reviewer) & (Queued.held_since < passed_on)
    own, others = _ids_in(Queued.supervisor == reviewer, state), _ids_in(passed, state)
    # Each limited on its own: OR would have the database sort all that ever waited.
    both = Select([own], [own.c.id]) + Select([others], [others.c.id])
    return both.alias("mine")


def _waiting_own(reviewer: Any, passed_on: Any, state: Any) -> Any:
    return _waiting_among(_own_ids(reviewer, passed_on, state))


def _undecided_own(reviewer: Any, passed_on: Any, state: Any) -> Any:
    ids = _own_ids(reviewer, passed_on, state)
    verdict = Verdict.select(Verdict.id).where(Verdict.holds == Entry.id)
    undecided = Entry.select(Entry.id).join(ids, on=(Entry.id == ids.c.id))
    return undecided.where(~fn.EXISTS(verdict)).limit(COUNTED + 1)


def _waiting_as_stand_in(reviewer: Any, state: Any) -> Any:
    return _waiting_among(_ids_in(Queued.stand_in == reviewer, state).alias("mine"))


_own = Compiled(WaitingEntry, _waiting_own)
_as_stand_in = Compiled(WaitingEntry, _waiting_as_stand_in)
_undecided = Compiled(Counted, _undecided_own)


def waiting_for(
    reviewer_id: int, passed_on: dt.datetime, *, as_stand_in: bool = False
) -> list[WaitingEntry]:
    """What waits for a reviewer, without the texts, the oldest day first.

    What others have held since before ``passed_on`` waits for their stand-in too. What was
    decided and has not taken effect is among them, with its verdict.
    """
    if as_stand_in:
        return _as_stand_in(reviewer=reviewer_id, state=EntryState.SUBMITTED)
    return _own(reviewer=reviewer_id, passed_on=passed_on, state=EntryState.SUBMITTED)


def count_waiting_for(reviewer_id: int, passed_on: dt.datetime) -> int:
    """How many of them nobody has decided on."""
    return len(_undecided(reviewer=reviewer_id, passed_on=passed_on, state=EntryState.SUBMITTED))


def entries_by_keys(keys: Collection[str]) -> list[Entry]:
    """Entries to decide on together, in the order of their ids: each is locked in that order."""
    found = Entry.select().where(Entry.key.in_(list(keys)))
    return list(found.order_by(Entry.id).limit(AT_ONCE + 1))


def pending_verdict(entry_id: int) -> Verdict | None:
    return Verdict.get_or_none(Verdict.holds == entry_id)


def verdict_by_id(verdict_id: int) -> Verdict:
    return Verdict.get_by_id(verdict_id)


def verdict_by_key(key: str) -> Verdict | None:
    return Verdict.get_or_none(Verdict.key == key)


def has_due_verdict(entry_id: int, at: dt.datetime) -> bool:
    """Whether the seconds of an entry's verdict have passed, applied or not."""
    return Verdict.select().where(Verdict.holds == entry_id, Verdict.effective_at <= at).exists()


def states_of_batch(batch: str) -> set[VerdictState]:
    """What has become of what was decided together."""
    return {each.state for each in Verdict.select(Verdict.state).where(Verdict.batch == batch)}


def due_verdicts(at: dt.datetime) -> list[int]:
    """Decisions whose seconds have passed, by id."""
    due = Verdict.select(Verdict.id).where(
        Verdict.state == VerdictState.PENDING, Verdict.effective_at <= at
    )
    return [row.id for row in due.order_by(Verdict.effective_at, Verdict.id).limit(100)]


def entries_in_wrong_hands() -> list[Any]:
    """Entries that wait, or will again, whose day another supervisor has by now.

    Those that a person handed over stay where they were put.
    """
    covers = Entry.day.between(UnitSpan.starts_on, UnitSpan.ends_on)
    differs = (Entry.supervisor != UnitSpan.supervisor) | (
        fn.COALESCE(Entry.stand_in, 0) != fn.COALESCE(UnitSpan.stand_in, 0)
    )
    return list(
        Entry.select(
            *(Entry.id, Entry.placement, Entry.day),
            *(UnitSpan.unit, UnitSpan.supervisor, UnitSpan.stand_in),
        )
        .join(UnitSpan, on=((UnitSpan.placement == Entry.placement) & covers))
        .where(
            Entry.office.in_(Office.select(Office.id)),  # an index has the states behind it
            Entry.state.in_(literals(NOT_APPROVED)),
            differs,
            ~_was_handed_over(),
        )
        .limit(OVERVIEW)
        .namedtuples()
    )


def _was_handed_over() -> Any:
    handed_over = EntryEvent.select(EntryEvent.id).where(
        EntryEvent.entry == Entry.id, EntryEvent.verb == "hand_over"
    )
    return fn.EXISTS(handed_over)


def verdicts_since(reviewer_id: int, since: dt.datetime) -> list[Verdict]:
    """What a reviewer decided of late, the latest first, with entry and intern."""
    return list(
        Verdict.select(Verdict, Entry, Person)
        .join(Entry)
        .join(Person, on=Entry.person)
        .where(Verdict.reviewer == reviewer_id, Verdict.at > since)
        .order_by(Verdict.at.desc(), Verdict.id.desc())
        .limit(3 * AT_ONCE)
    )


class Decided(NamedTuple):
    """Whose decisions, in which office, since when."""

    reviewer_id: int
    office_id: int
    since: dt.datetime


def decisions_of(
    mine: Decided,
    limit: int,
    verb: str = "",
    intern: str = "",
    before: tuple[dt.datetime, int] | None = None,
) -> list[EntryEvent]:
    """What a reviewer decided and the interns have, the latest first, with entry and intern.

    ``intern`` is a key, ``before`` the moment and the id of the last that was shown.
    """
    found = (
        EntryEvent.select(EntryEvent, Entry, Person)
        .join(Entry)
        .join(Person, on=Entry.person)
        .where(_decided(mine, verb))
    )
    if intern:
        found = found.where(Person.key == intern)
    if before:
        at, last_id = before
        same = (EntryEvent.at == at) & (EntryEvent.id < last_id)
        found = found.where((EntryEvent.at < at) | same)
    return list(found.order_by(EntryEvent.at.desc(), EntryEvent.id.desc()).limit(limit))


def interns_decided(mine: Decided) -> list[tuple[str, str]]:
    """Whose entries these are: key and name, by name."""
    interns = (
        Person.select(Person.key, Person.name)
        .join(Entry, on=(Entry.person == Person.id))
        .join(EntryEvent, on=(EntryEvent.entry == Entry.id))
        .where(_decided(mine))
        .distinct()
        .limit(OVERVIEW)
    )
    return sorted(((each.key, each.name) for each in interns), key=lambda intern: intern[1])


def _decided(mine: Decided, verb: str = "") -> Any:
    return (
        (EntryEvent.actor == mine.reviewer_id)
        & (EntryEvent.at > mine.since)
        & EntryEvent.verb.in_([verb] if verb else ["approve", "return"])
        & (Entry.office == mine.office_id)
    )


def shortcuts_setting(person: Any, office: Any, lately: Any) -> Any:
    """The fact, for whoever is signed in."""
    setting = ReviewSetting.select(ReviewSetting.has_shortcuts).where(
        ReviewSetting.person == person
    )
    return fn.COALESCE(setting, True)

"""What waits for whom, what was just decided, and what an office's reviewers often ask for."""

import datetime as dt
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from peewee import Case, Select, fn

from mori.accounts.models import Person
from mori.core.compiled import Compiled
from mori.offices.models import Unit

from .models import Entry, ReadyPhrase, Verdict
from .queries import OVERVIEW
from .review_rules import BULK_MOST, MOST_PHRASES, VerdictState
from .rules import EntryState

OVERDUE_PAGE = 15
MOST_WAITING = OVERVIEW + BULK_MOST + 1  # what is counted, and what was decided just now
Queued = Entry.alias("queued")
Supervisor = Person.alias("supervisor")
StandIn = Person.alias("stand_in")


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


def _waiting_own(reviewer: Any, passed_on: Any, state: Any) -> Any:
    passed = (Queued.stand_in == reviewer) & (Queued.held_since < passed_on)
    own, others = _ids_in(Queued.supervisor == reviewer, state), _ids_in(passed, state)
    # Each limited on its own: OR would have the database sort all that ever waited.
    both = Select([own], [own.c.id]) + Select([others], [others.c.id])
    return _waiting_among(both.alias("mine"))


def _waiting_as_stand_in(reviewer: Any, state: Any) -> Any:
    return _waiting_among(_ids_in(Queued.stand_in == reviewer, state).alias("mine"))


_own, _as_stand_in = Compiled(_waiting_own), Compiled(_waiting_as_stand_in)


def waiting_for(
    reviewer_id: int, passed_on: dt.datetime, *, as_stand_in: bool = False
) -> list[Any]:
    """What waits for a reviewer, without the texts, the oldest day first.

    What others have held since before ``passed_on`` waits for their stand-in too. What was
    decided and has not taken effect is among them, with its verdict.
    """
    if as_stand_in:
        return _as_stand_in(reviewer=reviewer_id, state=EntryState.SUBMITTED)
    return _own(reviewer=reviewer_id, passed_on=passed_on, state=EntryState.SUBMITTED)


def entries_by_keys(keys: Collection[str]) -> list[Entry]:
    """Entries to decide on together, in the order of their ids: each is locked in that order."""
    found = Entry.select().where(Entry.key.in_(list(keys)))
    return list(found.order_by(Entry.id).limit(BULK_MOST + 1))


def pending_verdict(entry_id: int) -> Verdict | None:
    return Verdict.get_or_none(Verdict.holds == entry_id)


def verdict_by_key(key: str) -> Verdict | None:
    return Verdict.get_or_none(Verdict.key == key)


def _due(state: Any, at: Any) -> Any:
    return (
        Verdict.select(Verdict.id)
        .where(Verdict.state == state, Verdict.effective_at <= at)
        .order_by(Verdict.effective_at, Verdict.id)
        .limit(100)
    )


_due_now = Compiled(_due)


def due_verdicts(at: dt.datetime) -> list[int]:
    """Decisions whose seconds have passed, by id."""
    return [row.id for row in _due_now(state=VerdictState.PENDING, at=at)]


def verdicts_since(reviewer_id: int, since: dt.datetime) -> list[Verdict]:
    """What a reviewer decided of late, the latest first, with entry and intern."""
    return list(
        Verdict.select(Verdict, Entry, Person)
        .join(Entry)
        .join(Person, on=Entry.person)
        .where(Verdict.reviewer == reviewer_id, Verdict.at > since)
        .order_by(Verdict.at.desc(), Verdict.id.desc())
        .limit(3 * BULK_MOST)
    )


@lru_cache(256)
def phrases_of(office_id: int, version: int) -> tuple[ReadyPhrase, ...]:
    """An office's own phrases; ``version`` is the office's, so a change is seen at once."""
    return tuple(
        ReadyPhrase.select()
        .where(ReadyPhrase.office == office_id)
        .order_by(ReadyPhrase.position, ReadyPhrase.id)
        .limit(MOST_PHRASES)
    )


def phrase_by_key(key: str) -> ReadyPhrase | None:
    return ReadyPhrase.get_or_none(ReadyPhrase.key == key)


def overdue_entries(
    office_id: int, before: dt.datetime, after: tuple[dt.date, int] | None = None
) -> list[Entry]:
    """An office's entries sent before a moment that still wait, one page and one more."""
    rows = (
        Entry.select(Entry, Person, Unit, Supervisor, StandIn)
        .join(Person, on=Entry.person)
        .switch(Entry)
        .join(Unit)
        .switch(Entry)
        .join(Supervisor, on=(Entry.supervisor == Supervisor.id), attr="supervisor")
        .switch(Entry)
        .left_outer_join(StandIn, on=(Entry.stand_in == StandIn.id), attr="stand_in")
        .where(*_is_overdue(office_id, before))
        .order_by(Entry.day, Entry.id)
        .limit(OVERDUE_PAGE + 1)
    )
    if after:
        day, last_id = after
        rows = rows.where((Entry.day > day) | ((Entry.day == day) & (Entry.id > last_id)))
    return list(rows)


def overdue_count(office_id: int, before: dt.datetime) -> int:
    """How many of an office's entries were sent before a moment and still wait."""
    return int(Entry.select().where(*_is_overdue(office_id, before)).count())


def _is_overdue(office_id: int, before: dt.datetime) -> tuple[Any, ...]:
    waits = Entry.state == EntryState.SUBMITTED
    return Entry.office == office_id, waits, Entry.submitted_at < before


def backlog_of(office_id: int, again: dt.datetime) -> dict[int, tuple[int, dt.datetime, int]]:
    """By supervisor: how many wait, since when the oldest, how many since before ``again``."""
    is_old = Case(None, [(Entry.submitted_at < again, 1)], 0)
    rows: Any = (
        Entry.select(
            Entry.supervisor, fn.COUNT(Entry.id), fn.MIN(Entry.submitted_at), fn.SUM(is_old)
        )
        .where(Entry.office == office_id, Entry.state == EntryState.SUBMITTED)
        .group_by(Entry.supervisor)
    )
    return {person_id: tuple(found) for person_id, *found in rows.tuples()}


def passed_to_stand_ins(office_id: int, again: dt.datetime) -> dict[int, int]:
    """By stand-in: how many entries somebody else has held since before ``again``."""
    rows: Any = (
        Entry.select(Entry.stand_in, fn.COUNT(Entry.id))
        .where(
            Entry.office == office_id,
            Entry.state == EntryState.SUBMITTED,
            Entry.stand_in.is_null(False),
            Entry.held_since < again,
        )
        .group_by(Entry.stand_in)
    )
    return dict(rows.tuples())

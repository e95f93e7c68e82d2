"""Whom the taps in a spool call, and when, as far as the roster and the notes say. No database."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mori.core.words import Labelled, marked

from ..alerts.rules import LADDER, ONE_ALERT_WITHIN, Tapper, pause_before, tapper
from ..button.handed import BEGUN, KNOWN, REFUSED, SENT, Note

Steps = tuple[tuple[int, ...], ...]  # whom each step of the ladder calls; the last for ever
RETRY, LONGEST_RETRY = 20.0, 900.0  # seconds
STALE_AFTER = dt.timedelta(minutes=5)  # a roster is written each minute
DIGEST_SIGNS = 20  # of a session, enough to tell them apart
STEPS = len(LADDER) + 1


class RosterTrouble(Labelled):
    """Why the roster for times without a database cannot be relied on."""

    MISSING = "missing", marked("the roster is missing")
    SPOILT = "spoilt", marked("the roster cannot be read; the one before it is used")
    STALE = "stale", marked("the roster is not renewed")


class Destination(NamedTuple):
    """Where one message goes: a contact point, or the address of an account."""

    channel: str
    address: str
    point: str = ""  # its key
    sealed: str = ""  # of a device, how it is reached


class Addressee(NamedTuple):
    """Somebody who may be called, and the ways by which they are told."""

    key: str
    locale: str
    destinations: tuple[Destination, ...]


class Known(NamedTuple):
    """Somebody who may tap: their ticket's epoch, whom they call, who must not learn of it."""

    id: int
    epoch: int
    route: int
    excluded: tuple[int, ...]


@dataclass(frozen=True)
class Roster:
    """Enough to tell who tapped and whom to call, as of a moment."""

    at: dt.datetime
    officers: Mapping[int, Addressee]
    routes: Sequence[Steps]
    people: Mapping[str, Known]
    sessions: Mapping[str, str]  # the beginning of a digest → the person's key
    unknown: Steps

    def who(self, record: Mapping[str, Any]) -> Tapper:
        """Whom session and tickets of a tap name, as the database would say."""
        session = self.people.get(
            self.sessions.get(str(record.get("session", ""))[:DIGEST_SIGNS], "")
        )
        page = self._holder(record.get("person"), record.get("epoch"))
        ticket = self._holder(record.get("also"), record.get("also_epoch"))
        return tapper(session.id if session else None, ticket, None, page)

    def _holder(self, key: Any, epoch: Any) -> int | None:
        known = self.people.get(key) if isinstance(key, str) else None
        return known.id if known and known.epoch == epoch else None

    def steps_for(self, who: Tapper) -> Steps:
        """Of two whom it may be, those whom either calls, without whom either excludes."""
        claimed = {who.person, who.by_session, who.by_ticket} - {None}
        found = [each for each in self.people.values() if each.id in claimed]
        if not found:
            return self.unknown
        excluded = {person for each in found for person in each.excluded} | claimed
        routes = [self.routes[each.route] for each in found]
        steps = [
            tuple(dict.fromkeys(p for steps in routes for p in steps[n] if p not in excluded))
            for n in range(STEPS)
        ]
        anybody = next((p for p in self._everybody(routes) if p not in excluded), None)
        return tuple(step or _one(anybody) for step in steps)

    def _everybody(self, routes: Sequence[Steps]) -> Iterable[int]:
        return (p for steps in (*routes, self.unknown) for step in steps for p in step)


def _one(person: int | None) -> tuple[int, ...]:
    return () if person is None else (person,)


@dataclass(frozen=True)
class Case:
    """The taps of one person, or of nobody known, within ten minutes: told as one."""

    token: str  # of the first
    at: float
    who: Tapper
    steps: Steps
    joined: list[str] = field(default_factory=list)  # tokens of the taps after it


class Call(NamedTuple):
    """One officer to be told now; ``first_at`` is when that was first tried."""

    case: Case
    step: int
    officer: int
    first_at: float


def cases_of(records: Iterable[Mapping[str, Any]], roster: Roster) -> list[Case]:
    """Taps put together as the database will put them together when it has them."""
    cases: list[Case] = []
    for record in records:
        token, at = str(record.get("token")), float(record.get("at", 0))
        who = roster.who(record)
        first = next((case for case in cases if case.who == who and _is_joined(case, at)), None)
        if first and _is_somebody(who):
            first.joined.append(token)
        elif not first:
            cases.append(Case(token, at, who, roster.steps_for(who)))
    return cases


def _is_somebody(who: Tapper) -> bool:
    """Of strangers an officer hears once in ten minutes, whichever of their taps it is."""
    return bool(who.person or who.by_session or who.by_ticket)


def _is_joined(case: Case, at: float) -> bool:
    return abs(case.at - at) < ONE_ALERT_WITHIN.total_seconds()


def shared(case: Case, notes: Sequence[Note]) -> list[Note]:
    """What was told of a case before a tap joined it, to be noted of that tap as well.

    The database takes them one after the other: once it has the first, the others are told of.
    """
    told = [note for note in notes if note.token == case.token and note.what != KNOWN]
    due = [note._replace(token=token) for token in case.joined for note in told]
    noted = set(notes)
    return [note for note in due if note not in noted]


def calls_due(
    case: Case, notes: Iterable[Note], key_of: Callable[[int], str], at: float
) -> list[Call]:
    """The next step if its time has come, and whoever could not be told of an earlier one.

    Times count from when a step was taken: however late it is, no two are taken at once.
    """
    told = [note for note in notes if note.token == case.token]
    if any(note.what == KNOWN for note in told):
        return []
    last = max((note.step for note in told), default=-1)
    step, calls = last + 1, list(_again(case, told, key_of, at))
    if last < 0 or _is_next_due([note for note in told if note.step == last], step, at):
        calls += [Call(case, step, officer, at) for officer in whom(case, step)]
    return calls


def whom(case: Case, step: int) -> tuple[int, ...]:
    return case.steps[min(step, STEPS - 1)]


def _is_next_due(told: Sequence[Note], step: int, at: float) -> bool:
    waited = abs(at - min(note.at for note in told))  # of the future: the clock was set back since
    sent = {note.officer for note in told if note.what == SENT}
    refused = {note.officer for note in told if note.what == REFUSED} - sent
    everybody_refused = refused == {note.officer for note in told}
    return everybody_refused or waited >= pause_before(step).total_seconds()


def _again(
    case: Case, told: Sequence[Note], key_of: Callable[[int], str], at: float
) -> Iterable[Call]:
    for step in sorted({note.step for note in told}):
        for officer in whom(case, step):
            theirs = [n for n in told if n.step == step and n.officer == key_of(officer)]
            tries = [note.at for note in theirs if note.what == BEGUN]
            is_over = any(note.what in (SENT, REFUSED) for note in theirs)
            if tries and not is_over and abs(at - tries[-1]) >= _pause_after(len(tries)):
                yield Call(case, step, officer, tries[0])


def _pause_after(tries: int) -> float:
    return min(RETRY * 2.0 ** min(tries - 1, 10), LONGEST_RETRY)

"""What may happen to an alert, and who is told when. No database, no request."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from mori.core.words import Labelled, marked

from ..routing.rules import Officer, Rung

ONE_ALERT_WITHIN = dt.timedelta(minutes=10)
CONTACT_WITHIN = dt.timedelta(minutes=30)  # after acknowledging, before it lapses
UNREAD_AFTER = dt.timedelta(minutes=5)  # then the person's page says that nobody has read it
CLOCKS_DIFFER = dt.timedelta(minutes=1)  # of two nodes; more is a clock that was set
FOLLOW_UP_EVERY = dt.timedelta(days=1)
HELD_BACK = dt.timedelta(minutes=15)  # the wide rungs, after "pressed by accident"
OUTSIDE = "dari-luar"  # the page that a call written from outside comes from
READINGS = ("acknowledge", "read")  # what an officer did who has opened a call
ROBOT = "robot-canary"  # the key of nobody: whose taps are canaries


class AlertKind(Labelled):
    REAL = "real", marked("Call for help")
    DRILL = "drill", marked("Drill")
    CANARY = "canary", marked("Test of the way")

    @property
    def is_drill(self) -> bool:
        return self is AlertKind.DRILL

    @property
    def is_canary(self) -> bool:
        return self is AlertKind.CANARY

    @property
    def is_rehearsed(self) -> bool:
        """Nobody is in danger: it ends, and reaches nobody outside."""
        return self is not AlertKind.REAL


class AlertState(Labelled):
    RECEIVED = "received", marked("Not handled yet")
    NOTIFIED = "notified", marked("Not handled yet")
    ACKNOWLEDGED = "acknowledged", marked("Being handled")
    CONTACTED = "contacted", marked("Contact confirmed")
    IN_HAND = "in_hand", marked("In hand")
    MONITORED = "monitored", marked("Looked in on")
    UNREACHABLE = "unreachable", marked("Nobody reaches the person")
    CLOSED = "closed", marked("Closed")
    ENDED = "ended", marked("Ended")  # drills and canaries alone

    @property
    def is_unhandled(self) -> bool:
        return self in UNHANDLED

    @property
    def is_acknowledged(self) -> bool:
        return self is AlertState.ACKNOWLEDGED

    @property
    def is_contacted(self) -> bool:
        return self is AlertState.CONTACTED

    @property
    def is_held(self) -> bool:
        """The person was reached, and officers look after them."""
        return self in HELD

    @property
    def is_unreachable(self) -> bool:
        return self is AlertState.UNREACHABLE

    @property
    def is_followed(self) -> bool:
        """Whoever looks after it is reminded; nobody else is called."""
        return self in FOLLOWED

    @property
    def is_closed(self) -> bool:
        return self is AlertState.CLOSED

    @property
    def is_ended(self) -> bool:
        return self is AlertState.ENDED

    @property
    def is_over(self) -> bool:
        return self in OVER


UNHANDLED = frozenset({AlertState.RECEIVED, AlertState.NOTIFIED})
OPEN = UNHANDLED | {AlertState.ACKNOWLEDGED}  # nobody has confirmed the contact
HELD = frozenset({AlertState.CONTACTED, AlertState.IN_HAND, AlertState.MONITORED})
FOLLOWED = HELD | {AlertState.UNREACHABLE}
OVER = frozenset({AlertState.CLOSED, AlertState.ENDED})

MOVES = {
    "notify": (UNHANDLED, AlertState.NOTIFIED),
    "acknowledge": (UNHANDLED, AlertState.ACKNOWLEDGED),
    "lapse": ({AlertState.ACKNOWLEDGED}, AlertState.NOTIFIED),
    "confirm": (OPEN, AlertState.CONTACTED),
    "take_in_hand": ({AlertState.CONTACTED, AlertState.MONITORED}, AlertState.IN_HAND),
    "monitor": ({AlertState.CONTACTED, AlertState.IN_HAND}, AlertState.MONITORED),
    "lose": (HELD | {AlertState.NOTIFIED, AlertState.ACKNOWLEDGED}, AlertState.UNREACHABLE),
    "find": ({AlertState.UNREACHABLE}, AlertState.CONTACTED),
    "close": (FOLLOWED, AlertState.CLOSED),
    "take_back": (OPEN | FOLLOWED, AlertState.NOTIFIED),
    "reopen": (FOLLOWED | {AlertState.CLOSED}, AlertState.NOTIFIED),
    "end": (UNHANDLED, AlertState.ENDED),
}

LOOK_EVERY = {  # unless tasks say otherwise
    AlertState.CONTACTED: FOLLOW_UP_EVERY,
    AlertState.IN_HAND: dt.timedelta(days=3),
    AlertState.MONITORED: dt.timedelta(days=14),
}
LOOK_WITHIN = {  # the furthest that a due time is put off
    AlertState.CONTACTED: FOLLOW_UP_EVERY,
    AlertState.IN_HAND: dt.timedelta(days=31),
    AlertState.MONITORED: dt.timedelta(days=31),
    AlertState.UNREACHABLE: dt.timedelta(days=2),
}
TRIED_AT = (dt.time(8), dt.time(12, 30), dt.time(17), dt.time(20))  # one after another, by day
TRIED_FOR = dt.timedelta(days=30)  # before somebody from outside the office is asked


class Way(Labelled):
    """How the next try is made to reach somebody whom nobody reaches."""

    CALL = "call", marked("by phone")
    WRITE = "write", marked("by a neutral message")


@dataclass(frozen=True)
class Step:
    """After this long without acknowledgement, these are called."""

    after: dt.timedelta
    calls: Rung


LADDER: Sequence[Step] = (
    Step(dt.timedelta(0), Rung.FIRST),
    Step(dt.timedelta(minutes=2), Rung.SECOND),
    Step(dt.timedelta(minutes=5), Rung.OFFICERS),
    Step(dt.timedelta(minutes=15), Rung.HEAD),
)
REPEAT_EVERY = dt.timedelta(minutes=15)  # from the last step on, for ever
SECOND_OFFICER = 1  # where the ladder resumes when an acknowledgement lapses
WIDE = 2  # the first step that "pressed by accident" holds back


def step_at(number: int) -> Step:
    """The ladder's step, which never ends: past the last it calls everyone every 15 minutes."""
    if number < len(LADDER):
        return LADDER[number]
    beyond = number - len(LADDER) + 1
    return Step(LADDER[-1].after + beyond * REPEAT_EVERY, Rung.EVERYONE)


def due_at(climbed_from: dt.datetime, step: int, accident_at: dt.datetime | None) -> dt.datetime:
    """When a step is taken; a mark of accident holds back the wide ones, and only those."""
    due = climbed_from + step_at(step).after
    if accident_at is not None and step >= WIDE:
        return max(due, accident_at + HELD_BACK)
    return due


def pause_before(step: int) -> dt.timedelta:
    """How long after the step before it a step is taken."""
    return step_at(step).after - step_at(step - 1).after if step else dt.timedelta(0)


def counts_from(climbed_from: dt.datetime, step: int, at: dt.datetime) -> dt.datetime:
    """From when the next step's time counts.

    If that step is overdue as well, or further off than it can be, a clock has jumped or nobody
    worked for a while: it counts from now, so that the steps neither all fire at once nor stop.
    """
    if at < climbed_from + step_at(step).after <= at + pause_before(step):
        return climbed_from
    return at - step_at(step - 1).after


def resumed_at(lapses: int) -> int:
    """Where the ladder goes on after an acknowledgement has lapsed, and others before it.

    One step further each time: nobody can hold a call up by taking it on again and again.
    """
    return SECOND_OFFICER + lapses


def longest_wait(state: AlertState, step: int, *, is_accident: bool) -> dt.timedelta:
    """How far off an alert's due time can be; further, and the clock was set back since."""
    if state in LOOK_WITHIN:
        return LOOK_WITHIN[state]
    if state.is_acknowledged:
        return CONTACT_WITHIN
    return max(pause_before(step), HELD_BACK) if is_accident else pause_before(step)


def look_at(state: AlertState, at: dt.datetime, wanted: dt.datetime | None = None) -> dt.datetime:
    """When whoever looks after it is reminded next; what tasks want is late at the next day."""
    if wanted is None or state.is_contacted:
        return at + LOOK_EVERY[state]
    return min(wanted if wanted > at else at + FOLLOW_UP_EVERY, at + LOOK_WITHIN[state])


def try_at(at: dt.datetime, zone: str, tries: int) -> dt.datetime:
    """The next day at another hour than before: somebody may be alone at one of them."""
    day = at.astimezone(ZoneInfo(zone)).date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, TRIED_AT[tries % len(TRIED_AT)], ZoneInfo(zone))


def way_of(tries: int) -> Way:
    """In turns, so that each hour comes with either."""
    return list(Way)[(tries + tries // len(TRIED_AT)) % len(Way)]


def ten_minutes_of(at: dt.datetime) -> int:
    """The ten minutes of a moment: what nobody known causes is sent once in each."""
    return int(at.timestamp() // ONE_ALERT_WITHIN.total_seconds())


def is_overdue(received_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether a tap nobody has read waits so long that its person should be told so.

    One of the future has waited too: the clock was set back since.
    """
    return not received_at - CLOCKS_DIFFER < at < received_at + UNREAD_AFTER


def is_in_doubt(
    doubted_since: dt.datetime | None, tapped_at: dt.datetime, signed_in_at: dt.datetime | None
) -> bool:
    """Whether a phone may be in the hands of somebody whom a staff link let in.

    One that was signed in before is not, nor is what was tapped before; a help ticket alone says
    nothing of when it was had.
    """
    return doubted_since is not None and (signed_in_at or tapped_at) >= doubted_since


def called_for_unknown(
    rung: Rung, officers: Sequence[Officer], last: int | None = None
) -> list[int]:
    """Whom an alert of nobody known calls: each office's first officer, then the second too.

    Once somebody has handled it, the first to call is that one alone.
    """
    if rung is Rung.FIRST and last in {officer.person for officer in officers}:
        return [officer.person for officer in officers if officer.person == last][:1]
    trained = [officer for officer in officers if not officer.is_head] or officers
    ready = sorted(trained, key=lambda each: (not each.is_reachable, not each.is_on_duty))
    first_ones = 1 if rung is Rung.FIRST else 2
    by_office: dict[int | None, list[int]] = {}
    for officer in ready:
        by_office.setdefault(officer.office, []).append(officer.person)
    return list(dict.fromkeys(p for people in by_office.values() for p in people[:first_ones]))


@dataclass(frozen=True)
class Tapper:
    """Who tapped, as far as the phone could say; where it contradicts itself, nobody."""

    person: int | None = None
    office: int | None = None
    by_session: int | None = None
    by_ticket: int | None = None
    kind: AlertKind = AlertKind.REAL


def tapper(
    session: int | None, ticket: int | None, office: int | None, page: int | None = None
) -> Tapper:
    """The one person whom session, help ticket and page name; if two differ, both and neither."""
    claims = [each for each in (session, ticket, page) if each]
    named = list(dict.fromkeys(claims))
    if len(named) > 1:
        return Tapper(None, office, named[0], named[-1])
    return Tapper(named[0] if named else None, office)

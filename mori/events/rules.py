"""How events and invitations go on, and how seats are counted. No database, no request."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple, Protocol

from mori.core.words import Labelled, marked

MOST_SEATS = 2000  # of an event
MOST_INVITED = 12  # seats of one invitation
CODE_LENGTH = 4
CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I: read out at a noisy door
OFFER_LASTS = dt.timedelta(days=2)  # how long a seat that became free is held for who waits first
DAY = dt.timedelta(days=1)


class EventKind(Labelled):
    MEETING = "meeting", marked("Meeting")
    TRAINING = "training", marked("Training")
    OUTREACH = "outreach", marked("Outreach")
    CLASS = "class", marked("Class")


class Mode(Labelled):
    HERE = "here", marked("On the spot")
    ONLINE = "online", marked("Online")
    BOTH = "both", marked("On the spot and online")


class Method(Labelled):
    TALK = "talk", marked("Talk")
    PRACTICE = "practice", marked("Practice")
    GAME = "game", marked("Game")
    DISCUSSION = "discussion", marked("Discussion")


class ListedAs(Labelled):
    """How somebody came to be on an event's list."""

    ANSWER = "answer", marked("Invited")
    GUEST = "guest", marked("Guest")
    WALK_IN = "walk_in", marked("Came without an invitation")


class Need(Labelled):
    WHEELCHAIR = "wheelchair", marked("Way in for a wheelchair")
    SIGN = "sign", marked("Sign language interpreter")
    READING = "reading", marked("Large print or a screen reader")
    CHILD = "child", marked("Brings a small child")


class EventState(Labelled):
    DRAFT = "draft", marked("Draft")
    ANNOUNCED = "announced", marked("Announced")
    RUNNING = "running", marked("Running")
    CLOSED = "closed", marked("Over")
    REPORTED = "reported", marked("Reported")
    CALLED_OFF = "called_off", marked("Called off")

    @property
    def is_public(self) -> bool:
        return self is not EventState.DRAFT

    @property
    def is_coming(self) -> bool:
        """Whether it can still be changed and called off."""
        return self in COMING


COMING = frozenset({EventState.DRAFT, EventState.ANNOUNCED, EventState.RUNNING})
EVENT_MOVES = {
    "announce": ({EventState.DRAFT}, EventState.ANNOUNCED),
    "start": ({EventState.ANNOUNCED}, EventState.RUNNING),
    "close": ({EventState.ANNOUNCED, EventState.RUNNING}, EventState.CLOSED),
    "report": ({EventState.CLOSED}, EventState.REPORTED),
    "call_off": (COMING, EventState.CALLED_OFF),
}


class InvitationState(Labelled):
    DRAFTED = "drafted", marked("Not passed on yet")
    HANDED = "handed", marked("Shared")
    MAILED = "mailed", marked("Mailed")
    YES = "yes", marked("Comes")
    MAYBE = "maybe", marked("Not sure yet")
    NO = "no", marked("Doesn't come")
    WITHDRAWN = "withdrawn", marked("Invitation withdrawn")
    WAITING = "waiting", marked("Waits for a seat")
    OFFERED = "offered", marked("A seat is offered")
    LAPSED = "lapsed", marked("Offer not taken")

    @property
    def is_answerable(self) -> bool:
        return self in ANSWERABLE

    @property
    def is_unanswered(self) -> bool:
        return self in UNANSWERED


UNANSWERED = frozenset({InvitationState.DRAFTED, InvitationState.HANDED, InvitationState.MAILED})
ANSWERED = frozenset({InvitationState.YES, InvitationState.MAYBE, InvitationState.NO})
ANSWERABLE = UNANSWERED | ANSWERED | {InvitationState.OFFERED}
QUEUED = frozenset({InvitationState.WAITING, InvitationState.OFFERED, InvitationState.LAPSED})
LIVE = ANSWERABLE | {InvitationState.WAITING}
MOVES = {
    "hand": (UNANSWERED, InvitationState.HANDED),
    "mail": (UNANSWERED, InvitationState.MAILED),
    "accept": (ANSWERABLE, InvitationState.YES),
    "hesitate": (ANSWERABLE - {InvitationState.OFFERED}, InvitationState.MAYBE),
    "decline": (LIVE, InvitationState.NO),
    "withdraw": (LIVE, InvitationState.WITHDRAWN),
    "queue": ({InvitationState.LAPSED, InvitationState.NO}, InvitationState.WAITING),
    "offer": ({InvitationState.WAITING}, InvitationState.OFFERED),
    "lapse": ({InvitationState.OFFERED}, InvitationState.LAPSED),
}
VERBS = {
    InvitationState.YES: "accept",
    InvitationState.MAYBE: "hesitate",
    InvitationState.NO: "decline",
}


class Notice(Labelled):
    """What whoever is invited is told, once each."""

    INVITED = "invited", marked("Invitation")
    OFFERED = "offered", marked("A seat became free")
    WEEK = "week", marked("Reminder a week before")
    EVE = "eve", marked("Reminder the day before")
    MOVED = "moved", marked("Another day or place")
    CALLED_OFF = "called_off", marked("Called off")
    CERTIFIED = "certified", marked("Certificates can be fetched")


class ToldBy(Labelled):
    MAIL = "mail", marked("Mailed")
    SHARED = "shared", marked("Shared")


class Dated(Protocol):
    @property
    def state(self) -> EventState: ...
    @property
    def starts_on(self) -> dt.date: ...
    @property
    def ends_on(self) -> dt.date: ...


def state_on(event: Dated, day: dt.date) -> EventState:
    """How an event stands on a day: that it runs or is over is read off its days."""
    if event.state not in {EventState.ANNOUNCED, EventState.RUNNING}:
        return event.state
    if day > event.ends_on:
        return EventState.CLOSED
    return EventState.RUNNING if day >= event.starts_on else EventState.ANNOUNCED


def days_of(event: Dated) -> list[dt.date]:
    return [event.starts_on + n * DAY for n in range((event.ends_on - event.starts_on).days + 1)]


def reminder_on(event: Dated, day: dt.date) -> Notice | None:
    """Of what people are reminded on a day: from a week before, and on the eve and the day."""
    left = (event.starts_on - day).days
    if state_on(event, day) not in {EventState.ANNOUNCED, EventState.RUNNING} or left < 0:
        return None
    return Notice.EVE if left <= 1 else Notice.WEEK if left <= 7 else None


def offered_until(begins: dt.datetime, at: dt.datetime) -> dt.datetime | None:
    """Until when an offer of now is held; None where the event has begun."""
    return min(at + OFFER_LASTS, begins) if at < begins else None


class SeatClaim(NamedTuple):
    """An invitation, as far as seats are concerned."""

    state: InvitationState
    held: int
    offered_until: dt.datetime | None


def seats_held(claims: Iterable[SeatClaim], at: dt.datetime) -> int:
    """Seats that nobody else can have now; an offer whose time has run out holds none."""
    return sum(
        each.held
        for each in claims
        if each.state is not InvitationState.OFFERED
        or (each.offered_until is not None and at < each.offered_until)
    )


def new_code(taken: Collection[str], choose: Callable[[str], str]) -> str:
    """Four letters that nobody else of the event has."""
    while True:
        code = "".join(choose(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if code not in taken:
            return code

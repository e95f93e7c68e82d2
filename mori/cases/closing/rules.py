"""What two officers decide about a call, and what that needs. No database, no request."""

import datetime as dt
from collections.abc import Collection

from mori.core.words import Labelled, marked
from mori.safeguarding.alerts.rules import MOVES, TRIED_FOR, AlertState

AGAIN_AFTER = dt.timedelta(days=1)  # whoever is asked to decide is reminded
REVIEW_EVERY = dt.timedelta(days=7)  # until somebody from outside has decided


class Step(Labelled):
    """One officer proposes it, a second one agrees: then it is done."""

    IN_HAND = "in_hand", marked("Take it in hand, the two of us"), "take_in_hand"
    MONITOR = "monitor", marked("Look in from time to time"), "monitor"
    LOSE = "lose", marked("Nobody reaches the person"), "lose"
    FIND = "find", marked("The person was reached again"), "find"
    CLOSE = "close", marked("Close it"), "close"

    verb: str

    def __init__(self, value: str, english: str, verb: str) -> None:
        self.verb = verb

    @property
    def is_close(self) -> bool:
        return self is Step.CLOSE


class Reason(Labelled):
    """Why a call is closed. None means that somebody settled it: the law knows no such thing."""

    SAFE = "safe", marked("The person is safe and needs nothing more from us")
    WISH = "wish", marked("The person wants nothing more to be done")
    ELSEWHERE = "elsewhere", marked("Others help the person, as the person wished")
    ACCIDENT = "accident", marked("Pressed by accident, and the person is well")
    UNREACHED = "unreached", marked("Nobody reached the person in thirty days")

    @property
    def is_unreached(self) -> bool:
        return self is Reason.UNREACHED


TOLD = frozenset(Reason) - {Reason.UNREACHED}  # the person was asked


class Consent(Labelled):
    """How the person agreed to closing."""

    PHONE = "phone", marked("Said so on the phone")
    MET = "met", marked("Said so when you met")
    THREAD = "thread", marked("Wrote so in the messages")
    PAGE = "page", marked("Is asked on the page after the tap")

    @property
    def is_on_page(self) -> bool:
        return self is Consent.PAGE


class ProposalState(Labelled):
    OPEN = "open", marked("Waits for a second officer")
    AGREED = "agreed", marked("Agreed to by a second officer")
    DECLINED = "declined", marked("Not agreed")
    WITHDRAWN = "withdrawn", marked("Taken back")
    LAPSED = "lapsed", marked("Void: something new happened")

    @property
    def is_open(self) -> bool:
        return self is ProposalState.OPEN


PROPOSAL_MOVES = {
    "agree": ({ProposalState.OPEN}, ProposalState.AGREED),
    "decline": ({ProposalState.OPEN}, ProposalState.DECLINED),
    "withdraw": ({ProposalState.OPEN}, ProposalState.WITHDRAWN),
    "lapse": ({ProposalState.OPEN}, ProposalState.LAPSED),
}


def steps_from(state: AlertState) -> list[Step]:
    """What can be proposed of a call in a state."""
    return [step for step in Step if state in MOVES[step.verb][0]]


def reasons_from(state: AlertState) -> Collection[Reason]:
    """Why a call may be closed: where nobody reaches the person, because of that alone."""
    return [each for each in Reason if each.is_unreached is state.is_unreachable]


def may_review(lost_at: dt.datetime | None, at: dt.datetime) -> bool:
    """Whether somebody was tried for long enough that closing can be thought of."""
    return lost_at is not None and at >= lost_at + TRIED_FOR

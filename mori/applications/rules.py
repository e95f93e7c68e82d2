"""How openings and applications go on. No database, no request.

An application is one letter, or one form: of one person or of many. Each place it asks for is an
applicant's, with a name or still without, and each applicant has a state of their own.
"""

import datetime as dt

from mori.core.words import Labelled, marked
from mori.core.workdays import Calendar

MOST_APPLICANTS = 30
REPLY_WITHIN = 5  # working days; an office may set its own
ERASED_AFTER = 90  # days after a refusal, a withdrawal or an end without a decision


class OpeningState(Labelled):
    DRAFT = "draft", marked("Draft")
    OPEN = "open", marked("Open")
    CLOSED = "closed", marked("Closed")


OPENING_MOVES = {
    "publish": ({OpeningState.DRAFT, OpeningState.CLOSED}, OpeningState.OPEN),
    "close": ({OpeningState.DRAFT, OpeningState.OPEN}, OpeningState.CLOSED),
}


class Channel(Labelled):
    """How an application came in."""

    WEB = "web", marked("Form on the web")
    PAPER = "paper", marked("Letter on paper")
    WHATSAPP = "whatsapp", marked("WhatsApp")
    MAIL = "mail", marked("E-mail")


class Reach(Labelled):
    """How somebody wants to be reached."""

    MAIL = "mail", marked("E-mail")
    WHATSAPP = "whatsapp", marked("WhatsApp")
    CALL = "call", marked("Telephone")


class ApplicantState(Labelled):
    DRAFT = "draft", marked("Draft")
    SUBMITTED = "submitted", marked("Sent")
    INCOMPLETE = "incomplete", marked("Incomplete")
    VERIFIED = "verified", marked("Complete")
    WAITING = "waiting", marked("On the waiting list")
    ACCEPTED = "accepted", marked("Accepted")
    REFUSED = "refused", marked("Refused")
    WITHDRAWN = "withdrawn", marked("Withdrawn")
    EXPIRED = "expired", marked("Expired")

    @property
    def is_open(self) -> bool:
        """Whether the office still has to decide."""
        return self in UNDECIDED

    @property
    def is_draft(self) -> bool:
        return self is ApplicantState.DRAFT

    @property
    def is_accepted(self) -> bool:
        return self is ApplicantState.ACCEPTED


UNDECIDED = frozenset(
    {
        *(ApplicantState.SUBMITTED, ApplicantState.INCOMPLETE),
        *(ApplicantState.VERIFIED, ApplicantState.WAITING),
    }
)

MOVES = {
    "send": ({ApplicantState.DRAFT}, ApplicantState.SUBMITTED),
    "ask": ({ApplicantState.SUBMITTED, ApplicantState.VERIFIED}, ApplicantState.INCOMPLETE),
    "complete": ({ApplicantState.INCOMPLETE}, ApplicantState.SUBMITTED),
    "verify": ({ApplicantState.SUBMITTED, ApplicantState.INCOMPLETE}, ApplicantState.VERIFIED),
    "wait": ({ApplicantState.SUBMITTED, ApplicantState.VERIFIED}, ApplicantState.WAITING),
    "accept": (
        {ApplicantState.SUBMITTED, ApplicantState.VERIFIED, ApplicantState.WAITING},
        ApplicantState.ACCEPTED,
    ),
    "refuse": (UNDECIDED, ApplicantState.REFUSED),
    "withdraw": (UNDECIDED | {ApplicantState.ACCEPTED}, ApplicantState.WITHDRAWN),
    "expire": ({ApplicantState.DRAFT, *UNDECIDED}, ApplicantState.EXPIRED),
}


def reply_day(calendar: Calendar, received_on: dt.date, within: int) -> dt.date:
    """The last working day on which the office replies in time."""
    day = received_on
    for _each in range(within):
        day = calendar.next_workday(day)
    return day

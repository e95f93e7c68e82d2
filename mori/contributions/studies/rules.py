"""Research by interns: its states, who it touches, and when its file opens. No database."""

import datetime as dt

from mori.core.words import Labelled, marked

TITLE_MOST = 160
METHOD_MOST = 300
ABSTRACT_MOST = 2000
WORDS_MOST = 500
NAME_MOST = 120
MOST_MILESTONES = 20


class StudyState(Labelled):
    """Where a study is on its way."""

    PROPOSED = "proposed", marked("Waits for the unit's answer")
    RETURNED = "returned", marked("Sent back")
    ACCEPTED = "accepted", marked("Accepted")
    RUNNING = "running", marked("Work under way")
    HANDED_IN = "handed_in", marked("Final copy handed in")
    ARCHIVED = "archived", marked("Finished")
    WITHDRAWN = "withdrawn", marked("Study withdrawn")
    ABANDONED = "abandoned", marked("Ended by the office")

    @property
    def is_changeable(self) -> bool:
        """Whether its author may still write it otherwise."""
        return self in CHANGEABLE

    @property
    def is_early(self) -> bool:
        """Whether it may still be ended before its time."""
        return self in EARLY

    @property
    def is_good(self) -> bool:
        return self in PUBLIC

    @property
    def is_proposed(self) -> bool:
        return self is StudyState.PROPOSED

    @property
    def is_returned(self) -> bool:
        return self is StudyState.RETURNED

    @property
    def is_accepted(self) -> bool:
        return self is StudyState.ACCEPTED

    @property
    def is_running(self) -> bool:
        return self is StudyState.RUNNING

    @property
    def is_handed_in(self) -> bool:
        return self is StudyState.HANDED_IN

    @property
    def is_finished(self) -> bool:
        return self is StudyState.ARCHIVED


EARLY = frozenset(
    {
        StudyState.PROPOSED,
        StudyState.RETURNED,
        StudyState.ACCEPTED,
        StudyState.RUNNING,
        StudyState.HANDED_IN,
    }
)
CHANGEABLE = EARLY - {StudyState.HANDED_IN}
PUBLIC = frozenset(
    {StudyState.ACCEPTED, StudyState.RUNNING, StudyState.HANDED_IN, StudyState.ARCHIVED}
)
STANDING = EARLY | {StudyState.ARCHIVED}  # colleagues of the office are shown these titles

MOVES = {
    "send_back": ({StudyState.PROPOSED}, StudyState.RETURNED),
    "propose": ({StudyState.RETURNED}, StudyState.PROPOSED),
    "accept": ({StudyState.PROPOSED}, StudyState.ACCEPTED),
    "start": ({StudyState.ACCEPTED}, StudyState.RUNNING),
    "hand_in": ({StudyState.RUNNING}, StudyState.HANDED_IN),
    "archive": ({StudyState.HANDED_IN}, StudyState.ARCHIVED),
    "withdraw": (EARLY, StudyState.WITHDRAWN),
    "abandon": (EARLY, StudyState.ABANDONED),
}


class Verdict(Labelled):
    """What whoever answers for the unit does with a study, as the button says it."""

    ACCEPT = "accept", marked("Accept it")
    SEND_BACK = "send_back", marked("Send it back")
    ARCHIVE = "archive", marked("The final copy is in order: finish it")
    ABANDON = "abandon", marked("End it")

    def is_possible(self, state: StudyState) -> bool:
        return state in MOVES[self.value][0]

    @property
    def wants_words(self) -> bool:
        return self in (Verdict.SEND_BACK, Verdict.ABANDON)


class Step(Labelled):
    """What an author does with their own study, as the button says it."""

    START = "start", marked("I begin the work")
    WITHDRAW = "withdraw", marked("Withdraw the study")

    def is_possible(self, state: StudyState) -> bool:
        return state in MOVES[self.value][0]


class EthicsDecision(Labelled):
    """What the office says to an ethics note."""

    WAITING = "waiting", marked("Not looked at yet")
    FINE = "fine", marked("In order")
    CHANGES = "changes", marked("Has to be changed")

    @property
    def is_fine(self) -> bool:
        return self is EthicsDecision.FINE


class Opening(Labelled):
    """Whether anybody may read the file of a study, on a day."""

    UNDATED = "undated", marked("No day chosen: the file stays closed")
    UNLISTED = "unlisted", marked("Closed: the title is not in the public list")
    UNFINISHED = "unfinished", marked("Closed until the study is finished")
    CLOSED = "closed", marked("Closed until its day")
    OPEN = "open", marked("Open to everybody")

    @property
    def is_open(self) -> bool:
        return self is Opening.OPEN

    @property
    def is_dated(self) -> bool:
        """Whether only the day is still to come."""
        return self is Opening.CLOSED


def is_listed(
    state: StudyState, *, wants_list: bool, is_minor: bool, guardian_on: dt.date | None
) -> bool:
    """Whether a title stands in the public list: accepted, and with everybody's consent."""
    return state in PUBLIC and wants_list and (not is_minor or guardian_on is not None)


def opening(
    state: StudyState, public_on: dt.date | None, today: dt.date, *, listed: bool
) -> Opening:
    """The one place that says when a file opens: on its day, where its office is, if listed.

    Nothing is lifted by a job: this is asked at each reading.
    """
    if public_on is None:
        return Opening.UNDATED
    if not listed:
        return Opening.UNLISTED
    if public_on > today:
        return Opening.CLOSED
    return Opening.OPEN if state is StudyState.ARCHIVED else Opening.UNFINISHED

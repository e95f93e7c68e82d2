"""What participants are asked about an event, and when. No database, no request."""

import datetime as dt

from mori.core.words import Labelled, marked

from ..rules import DAY, Dated, EventState, state_on

IMPRESSIONS_LAST = 30 * DAY  # after the last day
WORDS_MOST = 300
TOOK_PLACE = frozenset({EventState.RUNNING, EventState.CLOSED, EventState.REPORTED})


class Answer(Labelled):
    YES = "yes", marked("Yes")
    PARTLY = "partly", marked("In part")
    NO = "no", marked("No")


class Question(Labelled):
    """What is asked, each answered by a tap."""

    FOLLOWED = "followed", marked("I could follow it.")
    USEFUL = "useful", marked("I can use it.")
    WELCOME = "welcome", marked("I felt safe and welcome.")


def is_asked(event: Dated, day: dt.date) -> bool:
    """From the last day on, for a month."""
    is_time = event.ends_on <= day <= event.ends_on + IMPRESSIONS_LAST
    return is_time and state_on(event, day) in TOOK_PLACE

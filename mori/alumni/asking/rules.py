"""When an office asks its alumni whether what it holds is still right. No database, no request."""

import datetime as dt

from ..rules import LIVING, AlumnusState

YEAR = dt.timedelta(days=365)
ANSWER_WITHIN = dt.timedelta(days=30)
MOST_UNANSWERED = 3
HOURS = range(8, 17)  # of the office's clock: mail comes by day
AN_HOUR = 12  # a hundred a day: 20,000 who are asked at once this year take turns in the next
REFUSED_LATELY = dt.timedelta(days=2)
UNANSWERED, BOUNCED = "unanswered", "bounced"  # why an office lost touch


def may_be_invited(state: AlumnusState, mail: str) -> bool:
    """Whether a link may be made; whoever stopped everything gets no mail, but may ask for one."""
    return state in LIVING and not (mail and state == AlumnusState.WITHDRAWN)


def is_counted(state: AlumnusState) -> bool:
    """Whether an invitation is a question that may stay unanswered."""
    return state != AlumnusState.WITHDRAWN

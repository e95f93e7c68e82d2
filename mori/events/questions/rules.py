"""Three questions before and after an event, and when each is asked. No database, no request."""

import datetime as dt
from collections.abc import Sequence

from mori.core.words import Labelled, marked

from ..impressions.rules import IMPRESSIONS_LAST
from ..rules import Dated, EventState

MOST = 3
ASKS_NOTHING = frozenset({EventState.DRAFT, EventState.CALLED_OFF})


class When(Labelled):
    BEFORE = "before", marked("Before the event")
    AFTER = "after", marked("After the event")


def asked_at(
    event: Dated, first: dt.datetime, last: dt.datetime, there: dt.datetime
) -> When | None:
    """Which of the two is asked at a moment of the place: until the first session begins, and from
    the beginning of the last one for a month; else neither.
    """
    if event.state in ASKS_NOTHING:
        return None
    if there < first:
        return When.BEFORE
    is_late = there.date() > event.ends_on + IMPRESSIONS_LAST
    return When.AFTER if last <= there and not is_late else None


def begins_and_ends(
    event: Dated, agenda: Sequence[tuple[dt.date, dt.time]]
) -> tuple[dt.datetime, dt.datetime]:
    """When the first session begins, and the last; of days without an agenda at midnight."""
    starts = sorted(dt.datetime.combine(*each) for each in agenda)
    first = starts[0] if starts else dt.datetime.combine(event.starts_on, dt.time())
    last = starts[-1] if starts else dt.datetime.combine(event.ends_on, dt.time())
    return first, last

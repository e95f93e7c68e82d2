"""What a campus supervisor may leave about an intern, and until when. No database, no request."""

import datetime as dt

from mori.core.words import Labelled, marked

CHANGED_WITHIN = dt.timedelta(minutes=15)
MOST_TEXT = 1000
MOST_REMARKS = 60  # about one internship


class RemarkKind(Labelled):
    VISIT = "visit", marked("Visit")
    REMARK = "remark", marked("Remark")


def may_still_change(left_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether its writer may still mend it; afterwards others may have read it: they add one."""
    return at < left_at + CHANGED_WITHIN


def is_day_for(first: dt.date, today: dt.date, day: dt.date) -> bool:
    """Whether a visit can have been on a day: of the internship so far, or just after it."""
    return first <= day <= today

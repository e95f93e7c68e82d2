"""Why somebody will not be there. No database, no request."""

import datetime as dt

from mori.core.words import Labelled, marked

LONGEST = dt.timedelta(days=184)


class AwayKind(Labelled):
    LEAVE = "leave", marked("Leave")
    EXAM = "exam", marked("Examination")
    DUTY = "duty", marked("Away on duty")
    OTHER = "other", marked("Other days away")

"""When an application is over by itself, and when it is erased. No database, no request."""

import datetime as dt

from ..rules import ERASED_AFTER, ApplicantState

LEFT_FOR = dt.timedelta(days=30)  # a draft, or papers that were asked for
KEPT_FOR = dt.timedelta(days=ERASED_AFTER)
OVER = (ApplicantState.REFUSED, ApplicantState.WITHDRAWN, ApplicantState.EXPIRED)
AT_ONCE = 100

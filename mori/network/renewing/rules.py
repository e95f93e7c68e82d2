"""When members are asked whether they still belong. No database, no request."""

import datetime as dt

YEAR = dt.timedelta(days=365)  # without any activity
ANSWER_WITHIN = dt.timedelta(days=30)
HOURS = range(8, 17)  # of the office's clock: mail comes by day
AT_ONCE = 20  # asked of one office in an hour

"""When a canary counts as lost. No database, no request."""

import datetime as dt

EVERY = dt.timedelta(minutes=15)
BACK_WITHIN = dt.timedelta(minutes=5)
ENDS_AFTER = dt.timedelta(minutes=10)  # its alert, whether it came back or not
LOST = 2  # in a row, and somebody is told
OF_NOW = dt.timedelta(hours=1)  # an older one says nothing: none was sent since
# Longer than the spool keeps its files: what is forgotten here must not be replayed from there.
KEPT = dt.timedelta(days=40)

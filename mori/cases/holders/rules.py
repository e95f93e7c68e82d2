"""Who holds a case. No database, no request."""

import datetime as dt

NEEDED = 2  # holders of a case
UNLOCKED_WITHIN = dt.timedelta(days=45)  # else a holder may no longer know the passphrase
SHIFT_ENDS_WITHIN = dt.timedelta(hours=2)  # so long before its end, handing over is asked for


def is_stale(unlocked_at: dt.datetime | None, at: dt.datetime) -> bool:
    """Whether a holder has not opened their key for too long, or has none."""
    return unlocked_at is None or unlocked_at < at - UNLOCKED_WITHIN

"""When a message is tried again, and how long a lease lasts. No database, no request."""

import datetime as dt

LEASE_LASTS = dt.timedelta(seconds=60)  # longer than the slowest provider is waited for
STALE_AFTER = dt.timedelta(seconds=60)  # without a heartbeat the background work counts as dead
LONGEST_PAUSE = dt.timedelta(minutes=15)
# Without a sign of life for so long, another takes the lead: with a round of one second, the first
# mail after a kill goes out within seven. Whoever only was slow is fenced by the epoch.
LEADS_FOR = dt.timedelta(seconds=5)
BEAT_EVERY = dt.timedelta(seconds=2)  # every other second costs the disk nothing
SLOTS_KEPT = dt.timedelta(days=2)
BEAT = "work.beat"  # the file in the instance folder that each node's background work touches
IN_FLIGHT = 8  # messages of a lane that a provider may keep waiting at the same time


def retry_at(attempts: int, at: dt.datetime) -> dt.datetime:
    """Backoff: 5 s after the first failure, then doubling, never more than 15 minutes."""
    pause = dt.timedelta(seconds=5 * 2 ** min(attempts - 1, 10))
    return at + min(pause, LONGEST_PAUSE)

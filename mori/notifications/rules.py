"""When a message is tried again, and how long a lease lasts. No database, no request."""

import datetime as dt
from typing import NamedTuple

from mori.core.words import Labelled, marked

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

ASK_EVERY = 60.0  # seconds; whether the mail server answers
ASK_AGAIN = 10.0  # while it does not
ADDRESSES_EVERY = 3600.0  # whether it takes mail for those who are called for help


class Trouble(Labelled):
    """Why no mail goes out, as the server answers whoever asks."""

    SILENCE = "silence", marked("the mail server does not answer")
    ENCRYPTION = "encryption", marked("no secure connection to the mail server is possible")
    LOGIN = "login", marked("the mail server refuses our password")
    REFUSAL = "refusal", marked("the mail server takes no mail from us")


class Found(NamedTuple):
    """What the mail server answered: our trouble with it, and which of the addresses it refused."""

    trouble: Trouble | None
    asked: frozenset[str]
    refused: frozenset[str]


def is_stale(beat_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether a heartbeat is too old; or of the future: then the clock was set back since."""
    return abs(at - beat_at) > STALE_AFTER


def retry_at(attempts: int, at: dt.datetime) -> dt.datetime:
    """Backoff: 5 s after the first failure, then doubling, never more than 15 minutes."""
    pause = dt.timedelta(seconds=5 * 2 ** min(attempts - 1, 10))
    return at + min(pause, LONGEST_PAUSE)

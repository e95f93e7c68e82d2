"""When a message is tried again, and how long a lease lasts. No database, no request."""

import datetime as dt
from typing import NamedTuple
from urllib.parse import urlsplit

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
IN_FLIGHT = 8  # messages of a channel's lane that may be kept waiting at the same time
MAIL = "mail"  # the channel of all that is not said to go another way

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

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


class NotTaken(Exception):
    """A provider does not take a message; refused: nor any other to this address."""

    def __init__(self, code: int, *, is_refused: bool = False) -> None:
        super().__init__(code)
        self.code, self.is_refused = code, is_refused


class NotSetUp(Exception):
    """This server has no such channel, or is not to send to that address."""


def is_safe_address(url: str) -> bool:
    """Whether something may be sent there: encrypted, or to this machine itself."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:  # a port that is none
        return False
    is_here = parts.scheme == "http" and host in LOOPBACK and port is not None
    return bool(host) and (parts.scheme == "https" or is_here)


def is_push_host(url: str, hosts: str) -> bool:
    """Whether an address a browser named is a push service's: else anyone could have us call it."""
    host = (urlsplit(url).hostname or "") if is_safe_address(url) else ""
    return any(host == each or host.endswith(f".{each}") for each in hosts.split())


def is_stale(beat_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether a heartbeat is too old; or of the future: then the clock was set back since."""
    return abs(at - beat_at) > STALE_AFTER


def retry_at(attempts: int, at: dt.datetime) -> dt.datetime:
    """Backoff: 5 s after the first failure, then doubling, never more than 15 minutes."""
    pause = dt.timedelta(seconds=5 * 2 ** min(attempts - 1, 10))
    return at + min(pause, LONGEST_PAUSE)

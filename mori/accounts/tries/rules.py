"""How long whoever has tried in vain waits for the next try. No database, no request."""

import datetime as dt
import hashlib
import hmac
import ipaddress
from typing import NamedTuple

FREE_TRIES = 5
TRIES_WITHIN = dt.timedelta(minutes=15)
LONGEST_WAIT = dt.timedelta(seconds=30)
GUESSED_AFTER = 30  # failures of an account, or from an address: somebody guesses there
FREE_WHEN_GUESSED = 1
FREE_ON_OWN_DEVICE = 20  # whoever copied a device's cookie has no more
FREE_LINKS = 20  # asked for from one address, behind which a campus may be


class Tried(NamedTuple):
    """Which account is tried, from which address, both together, and on which of its devices."""

    account: str
    address: str
    both: str
    device: str = ""


def subject(secret: bytes, kind: str, value: str) -> str:
    """What failures are counted for, so that a row tells nobody whom or where."""
    return hmac.digest(secret, f"{kind} {value}".encode(), hashlib.sha256).hex()[:32]


def network_of(address: str | None) -> str:
    """An address as one household or host has it: of IPv6 it has 2⁶⁴."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return address or ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


def wait_after(failures: int, free: int = FREE_TRIES) -> dt.timedelta:
    """The rate limit: how long after the last of so many failures one may try again.

    A backoff that doubles up to a limit: a person is slowed, never locked out.
    """
    if failures < free:
        return dt.timedelta(0)
    doublings = min(failures - free, 10)
    return min(dt.timedelta(seconds=2**doublings), LONGEST_WAIT)

"""The six digits on a room's screen, which change every minute. Standard library only.

Nothing of them is stored: whoever has the server's key computes the same. They are judged when the
page is opened; what comes between that and the tap (a slow line, a long name) is nobody's fault.
"""

import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Sequence
from typing import NamedTuple

from ..presence.rules import Part

LASTS = 60  # seconds a code is shown
GOOD_FOR = dt.timedelta(minutes=15)  # how long a page that was opened in time may take
APART = dt.timedelta(minutes=1)  # how far the clocks of two servers may be apart

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is easily misread
PROOF_LENGTH = 10
PASS = re.compile(rf"([{ALPHABET}]{{14}})([A-Z2-9]{{4}})([{ALPHABET}]{{{PROOF_LENGTH}}})")


def secret_of(server_key: bytes, event_key: str) -> bytes:
    """An event's own secret: of one event's codes nobody learns another's."""
    return hmac.digest(server_key, f"event code\0{event_key}".encode(), hashlib.sha256)


def minute_of(at: dt.datetime) -> int:
    return int(at.timestamp()) // LASTS


def seconds_left(at: dt.datetime) -> int:
    """How long the code shown now stays the one shown."""
    return LASTS - int(at.timestamp()) % LASTS


def code_in(secret: bytes, day: dt.date, minute: int) -> str:
    """The code of a minute of one of an event's days."""
    digest = hmac.digest(secret, f"{day}\0{minute}".encode(), hashlib.sha256)
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06}"


def is_right(secret: bytes, day: dt.date, typed: str, at: dt.datetime) -> bool:
    """Whether a screen shows this code now, by a clock that goes a minute before or behind ours."""
    digits = "".join(filter(str.isdecimal, typed)).encode()
    minute = minute_of(at)
    shown = [code_in(secret, day, each).encode() for each in range(minute - 1, minute + 2)]
    return any(hmac.compare_digest(each, digits) for each in shown)


class Opening(NamedTuple):
    """That a page was opened with the right code: of which event, for which half-day, and when."""

    event_key: str
    day: dt.date
    part: Part
    at: dt.datetime

    def is_good(self, at: dt.datetime) -> bool:
        """Whether it still counts; another server may have opened it, by a clock before ours."""
        return -APART <= at - self.at <= GOOD_FOR

    @property
    def fields(self) -> tuple[str, ...]:
        """As a ticket carries it."""
        second = int(self.at.timestamp())
        return self.event_key, self.day.isoformat(), self.part.value, f"{second:x}"


def opening_from(fields: Sequence[str]) -> Opening:
    """What a ticket carried, once its signature was found right."""
    event_key, day, part, second = fields
    at = dt.datetime.fromtimestamp(int(second, 16), dt.UTC)
    return Opening(event_key, dt.date.fromisoformat(day), Part(part), at)


class Shown(NamedTuple):
    """What a participant's pass says: of which event, and which four letters."""

    event_key: str
    short_code: str


def pass_of(server_key: bytes, event_key: str, short_code: str) -> str:
    """A participant's pass: small enough for a code that a phone reads in a dim hall.

    The letters stand in it, so that a door without a network can read them; nobody can make
    another's.
    """
    return event_key + short_code + _proof(server_key, event_key, short_code)


def read_pass(server_key: bytes, text: str) -> Shown | None:
    found = PASS.fullmatch(text)
    if not found:
        return None
    right = _proof(server_key, found[1], found[2])
    return Shown(found[1], found[2]) if hmac.compare_digest(right, found[3]) else None


def _proof(server_key: bytes, event_key: str, short_code: str) -> str:
    said = f"participant\0{event_key}\0{short_code}".encode()
    number = int.from_bytes(hmac.digest(server_key, said, hashlib.sha256)[:16], "big")
    proof = ""
    for _ in range(PROOF_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        proof += ALPHABET[place]
    return proof

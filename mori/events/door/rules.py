"""What opens a door, and what a participant shows there. Standard library only."""

import datetime as dt
import hashlib
import hmac
import re
from typing import NamedTuple, Protocol

from mori.core.words import Labelled, marked

SECRET_BYTES = 12
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is easily misread
PROOF_LENGTH = 10
PASS = re.compile(rf"([{ALPHABET}]{{14}})([A-Z2-9]{{4}})([{ALPHABET}]{{{PROOF_LENGTH}}})")
DAY = dt.timedelta(days=1)


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


class PassState(Labelled):
    """Whether a door's pass opens it. It follows from its day: nothing moves it."""

    EARLY = "early", marked("Opens the day before")
    OPEN = "open", marked("Open")
    OVER = "over", marked("Its day is over")
    REVOKED = "revoked", marked("Revoked")


class DayPass(Protocol):
    @property
    def valid_on(self) -> dt.date: ...
    @property
    def revoked_at(self) -> dt.datetime | None: ...


def state_of(door: DayPass, day: dt.date) -> PassState:
    """How a pass stands on a day.

    Its list may be opened the day before, so that it is there without a network.
    """
    if door.revoked_at:
        return PassState.REVOKED
    if day > door.valid_on:
        return PassState.OVER
    return PassState.OPEN if day >= door.valid_on - DAY else PassState.EARLY

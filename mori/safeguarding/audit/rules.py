"""What a record of the chain says, in the one way in which it is signed."""

import datetime as dt
import hashlib
import json
import re
from typing import NamedTuple

NOTHING = bytes(32)  # the digest of no record
_HEAD = re.compile(r"\b(\d{4}-\d{2}-\d{2})\s+([0-9a-f]{64})\b")


class Head(NamedTuple):
    """What the last record was signed with when a day began, as it was mailed outside."""

    day: str
    mac: str


class Missing(NamedTuple):
    """A head that was mailed and is not in the chain, and the last record from before its day."""

    day: str
    after: int
    after_at: dt.datetime | None


class Seen(NamedTuple):
    """What somebody who looked saw: how many records there should be, how many were gone before
    the last of them, and a digest of those that are there.
    """

    number: int = 0
    gaps: int = 0
    digest: str = NOTHING.hex()


def content_of(number: int, verb: str, about: str, actor: str, at: dt.datetime) -> bytes:
    """What is signed: every field of a record, so that none can be changed alone."""
    fields = [number, verb, about, actor, at.astimezone(dt.UTC).isoformat(timespec="microseconds")]
    return json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode()


def heads_in(text: str) -> list[Head]:
    """The heads in mails that were kept, pasted one behind the other."""
    return [Head(*found) for found in _HEAD.findall(text)]


def digest_with(digest: bytes, content: bytes, mac: str) -> bytes:
    """The digest of records and one more; no key is needed, so it says nothing to outsiders."""
    return hashlib.sha256(digest + bytes.fromhex(mac) + content).digest()

"""A chain of records whose key moves on: what was written before cannot be written anew.

Each record is signed with the key of its turn, over the record before it. That key is then replaced
by what it hashes to, and nobody can count back. So whoever takes the present key can add records,
but neither change, leave out nor cut off earlier ones: their keys are gone. Whoever kept the first
key (on paper) or an earlier head (sent out each day) can tell.

After Bellare and Yee, Forward integrity for secure audit logs (1997).
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nacl.utils import random

KEY_BYTES = MAC_BYTES = 32
START = bytes(MAC_BYTES)  # what the first record follows


class Link(NamedTuple):
    """A record as it is kept: what it says, and its signature over that and the one before."""

    content: bytes
    mac: bytes


def first_key() -> bytes:
    return random(KEY_BYTES)


def next_key(key: bytes) -> bytes:
    """The key of the next record; from it, none before can be found."""
    return hashlib.blake2b(key, digest_size=KEY_BYTES, person=b"mori chain next").digest()


def signed(key: bytes, before: bytes, content: bytes) -> bytes:
    """The signature of a record after the one whose signature is ``before``."""
    return hmac.digest(key, before + content, hashlib.sha256)


def first_broken(
    links: Iterable[Link], key: bytes, heads: Sequence[bytes] = (), before: bytes = START
) -> int | None:
    """The first of these records, counted from one, that is not as it was written, or None.

    ``heads`` are signatures that were kept elsewhere, the last of each day: one that no record has
    is of a chain that was cut off, which is broken right behind its end.
    """
    number, missing = 0, set(heads)
    for number, link in enumerate(links, 1):
        if not hmac.compare_digest(signed(key, before, link.content), link.mac):
            return number
        missing.discard(link.mac)
        before, key = link.mac, next_key(key)
    return number + 1 if missing else None

"""Key pairs, and what is sealed to their public half: whoever writes it cannot read it."""

from typing import NamedTuple

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead
from nacl.utils import random

KEY_BYTES = 32
WRAPPED_BYTES = KEY_BYTES + 48  # a content key, sealed to the public half
PADDED_TO = 512  # a length says "short", "a page" or "long", and no more
FORMAT = b"\x01"


class Unreadable(Exception):
    """It was not sealed to this pair, or not about this, or it was changed since."""


class Pair(NamedTuple):
    """An X25519 key pair; each half is 32 bytes."""

    secret: bytes
    public: bytes


def new_pair() -> Pair:
    return pair_of(bytes(PrivateKey.generate()))


def pair_of(secret: bytes) -> Pair:
    """The pair whose secret half is known."""
    return Pair(secret, bytes(PrivateKey(secret).public_key))


def seal_to(public: bytes, content: bytes, about: bytes) -> bytes:
    """Content only the pair's secret half opens again, and only as what it is ``about``.

    A fresh key seals the padded content (XChaCha20-Poly1305), and the pair that key (sealed box).
    """
    key = random(KEY_BYTES)
    wrapped = SealedBox(PublicKey(public)).encrypt(key)
    return FORMAT + wrapped + Aead(key).encrypt(sodium_pad(content, PADDED_TO), FORMAT + about)


def open_with(secret: bytes, sealed: bytes, about: bytes) -> bytes:
    """What was sealed to the pair of this secret; ``Unreadable`` if it was not, or not so."""
    if not sealed.startswith(FORMAT):
        raise Unreadable
    wrapped, rest = sealed[1 : 1 + WRAPPED_BYTES], sealed[1 + WRAPPED_BYTES :]
    try:
        key = SealedBox(PrivateKey(secret)).decrypt(wrapped)
        return sodium_unpad(Aead(key).decrypt(rest, FORMAT + about), PADDED_TO)
    except (CryptoError, ValueError, TypeError) as error:
        raise Unreadable from error

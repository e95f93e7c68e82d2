"""A secret under a passphrase that only its owner knows."""

import threading
import unicodedata
from typing import NamedTuple

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import Aead
from nacl.utils import random

MEMORY = 64 * 1024 * 1024  # bytes of one try; the machines are small, and so is a web worker
PASSES = 3
LEAST = 15  # characters, as NIST SP 800-63B-4, 3.1.1.2, asks of a passphrase that stands alone

one_at_a_time = threading.Lock()


class WrongPassphrase(Exception):
    """The passphrase does not open it; which of its characters is wrong cannot be known."""


class Locked(NamedTuple):
    """A secret under a passphrase, with what is needed to try one: 16 bytes of salt, the cost."""

    sealed: bytes
    salt: bytes
    passes: int
    memory: int


def lock_up(secret: bytes, passphrase: str, owner: bytes) -> Locked:
    """The secret, for whoever knows the passphrase, as this owner's."""
    salt = random(argon2id.SALTBYTES)
    key = _key_of(passphrase, salt, PASSES, MEMORY)
    return Locked(Aead(key).encrypt(secret, owner), salt, PASSES, MEMORY)


def unlock(locked: Locked, passphrase: str, owner: bytes) -> bytes:
    """The secret; ``WrongPassphrase`` if it is another's, or the passphrase is another."""
    key = _key_of(passphrase, locked.salt, locked.passes, locked.memory)
    try:
        return Aead(key).decrypt(locked.sealed, owner)
    except CryptoError as error:
        raise WrongPassphrase from error


def derived(secret: str, salt: bytes) -> bytes:
    """A key of 32 bytes that nothing keeps: whoever knows the secret comes to it again."""
    return _key_of(secret, salt, PASSES, MEMORY)


def _key_of(passphrase: str, salt: bytes, passes: int, memory: int) -> bytes:
    """What is tried: one at a time, so that many tries fill no memory."""
    said = " ".join(unicodedata.normalize("NFKC", passphrase).split())
    with one_at_a_time:
        return argon2id.kdf(Aead.KEY_SIZE, said.encode(), salt, opslimit=passes, memlimit=memory)

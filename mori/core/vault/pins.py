"""A PIN of a few digits, which only its owner knows.

So short a secret is guessed by whoever has its hash and time: keep the hash sealed as well.
"""

from nacl.exceptions import InvalidkeyError
from nacl.pwhash import argon2id

from .passphrases import one_at_a_time

MEMORY = 19 * 1024 * 1024  # bytes of one try, as OWASP asks at least: it is not what protects a PIN
PASSES = 2
# The hash of no PIN, to be compared where there is none, so that the work is the same.
NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1$QPpMZMXq0PU6edNVqSObvQ"
    "$IEzPr9do8iTNeZYBd3Jt43Rj83Pd1dn55X3IUO+sanY"
)


def hashed_pin(pin: str) -> str:
    with one_at_a_time:
        return argon2id.str(pin.encode(), opslimit=PASSES, memlimit=MEMORY).decode()


def is_pin(typed: str, hashed: str) -> bool:
    """Whether it is the PIN of this hash; as much work whether it is or not."""
    with one_at_a_time:
        try:
            return bool(argon2id.verify(hashed.encode(), typed.encode()))
        except InvalidkeyError:
            return False

"""Hashing passwords, a few at a time so that a small server stays up."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

AT_ONCE = BoundedSemaphore(2)  # each takes 19 MiB
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
NOBODY = (  # verified when there is no such account, so that both answers take as long
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGF0IGFsbCBoZXJl$"
    "XyE3m5v8WqmLtwS2f8p1QeYV8zuzWcbnmO0mZ2vRk7M"
)


def hashed(password: str) -> str:
    with AT_ONCE:
        return HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether this is the password, as typed or without the blanks that pasting brought along;
    takes as long when there is none.
    """
    typed = dict.fromkeys((password, password.strip()))
    return any(_verified(password_hash or NOBODY, each) for each in typed) and bool(password_hash)


def _verified(password_hash: str, password: str) -> bool:
    with AT_ONCE:
        try:
            return HASHER.verify(password_hash, password)
        except (Argon2Error, InvalidHashError):
            return False

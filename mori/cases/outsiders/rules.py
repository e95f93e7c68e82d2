"""The two numbers by which somebody without an account comes back. No database, no request."""

import hashlib
import hmac
import re

NUMBER, SECRET = 8, 12  # digits
FREE_OF_ALL = 60  # wrong numbers of everybody together, within a quarter of an hour
FREE_CALLS = 60  # new ones, likewise


def digits(text: str) -> str:
    """What was typed, without what stands between the digits."""
    return re.sub(r"[^0-9]", "", text)


def secret_of(key: bytes, token: str) -> str:
    """The secret number of a form: the same again should the answer have been lost on its way.

    The token stands in that form alone, and is kept nowhere.
    """
    found = hmac.digest(key, f"outside {token}".encode(), hashlib.sha256)
    return f"{int.from_bytes(found, 'big') % 10**SECRET:0{SECRET}}"


def salt_of_nobody(key: bytes, number: str) -> bytes:
    """What is hashed with where a number is not known: it has to take as long."""
    return hmac.digest(key, f"no outsider {number}".encode(), hashlib.sha256)[:16]


def said(number: str) -> str:
    """Digits in groups of four, to be written down."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))

"""The six digits on an office's screen, which change every minute. Standard library only."""

import datetime as dt
import hashlib
import hmac

LASTS = 60  # seconds a code is shown; it is accepted for as long again


def minute_of(at: dt.datetime) -> int:
    return int(at.timestamp()) // LASTS


def seconds_left(at: dt.datetime) -> int:
    """How long the code shown now stays the one shown."""
    return LASTS - int(at.timestamp()) % LASTS


def code_in(secret: bytes, office_key: str, slot: int) -> str:
    """An office's code in a slot of time, which nobody without the secret can tell."""
    digest = hmac.digest(secret, f"office code\0{office_key}\0{slot}".encode(), hashlib.sha256)
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06}"


def is_right(secret: bytes, office_key: str, typed: str, at: dt.datetime) -> bool:
    """Whether a code is the one shown now, or was until a minute ago."""
    digits = "".join(filter(str.isdecimal, typed))
    slot = minute_of(at)
    shown = [code_in(secret, office_key, each) for each in (slot, slot - 1)]
    return any(hmac.compare_digest(each.encode(), digits.encode()) for each in shown)

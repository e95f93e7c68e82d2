"""Who signs in, how, and for how long. No database, no request."""

import datetime as dt
import re
from collections.abc import Iterable

from mori.access.roles import TERMS, Role

INVITATION_LASTS = dt.timedelta(days=7)
LEAST_PASSWORD = 10

FREE_TRIES = 5
TRIES_WITHIN = dt.timedelta(minutes=15)
LONGEST_WAIT = dt.timedelta(seconds=30)


def normal_phone(text: str) -> str | None:
    """An Indonesian mobile number as +628…, however it was written; None if it is none."""
    digits = re.sub(r"\D", "", text)
    if digits.startswith("0"):
        digits = f"62{digits[1:]}"
    elif digits.startswith("8"):
        digits = f"62{digits}"
    return f"+{digits}" if re.fullmatch(r"628\d{8,11}", digits) else None


def normal_email(text: str) -> str | None:
    """An address in lower case; None if it cannot be one."""
    text = text.strip().casefold()
    return text if re.fullmatch(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+", text) else None


def folded(name: str) -> str:
    """A name as it is searched for."""
    return " ".join(name.casefold().split())


def shown_phone(phone: str) -> str:
    """+628111653737 → 0811-1653-737"""
    digits = f"0{phone[3:]}"
    return "-".join(filter(None, (digits[:4], digits[4:8], digits[8:])))


def lifetime(roles: Iterable[Role]) -> dt.timedelta:
    """How long a session lasts: as long as the most delicate of the roles allows."""
    return min(TERMS[role].signed_in_for for role in roles)


def is_code_needed(roles: Iterable[Role]) -> bool:
    """Whether one of the roles is too delicate for a password alone."""
    return any(TERMS[role].needs_second_factor for role in roles)


def appointable_by(role: Role) -> tuple[Role, ...]:
    """The roles that somebody in this one may give and end."""
    return tuple(each for each in Role if role in TERMS[each].appointed_by)


def wait_after(failures: int) -> dt.timedelta:
    """The rate limit of signing in: how long after the last of so many failures one may try again.

    A backoff that doubles up to a limit: a person is slowed, never locked out.
    """
    if failures < FREE_TRIES:
        return dt.timedelta(0)
    doublings = min(failures - FREE_TRIES, 10)
    return min(dt.timedelta(seconds=2**doublings), LONGEST_WAIT)


BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "UCBrowser": "UC",
            "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}  # fmt: skip
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows",
           "Mac OS": "macOS", "CrOS": "ChromeOS", "Linux": "Linux"}  # fmt: skip


def device_name(user_agent: str) -> str:
    """Chrome, Android: enough for its owner to recognise a device; empty if nothing is known."""
    found = (
        next((name for mark, name in marks.items() if mark in user_agent), "")
        for marks in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, found))

"""Applying without an account: what is not kept, and how fast strangers may go on.

No database, no request.
"""

import datetime as dt
import re

from mori.core.texts.folding import folded

# Sixteen digits in a row, however they are grouped: an identity number, which nobody here needs.
IDENTITY = re.compile(r"(?<!\d)\d(?:[ .\u2010-\u2015-]?\d){15}(?!\d)")
TAKEN_OUT = "[…]"
WITHIN = dt.timedelta(hours=1)  # what strangers begin is counted over so long
MOST_BEGUN = 40  # from one network, behind which a whole campus may be
MOST_MAILED = 5  # to one address, so that nobody fills a stranger's mailbox
MOST_ASKED = 10  # questions from one network
LONGEST_AHEAD = dt.timedelta(days=2 * 366)


def without_identity(text: str | None) -> str:
    """A text without numbers that may be an NIK."""
    return IDENTITY.sub(TAKEN_OUT, text or "")


def has_identity(text: str | None) -> bool:
    return bool(IDENTITY.search(text or ""))


def is_same_student(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two of (name, number) are one: by the number where both have one, else by name."""
    if one[1] and other[1]:
        return folded(one[1]) == folded(other[1])
    return bool(one[0]) and folded(one[0]) == folded(other[0])

"""What is mailed about the chain: its head of each day, and that it is not as it was."""

import datetime as dt

from mori.notifications.letters import letter

LOCALE = "id"  # of addresses that are nobody's account


def head_letter(day: dt.date, head: str) -> tuple[str, str]:
    """The same words each day: they say nothing of what is in the chain, or how much."""
    return letter("safeguarding/head", LOCALE, at=day.isoformat(), head=head)


def trouble_letter() -> tuple[str, str]:
    return letter("safeguarding/records", LOCALE)

"""Mail to whoever suggested a change: what became of it."""

import datetime as dt

from mori.notifications import operations as outbox
from mori.notifications.letters import letter

from .models import Suggestion


def tell_what_became(suggestion: Suggestion, address: str, at: dt.datetime) -> None:
    """Once: nothing is decided twice."""
    person = suggestion.person
    if not person.email:
        return
    url = f"{address}/belajar/saran"
    subject, body = letter("guidebook/suggestion", person.locale, url=url)
    outbox.post_message(f"suggestion {suggestion.key}", person.email, subject, body, at)

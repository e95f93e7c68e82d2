"""Mail about a study: to its author, who may have left by then, and to the coordinators."""

import datetime as dt
from typing import Any

from mori.accounts.queries import people_granted, people_here
from mori.notifications import operations as outbox
from mori.notifications.letters import letter
from mori.web.filters import long_day

from .models import Study

READERS = "study.guardian"  # granted to the coordinators of the office


def tell_author(
    study: Study,
    what: str,
    url: str,
    at: dt.datetime,
    ref: str = "",
    *,
    day: dt.date | None = None,
    words: str = "",
    **said: Any,
) -> None:
    """In words that say it all: whoever has left opens no page of the office any more."""
    person = study.person
    if not person.email:
        return
    subject, body = letter(
        "contributions/study",
        person.locale,
        what=what,
        title=study.title,
        is_here=bool(people_here(study.office_id, [person.id])),
        day=long_day(person.locale, day) if day else "",
        words=words,
        url=url,
        **said,
    )
    token = f"study {study.key} {what} {ref or at.timestamp()}"
    outbox.post_message(token, person.email, subject, body, at)


def tell_coordinators(
    study: Study, what: str, url: str, at: dt.datetime, ref: str = "", **said: Any
) -> None:
    """That there is a new title, or that somebody asks for data."""
    for person in people_granted(study.office_id, READERS):
        if person.email:
            subject, body = letter(
                "contributions/study_news",
                person.locale,
                what=what,
                title=study.title,
                name=study.person.name,
                url=url,
                **said,
            )
            token = f"study {study.key} {what} {ref} {person.id}"
            outbox.post_message(token, person.email, subject, body, at)

"""Mail to an author: what became of their idea. They hear it after they have left, too."""

import datetime as dt

from mori.accounts.queries import people_here
from mori.notifications import operations as outbox
from mori.notifications.letters import letter
from mori.web.filters import long_day

from .models import Idea


def _day(idea: Idea, name: str) -> str:
    day: dt.date | None = getattr(idea, name)
    return long_day(idea.person.locale, day) if day else ""


def tell_author(
    idea: Idea, verb: str, address: str, at: dt.datetime, said: str = "", ref: str = ""
) -> None:
    """In words that say it all: whoever has left opens no page of the office any more."""
    person = idea.person
    if not person.email:
        return
    subject, body = letter(
        "contributions/idea",
        person.locale,
        verb=verb,
        title=idea.title,
        said=said,
        idea=idea,
        **{name: _day(idea, name) for name in ("due_on", "answer_by", "review_on")},
        office=idea.office.name,
        is_here=bool(people_here(idea.office_id, [person.id])),
        url=f"{address}/belajar/ide/{idea.key}",
    )
    name = f"idea {idea.key} {verb} {ref or at.timestamp()}"
    outbox.post_message(name, person.email, subject, body, at)

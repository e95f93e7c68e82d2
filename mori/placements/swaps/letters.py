"""Mail about a swap: to the two who are asked, and to the interns once it is done."""

import datetime as dt
from collections.abc import Iterable

from mori.accounts.models import Person
from mori.notifications import operations as outbox
from mori.notifications.letters import letter
from mori.web.filters import long_day

from .models import RotationSwap


def tell_asked(swap: RotationSwap, one: str, other: str, url: str, at: dt.datetime) -> None:
    """Both supervisors, or the one who supervises both."""
    for person in {p.id: p for p in (swap.one_supervisor, swap.other_supervisor)}.values():
        _tell(swap, "asked", person, url, at, one=one, other=other)


def tell_done(swap: RotationSwap, interns: Iterable[Person], url: str, at: dt.datetime) -> None:
    for person in interns:
        _tell(swap, "done", person, url, at)


def _tell(
    swap: RotationSwap, what: str, person: Person, url: str, at: dt.datetime, **said: str
) -> None:
    if not person.email:
        return
    days = [long_day(person.locale, each) for each in (swap.starts_on, swap.ends_on)]
    subject, body = letter(
        f"placements/swap_{what}", person.locale, first=days[0], last=days[1], url=url, **said
    )
    token = f"swap {swap.key} {what} {person.key}"
    outbox.post_message(token, person.email, subject, body, at)

"""What is said to whoever made a promise, by mail or to be shared, and the pass it leads to."""

from mori.core import tickets
from mori.notifications.letters import letter
from mori.web.filters import long_day

from ..telling.letters import Door
from .models import FollowUp
from .queries import Due

PURPOSE = "follow-up"


def pass_of(secret: tickets.Secrets, key: str) -> str:
    """What opens one promise without an account: in its address, and nowhere kept."""
    return tickets.sign(secret, PURPOSE, key)


def key_in(secret: tickets.Secrets, text: str) -> str | None:
    """The key of the promise that a pass opens; None for whatever was guessed."""
    found = tickets.read(secret, PURPOSE, text)
    return found[0] if found else None


def url_of(door: Door, follow_up: FollowUp) -> str:
    return f"{door.address}/janji/{pass_of(door.secret, follow_up.key)}"


def said(due: Due, door: Door) -> tuple[str, str]:
    """Subject and text."""
    return _letter("events/follow_up", due, door)


def said_shortly(due: Due, door: Door) -> str:
    """The same as one message to be shared."""
    subject, body = _letter("events/follow_up_short", due, door)
    return f"{subject}\n{body}".strip()


def _letter(template: str, due: Due, door: Door) -> tuple[str, str]:
    row = due.follow_up
    return letter(
        template,
        due.locale,
        name=row.participant.name,
        event=row.event,
        office=row.event.office,
        what=row.what,
        whom=row.whom,
        by=long_day(due.locale, row.by_on),
        reminder=due.reminder.value,
        url=url_of(door, row),
    )

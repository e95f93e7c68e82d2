"""What is said to whoever is invited, by mail or to be shared, and the pass it leads to."""

from typing import NamedTuple

from mori.core import tickets
from mori.notifications.letters import letter
from mori.web.filters import long_day

from ..models import Event, EventInvitation
from ..rules import Notice
from .rules import Whereabouts, known_in

PURPOSE = "invitation"


class Door(NamedTuple):
    """Where this server is reached, and what signs the passes of invitations."""

    address: str
    secret: bytes

    def url_of(self, invitation: EventInvitation) -> str:
        return f"{self.address}/jawab/{pass_of(self.secret, invitation.key)}"


def pass_of(secret: tickets.Secrets, key: str) -> str:
    """What opens an invitation without an account: in its address, and nowhere kept."""
    return tickets.sign(secret, PURPOSE, key)


def key_in(secret: tickets.Secrets, text: str) -> str | None:
    """The key of the invitation that a pass opens; None for whatever was guessed."""
    found = tickets.read(secret, PURPOSE, text)
    return found[0] if found else None


def locale_of(invitation: EventInvitation) -> str:
    return invitation.member.locale if invitation.member else "id"


def address_of(invitation: EventInvitation) -> str:
    """Where mail reaches whoever gets it; empty where none is known."""
    return invitation.member.mail if invitation.member else ""


def whereabouts_of(event: Event) -> Whereabouts:
    """When and where it is."""
    region = event.region.name if event.region else ""
    return Whereabouts(event.starts_on, event.ends_on, event.mode, event.place, region)


def said(invitation: EventInvitation, notice: Notice, door: Door) -> tuple[str, str]:
    """Subject and text."""
    return _letter(f"events/{notice.value}", invitation, door)


def said_shortly(invitation: EventInvitation, notice: Notice, door: Door) -> str:
    """The same as one message to be shared."""
    subject, body = _letter("events/short", invitation, door, notice=notice.value)
    return f"{subject}\n{body}".strip()


def _letter(
    template: str, invitation: EventInvitation, door: Door, **more: object
) -> tuple[str, str]:
    event, locale = invitation.event, locale_of(invitation)
    return letter(
        template,
        locale,
        name=invitation.member.name if invitation.member else "",
        community=invitation.community.name if invitation.community else "",
        event=event,
        office=event.office,
        first=long_day(locale, event.starts_on),
        last=long_day(locale, event.ends_on) if event.ends_on != event.starts_on else "",
        until=long_day(locale, event.answer_until),
        seats=invitation.held or invitation.seats,
        url=door.url_of(invitation),
        before=_before(invitation, locale),
        **more,
    )


def _before(invitation: EventInvitation, locale: str) -> str:
    """When and where they knew it to be, in a line; empty where nothing has changed."""
    if (known := known_in(invitation.knows)) is None:
        return ""
    was = known.was
    days = [long_day(locale, day) for day in dict.fromkeys((was.starts_on, was.ends_on))]
    return ", ".join(each for each in (" – ".join(days), was.place, was.region) if each)

"""A message as its reader gets it: the text, and a frame in the reader's language."""

from typing import NamedTuple

from mori.core import tickets
from mori.notifications.letters import letter

from ..rules import Agreed
from .models import Mailing

STOP_TICKET = "alumni stop"


class StopLinks(NamedTuple):
    """Makes what ends mail, of the server's address and the key that signs it."""

    address: str
    secret: bytes

    def url(self, alumnus_key: str, purpose: Agreed) -> str:
        """By which somebody ends mail for a purpose, without signing in."""
        ticket = stop_ticket(self.secret, alumnus_key, purpose)
        return f"{self.address}/alumni/berhenti/{ticket}"


def mail_of(mailing: Mailing, name: str, locale: str, url: str) -> tuple[str, str]:
    """Subject and text; in a test there is nothing to end, and no address for it."""
    return letter(
        "alumni/message",
        locale,
        subject=mailing.subject,
        name=name,
        text=mailing.body,
        office=mailing.office.name,
        purpose=mailing.purpose.english,
        url=url,
    )


def stop_ticket(secret: bytes, alumnus_key: str, purpose: Agreed) -> str:
    """What stands in each mail: whoever has it may end this purpose, and no other."""
    return tickets.sign(secret, STOP_TICKET, alumnus_key, str(purpose))


def read_stop_ticket(secret: bytes, text: str) -> tuple[str, Agreed] | None:
    """The alumnus's key and the purpose."""
    fields = tickets.read(secret, STOP_TICKET, text)
    return (fields[0], Agreed(fields[1])) if fields else None

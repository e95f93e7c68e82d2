"""The mail that names a day and nothing of a note, and the links that stop it."""

import datetime as dt
from typing import NamedTuple

from mori.core import tickets
from mori.notifications.letters import letter
from mori.web.filters import long_day

BATCH, MAILBOX = "encounter-batch", "encounter-mailbox"


class Door(NamedTuple):
    """Where this server is reached, and what signs links and seals addresses."""

    address: str
    secret: tickets.Secrets
    seal_with: bytes

    def batch_url(self, batch: str) -> str:
        """Stops what one form asked for."""
        return self._url(tickets.sign(self.secret, BATCH, batch))

    def mailbox_url(self, mark: str) -> str:
        """Stops all that goes to one address: it stands in its mail alone."""
        return self._url(tickets.sign(self.secret, MAILBOX, mark))

    def _url(self, ticket: str) -> str:
        return f"{self.address}/catatan/berhenti/{ticket}"


class Stopped(NamedTuple):
    """What a link stops: one of the two."""

    batch: str = ""
    mark: str = ""


def stopped_by(secret: tickets.Secrets, ticket: str) -> Stopped | None:
    if found := tickets.read(secret, BATCH, ticket):
        return Stopped(batch=found[0])
    if found := tickets.read(secret, MAILBOX, ticket):
        return Stopped(mark=found[0])
    return None


def said(locale: str, due_on: dt.date, url: str) -> tuple[str, str]:
    """Subject and text."""
    return letter("encounters/date", locale, day=long_day(locale, due_on), url=url)

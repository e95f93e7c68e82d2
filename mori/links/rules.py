"""What may become of a signed link, and when it opens something. No database, no request."""

import datetime as dt
import hmac
from typing import NamedTuple, Protocol

from mori.core.words import Labelled, marked


class LinkState(Labelled):
    """Where a link is on its way. That it has expired is no state: the day says so."""

    OPEN = "open", marked("In use")
    WAITING = "waiting", marked("New hand to be confirmed")
    REVOKED = "revoked", marked("Revoked")
    DISOWNED = "disowned", marked("“Not me”")
    FORWARDED = "forwarded", marked("Handed on")


LIVE = frozenset({LinkState.OPEN, LinkState.WAITING})
MOVES = {
    "confirm": ({LinkState.WAITING}, LinkState.OPEN),
    "revoke": (LIVE, LinkState.REVOKED),
    "disown": ({LinkState.OPEN}, LinkState.DISOWNED),
    "forward": ({LinkState.OPEN}, LinkState.FORWARDED),
}

SECRET_BYTES = 24
USED_FOR = dt.timedelta(hours=12)  # how long a browser that opened a link stays in


class Hand(NamedTuple):
    """For whom a link is, and how it reaches them."""

    name: str
    email: str = ""
    phone: str = ""


class About(NamedTuple):
    """The row that a link is about, and what people call it."""

    kind: str
    key: str
    name: str


class Link(Protocol):
    @property
    def digest(self) -> str | None: ...
    @property
    def state(self) -> LinkState: ...
    @property
    def expires_at(self) -> dt.datetime: ...


def is_opened_by(link: Link, digest: str, at: dt.datetime) -> bool:
    """Whether a secret with this digest opens the link now."""
    is_right = hmac.compare_digest(link.digest or "", digest)
    return is_right and link.state == LinkState.OPEN and at < link.expires_at

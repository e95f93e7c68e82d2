"""What is in the outbox, and who leads the background work."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from .models import Channel, Lease, Message, RefusedAddress
from .rules import LEASE_LASTS, LONGEST_PAUSE, MAIL

AT_ONCE = 20


def queued(token: str) -> bool:
    return Message.select().where(Message.token == token).exists()


def messages_about(tokens: Collection[str]) -> dict[str, Message]:
    """How the sending of some messages goes, by their tokens."""
    found = Message.select().where(Message.token.in_(list(tokens)))
    return {row.token: row for row in found}


def stopped_among(keys: Collection[str]) -> set[str]:
    """Those of some messages that were stopped, and go out no more."""
    rows = Message.select(Message.key).where(
        Message.key.in_(list(keys)), Message.stopped_at.is_null(False)
    )
    return {row.key for row in rows}


def due_messages(
    at: dt.datetime,
    most: int = AT_ONCE,
    *,
    is_urgent: bool = False,
    channels: Collection[str] = (MAIL,),
) -> list[Message]:
    """Unsent messages of a lane whose time has come and which no one else is sending.

    Those tried least come first, so that a dead address never holds up a new message.
    """
    return list(
        Message.select()
        .where(
            Message.is_urgent == is_urgent,
            Message.channel.in_(list(channels)),
            Message.sent_at.is_null(),
            Message.stopped_at.is_null(),
            due(at, is_urgent=is_urgent),
            unleased(at),
        )
        .order_by(Message.attempts, Message.due_at, Message.id)
        .limit(most)
    )


def due(at: dt.datetime, *, is_urgent: bool) -> Any:
    """Its time has come, or is further off than it was ever put: the clock was set back since."""
    if is_urgent:  # at once, or a pause after the last failure
        return (Message.due_at <= at) | (Message.due_at > at + LONGEST_PAUSE)
    return (Message.due_at <= at) | (Message.made_at > at + LONGEST_PAUSE)


def unleased(at: dt.datetime) -> Any:
    """Nobody is sending it; a lease longer than any was given before the clock was set back."""
    until = Message.leased_until
    return until.is_null() | (until <= at) | (until > at + LEASE_LASTS)


def lease_named(name: str) -> Lease | None:
    return Lease.get_or_none(Lease.name == name)


def failing_mail() -> Channel | None:
    """The mail channel, while it fails."""
    return Channel.get_or_none(Channel.name == MAIL, Channel.failing_since.is_null(False))


def refused_among(addresses: Collection[str]) -> set[str]:
    """Those of some addresses for which the mail server takes no mail."""
    rows = RefusedAddress.select().where(RefusedAddress.address.in_(list(addresses)))
    return {row.address for row in rows}

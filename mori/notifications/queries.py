"""What is in the outbox, and who leads the background work."""

import datetime as dt

from .models import Lease, Message

AT_ONCE = 20


def queued(token: str) -> bool:
    return Message.select().where(Message.token == token).exists()


def due_messages(at: dt.datetime, most: int = AT_ONCE) -> list[Message]:
    """Unsent messages whose time has come and which no one else is sending.

    Those tried least come first, so that a dead address never holds up a new message.
    """
    free = Message.leased_until.is_null() | (Message.leased_until <= at)
    return list(
        Message.select()
        .where(Message.sent_at.is_null(), Message.stopped_at.is_null(), Message.due_at <= at, free)
        .order_by(Message.attempts, Message.due_at, Message.id)
        .limit(most)
    )


def lease_named(name: str) -> Lease | None:
    return Lease.get_or_none(Lease.name == name)

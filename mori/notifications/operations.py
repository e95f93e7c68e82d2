"""Putting a message in the outbox, recording how its sending went, and who leads the work."""

import datetime as dt
from collections.abc import Collection

from mori.core.db import new_key, writing
from mori.core.sealing import seal

from .models import Channel, Lease, Message, RefusedAddress, Slot
from .queries import lease_named, refused_among, stopped_among, unleased
from .rules import LEADS_FOR, LEASE_LASTS, MAIL, SLOTS_KEPT, Found, retry_at


class LostLead(Exception):
    """Another process leads by now: what we were about to write must not be written."""


@writing()
def post_message(
    token: str,
    recipient: str,
    subject: str,
    body: str,
    at: dt.datetime,
    thread: str = "",
    due_at: dt.datetime | None = None,
    *,
    key: str = "",
    is_urgent: bool = False,
    seal_with: bytes = b"",
    unsubscribe_url: str = "",
    channel: str = MAIL,
) -> Message:
    """Queue a message, to go out at once or when due; the same ``token`` twice is one message.

    What is urgent waits for no other mail. With the server's key its text is sealed while it waits.
    With a ``key``, whoever sends it a second time without knowing sends the same mail.
    Where mail programs show a button that ends such mail, it leads to ``unsubscribe_url``.
    """
    message, _is_new = Message.get_or_create(
        token=token,
        defaults={
            "key": key or new_key(),
            "recipient": recipient,
            "subject": subject,
            "body": seal(seal_with, body) if seal_with else body,
            "is_sealed": bool(seal_with),
            "thread": thread or token,
            "made_at": at,
            "due_at": due_at or at,
            "is_urgent": is_urgent,
            "unsubscribe_url": unsubscribe_url,
            "channel": channel,
        },
    )
    return message


@writing()
def forget_addresses(addresses: Collection[str]) -> None:
    """Send them nothing more, and keep no word of what was sent there."""
    theirs = Message.recipient.in_(list(addresses))
    Message.delete().where(theirs, Message.sent_at.is_null()).execute()
    Message.update(recipient="", subject="", body="").where(theirs).execute()
    RefusedAddress.delete().where(RefusedAddress.address.in_(list(addresses))).execute()


@writing()
def forget_messages(ids: Collection[int]) -> None:
    """Throw messages away that nothing points to any more."""
    Message.delete().where(Message.id.in_(list(ids))).execute()


@writing()
def lease(message: Message, at: dt.datetime) -> bool:
    """Lease a due message; False while another sender has the lease, and once it was stopped."""
    leased = Message.update(leased_until=at + LEASE_LASTS, attempts=Message.attempts + 1).where(
        Message.id == message.id,
        Message.sent_at.is_null(),
        Message.stopped_at.is_null(),
        unleased(at),
    )
    return bool(leased.execute())


@writing()
def mark_sent(message: Message, at: dt.datetime) -> None:
    """The provider has taken it: what it said, such as a link, is not kept here any longer."""
    # By key: in a database restored meanwhile the id may be another message's.
    said = {"body": "", "last_error": "", "refused_at": None}
    Message.update(sent_at=at, leased_until=None, **said).where(
        Message.key == message.key
    ).execute()


@writing()
def mark_failed(message: Message, error: str, at: dt.datetime, *, is_refused: bool = False) -> None:
    """It was not taken: try again later, without end, ever more rarely."""
    Message.update(
        due_at=retry_at(message.attempts + 1, at),
        leased_until=None,
        last_error=error[:120],
        refused_at=at if is_refused else None,
    ).where(Message.key == message.key).execute()


@writing()
def stop_messages(keys: Collection[str], at: dt.datetime) -> set[str]:
    """Let unsent messages never go out: which were stopped. What is being sent may still arrive."""
    Message.update(stopped_at=at, body="", leased_until=None).where(
        Message.key.in_(list(keys)),
        Message.sent_at.is_null(),
        Message.stopped_at.is_null(),
        unleased(at),
    ).execute()
    return stopped_among(keys)


@writing()
def end_messages(tokens: Collection[str], at: dt.datetime) -> None:
    """Let unsent messages never go out. What is being sent may arrive, and is not tried again."""
    Message.update(stopped_at=at, body="").where(
        Message.token.in_(list(tokens)), Message.sent_at.is_null(), Message.stopped_at.is_null()
    ).execute()


@writing()
def take_over_urgent() -> None:
    """Whoever led before may have died while sending: sent twice rather than a minute late."""
    Message.update(leased_until=None).where(
        Message.is_urgent, Message.sent_at.is_null(), Message.leased_until.is_null(False)
    ).execute()


def lead(name: str, holder: str, at: dt.datetime) -> int | None:
    """Take or keep the lead of a piece of work: its epoch, or None while another leads."""
    row = lease_named(name)
    if row and row.holder == holder and at + LEADS_FOR / 2 < row.until <= at + LEADS_FOR:
        return row.epoch  # still ours for a while: nothing to write
    return _take_lead(name, holder, at)


@writing()
def _take_lead(name: str, holder: str, at: dt.datetime) -> int | None:
    fresh = {"holder": holder, "until": at + LEADS_FOR, "beat_at": at}
    row, is_new = Lease.get_or_create(name=name, defaults=fresh)
    if is_new:
        return row.epoch
    if row.holder == holder:
        epoch = row.epoch
    elif at < row.until <= at + 2 * LEADS_FOR:
        return None
    else:  # over, or so far ahead that a clock must have been wrong
        epoch = row.epoch + 1
    taken = (
        Lease.update(holder=holder, epoch=epoch, until=at + LEADS_FOR)
        .where(Lease.id == row.id, Lease.epoch == row.epoch, Lease.holder == row.holder)
        .execute()
    )
    return epoch if taken else None


def hold(name: str, epoch: int) -> None:
    """Within a transaction: lock the lease's row, so that nobody takes over before it ends.

    ``LostLead`` if somebody has already.
    """
    ours = (Lease.name == name) & (Lease.epoch == epoch)
    if not Lease.update(epoch=Lease.epoch).where(ours).execute():
        raise LostLead


def take_turn(name: str) -> None:
    """Within a transaction: lock the lease's row, whoever leads, so that nodes take turns."""
    Lease.update(epoch=Lease.epoch).where(Lease.name == name).execute()


@writing()
def beat(name: str, epoch: int, at: dt.datetime) -> None:
    """A round of work is done."""
    Lease.update(beat_at=at, until=at + LEADS_FOR).where(
        Lease.name == name, Lease.epoch == epoch
    ).execute()


@writing()
def release(name: str, epoch: int, at: dt.datetime) -> None:
    """Give the lead up, so that another need not wait for it to run out."""
    Lease.update(until=at).where(Lease.name == name, Lease.epoch == epoch).execute()


@writing()
def take_slot(name: str, slot: str, at: dt.datetime) -> bool:
    """Whether a periodic job has still to run for a slot of time; it is then taken."""
    Slot.delete().where(Slot.name == name, Slot.ran_at < at - SLOTS_KEPT).execute()
    taken = (
        Slot.insert(name=name, slot=slot, ran_at=at).on_conflict_ignore().as_rowcount().execute()
    )
    return bool(taken)


@writing()
def note_answer(found: Found, at: dt.datetime) -> None:
    """Keep what the mail server answered: since when it fails, and for whom it takes nothing."""
    channel, _is_new = Channel.get_or_create(name=MAIL, defaults={"asked_at": at})
    since = (channel.failing_since or at) if found.trouble else None
    Channel.update(asked_at=at, failing_since=since, trouble=found.trouble or "").where(
        Channel.id == channel.id
    ).execute()
    if found.asked:
        RefusedAddress.delete().where(RefusedAddress.address.not_in(found.refused)).execute()
        for address in sorted(found.refused - refused_among(found.refused)):
            RefusedAddress.create(address=address, since=at)

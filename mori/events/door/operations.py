"""Passes of doors: made for a day, shown once, taken back at once."""

import datetime as dt
import hashlib
import secrets
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused

from ..models import Event
from ..presence.models import DoorPass
from .rules import SECRET_BYTES


class Made(NamedTuple):
    """A pass and its secret, which is nowhere else: to be shown now."""

    door: DoorPass
    secret: str


def hash_of(secret: str) -> str:
    """By which the row knows the secret of a door's link."""
    return hashlib.sha256(secret.encode()).hexdigest()


@writing()
def make_pass(
    event: Event, label: str, day: dt.date, token: str, actor_id: int, at: dt.datetime
) -> Made:
    """Let whoever gets the link mark people on one day. The same form twice is refused."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    door, is_new = DoorPass.get_or_create(
        token=token,
        defaults={
            "event": event.id,
            "label": label,
            "secret_hash": hash_of(secret),
            "valid_on": day,
            "made_by": actor_id,
            "made_at": at,
        },
    )
    if not is_new:
        raise Refused(
            _("This link is made already, and was shown once. Not seen? Revoke it, make another.")
        )
    return Made(door, secret)


@writing()
def revoke_pass(door: DoorPass, actor_id: int, at: dt.datetime) -> None:
    """Let a door's link open nothing any more; what it has marked stays."""
    DoorPass.update(revoked_by=actor_id, revoked_at=at).where(
        DoorPass.id == door.id, DoorPass.revoked_at.is_null()
    ).execute()

"""What technicians are told: that something stands still on this machine, and nothing else."""

import datetime as dt
import socket
from collections.abc import Iterator

from mori.config import Settings
from mori.core.db import new_key
from mori.notifications.letters import letter
from mori.notifications.models import Message

from .rules import RosterTrouble

LOCALE = "id"


def to_technicians(
    settings: Settings, roster: RosterTrouble | None, at: dt.datetime, *, stands: bool
) -> Iterator[Message]:
    """One mail to each address of MORI_TECHNICAL_MAIL; also once all is well again."""
    subject, body = letter(
        "safeguarding/engine",
        LOCALE,
        host=socket.gethostname(),
        at=at.strftime("%Y-%m-%d %H:%M UTC"),
        stands=stands,
        roster=roster,
    )
    for address in settings.technical_mail.split(","):
        if address.strip():
            key = new_key()
            yield Message(
                key=key,
                token=key,
                thread=f"engine {socket.gethostname()}",
                recipient=address.strip(),
                subject=subject,
                body=body,
                made_at=at,
            )

"""Addresses at which mail came back; whoever writes to alumni notes it here."""

import datetime as dt

from mori.core.db import writing
from mori.core.states import advance

from ..finding.operations import refresh
from ..finding.queries import hold_alumni
from ..models import AlumnusContact
from ..queries import alumnus_by_id, ids_with, records_of
from ..rules import IN_TOUCH, MOVES
from .queries import mails_at


@writing()
def note_bounced(
    office_id: int, address: str, at: dt.datetime, actor_id: int | None = None
) -> None:
    """Nothing is sent there any more, to whichever of the office's alumni has the address.

    Whoever has no other that takes mail is out of touch. Without ``actor_id`` the mail server said
    so.
    """
    heads = _mark(office_id, address, at)
    for record in records_of(heads):
        if not record.mails and record.state in IN_TOUCH:
            alumnus = alumnus_by_id(record.id)
            advance(alumnus, MOVES, "lose_touch", actor_id, at, revision=alumnus.revision + 1)
    refresh(heads)


@writing()
def note_reachable(office_id: int, address: str) -> None:
    """It was said by mistake, or is put right: mail is sent there again."""
    refresh(_mark(office_id, address, None))


def _mark(office_id: int, address: str, bounced_at: dt.datetime | None) -> list[int]:
    """Mark an address wherever it stands: ids of whom those who have it are shown as, locked."""
    rows = mails_at(office_id, address, is_bounced=bounced_at is None)
    heads = sorted(set(ids_with({row.alumnus_id for row in rows}).values()))
    hold_alumni(heads)
    AlumnusContact.update(bounced_at=bounced_at).where(
        AlumnusContact.id.in_([row.id for row in rows])
    ).execute()
    return heads

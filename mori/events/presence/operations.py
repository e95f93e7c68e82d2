"""Marking who is there. Marks are added, never changed; what counts follows from them."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import lock

from ..guests.operations import add_participant
from ..models import Event, Participant
from ..rules import ListedAs
from . import queries
from .models import Presence, Scan, ScanVoid
from .rules import HalfDay, How, earliest, is_taken


@dataclass(frozen=True)
class Way:
    """How a mark came to be: by which door, from which sheet, by whom."""

    how: How
    actor_id: int | None = None
    door_id: int | None = None
    sheet_id: int | None = None


@writing()
def mark_present(
    participant: Participant,
    half: HalfDay,
    way: Way,
    seen_at: dt.datetime,
    token: str,
    at: dt.datetime,
) -> bool:
    """Add a mark; False if somebody had marked them before. The same ``token`` changes nothing.

    A second mark is no error: whichever was earlier counts, in whatever order they come in.
    """
    if not is_taken(seen_at, at):
        raise Refused(_("This was noted too long ago. Enter it from the sheet, or by hand."))
    lock(participant)
    was_there = bool(queries.scans_that_count(participant.id, half))
    scan = {
        "token": token,
        "participant": participant.id,
        "day": half.day,
        "part": half.part,
        "how": way.how,
        "seen_at": seen_at,
        "received_at": at,
        "door": way.door_id,
        "sheet": way.sheet_id,
        "actor": way.actor_id,
    }
    if Scan.insert(scan).on_conflict_ignore().as_rowcount().execute():
        _count(participant.id, half)
    return not was_there


@writing()
def mark_walk_in(
    event: Event,
    name: str,
    community: str,
    half: HalfDay,
    way: Way,
    seen_at: dt.datetime,
    token: str,
    at: dt.datetime,
) -> Participant:
    """Put somebody who came without an invitation on the list, and mark them.

    Two guests of one name are two; the same ``token`` again is the same guest.
    """
    lock(event)
    guest = add_participant(
        event, name, at, source=ListedAs.WALK_IN, community_name=community, token=token
    )
    mark_present(guest, half, way, seen_at, token, at)
    return guest


@writing()
def void_mark(scan: Scan, reason: str, actor_id: int, at: dt.datetime) -> None:
    """Let a mark no longer count. It stays, with who said so and why; so do all others."""
    lock(scan.participant)
    void = {"scan": scan.id, "reason": reason, "actor": actor_id, "at": at}
    if ScanVoid.insert(void).on_conflict_ignore().as_rowcount().execute():
        _count(scan.participant_id, HalfDay(scan.day, scan.part))


def _count(participant_id: int, half: HalfDay) -> None:
    """What counts now, under the participant's row lock."""
    first = earliest(queries.scans_that_count(participant_id, half))
    place = {"participant": participant_id, "day": half.day, "part": half.part}
    Presence.delete().where(
        *(getattr(Presence, name) == value for name, value in place.items())
    ).execute()
    if first:
        Presence.create(scan=first.id, **place)

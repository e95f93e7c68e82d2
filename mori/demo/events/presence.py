"""Who has come to the training of today, by every way; a door whose link is published."""

import datetime as dt

from mori.core.clock import moment
from mori.core.db import token_for
from mori.core.tickets import key_of
from mori.events.codes.views import CLOSED
from mori.events.door.operations import hash_of, make_pass
from mori.events.models import Event, Participant
from mori.events.presence.desk import halves_of
from mori.events.presence.models import DoorPass, Scan
from mori.events.presence.operations import Way, mark_present, mark_walk_in, void_mark
from mori.events.presence.rules import HalfDay, How
from mori.events.queries import participants_of
from mori.events.sheets.operations import Typed, enter_rows

BY_DOOR, BY_CODE, BY_SHEET = 24, 5, 20
MINUTE = dt.timedelta(minutes=1)


def mark_some(event: Event, coordinator_id: int, at: dt.datetime) -> None:
    """Its first morning: most at the door, some by the code, the rest from the sheet, one guest."""
    halves, people = halves_of(event), participants_of(event.id)
    half, day = halves.all[0], event.starts_on
    made = make_pass(event, "Pintu 1", day, f"demo door {event.key}", coordinator_id, at)
    DoorPass.update(secret_hash=hash_of(_secret(made.door.key))).where(
        DoorPass.id == made.door.id
    ).execute()
    door = Way(How.DOOR, door_id=made.door.id)
    begins = moment(day, dt.time(), event.office.zone)  # nobody came the night before
    for n, row in enumerate(people[:BY_DOOR]):
        _mark(row, half, door, max(at - (40 - n) * MINUTE, begins), at)
    for row in people[BY_DOOR : BY_DOOR + BY_CODE]:
        _mark(row, half, Way(How.CODE), max(at - 9 * MINUTE, begins), at)
    name, community = "Tamu Khayalan", "Arisan Contoh"
    token = key_of(f"demo guest {event.key}")
    mark_walk_in(event, name, community, half, door, at, token, at)
    _type_sheet(event, half, people, coordinator_id, at)
    mistaken = people[0]
    _mark(mistaken, half, Way(How.HAND, actor_id=coordinator_id), at, at)
    void_mark(_last_of(mistaken), "Salah ketuk: sudah ditandai di pintu.", coordinator_id, at)


def _mark(row: Participant, half: HalfDay, way: Way, seen_at: dt.datetime, at: dt.datetime) -> None:
    mark_present(row, half, way, seen_at, token_for("demo", row.key, way.how), at)


def half_mark(row: Participant, at: dt.datetime) -> None:
    """Somebody signed the sheet of an event's first half-day."""
    half = halves_of(row.event).all[0]
    mark_present(row, half, Way(How.SHEET), at, token_for("demo", row.key, How.SHEET), at)


def _type_sheet(
    event: Event, half: HalfDay, people: list[Participant], actor_id: int, at: dt.datetime
) -> None:
    rows = [each.row for each in people[BY_DOOR - 2 :][:BY_SHEET]]
    if rows:
        typed = Typed(f"{rows[0]}-{rows[-1]}", rows)
        enter_rows(event, half, typed, f"demo sheet {event.key}", actor_id, at)


def _last_of(row: Participant) -> Scan:
    return Scan.select().where(Scan.participant == row.id).order_by(Scan.id.desc()).get()


def door_links(event: Event, address: str) -> list[str]:
    """The links of its doors; those of other people stay secret."""
    doors = DoorPass.select().where(DoorPass.event == event.id, DoorPass.revoked_at.is_null())
    return [
        f"{address}/pintu/{_secret(each.key)}"
        for each in doors
        if each.secret_hash == hash_of(_secret(each.key))
    ]


def code_link(event: Event, address: str) -> str:
    """Where the room's code is entered; nothing of an event that does not take place."""
    return "" if event.state in CLOSED else f"{address}/h/{event.key}"


def _secret(key: str) -> str:
    return f"contoh-pintu-{key}"

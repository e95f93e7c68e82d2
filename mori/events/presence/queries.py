"""Who was there, by which mark, and what became of each."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import contains
from mori.network.models import Community
from mori.offices.models import Office

from ..models import Event, Participant
from .models import DoorPass, Presence, Scan, ScanVoid, SheetEntry
from .rules import HalfDay, Part

Marks = dict[int, dict[Part, Scan]]


def marks_on(event_id: int, day: dt.date, participant_ids: Collection[int] | None = None) -> Marks:
    """The marks that count on a day: participant's id → half-day → the mark, with who made it."""
    found = (
        Presence.select(Presence, Scan, DoorPass, Person)
        .join(Participant, attr="of")
        .switch(Presence)
        .join(Scan)
        .join(DoorPass, "LEFT OUTER JOIN")
        .switch(Scan)
        .join(Person, "LEFT OUTER JOIN", on=Scan.actor)
        .where(Participant.event == event_id, Presence.day == day)
    )
    if participant_ids is not None:
        found = found.where(Presence.participant.in_(list(participant_ids)))
    marks: Marks = {}
    for each in found:
        marks.setdefault(each.participant_id, {})[each.part] = each.scan
    return marks


def present_by_half_day(event_id: int) -> dict[HalfDay, int]:
    """How many were there, in each half-day of an event in which anybody was."""
    rows: Any = (
        Presence.select(Presence.day, Presence.part, fn.COUNT(Presence.id))
        .join(Participant)
        .where(Participant.event == event_id)
        .group_by(Presence.day, Presence.part)
        .tuples()
    )
    return {HalfDay(day, part): number for day, part, number in rows}


def present_among(participant_ids: Collection[int]) -> set[int]:
    """Those of some participants who were there in a half-day at least."""
    return {each for each, halves in half_days_of(participant_ids).items() if halves}


def half_days_of(participant_ids: Collection[int]) -> dict[int, list[HalfDay]]:
    """In which half-days each of some participants was there: for minutes and certificates."""
    found: dict[int, list[HalfDay]] = {number: [] for number in participant_ids}
    rows = (
        Presence.select()
        .where(Presence.participant.in_(list(participant_ids)))
        .order_by(Presence.day, Presence.part)
    )
    for each in rows:
        found[each.participant_id].append(HalfDay(each.day, each.part))
    return found


def presence_of(participant_id: int, half: HalfDay) -> Presence | None:
    """Somebody's half-day with the mark that counts, and who made it."""
    found: Presence | None = (
        Presence.select(Presence, Scan, DoorPass, Person)
        .join(Scan)
        .join(DoorPass, "LEFT OUTER JOIN")
        .switch(Scan)
        .join(Person, "LEFT OUTER JOIN", on=Scan.actor)
        .where(
            Presence.participant == participant_id,
            Presence.day == half.day,
            Presence.part == half.part,
        )
        .get_or_none()
    )
    return found


def presences_of(participant_id: int) -> list[Presence]:
    """All half-days of somebody, each with the mark that counts."""
    return list(
        Presence.select(Presence, Scan)
        .join(Scan)
        .where(Presence.participant == participant_id)
        .order_by(Presence.day, Presence.part)
    )


def scans_that_count(participant_id: int, half: HalfDay) -> list[Scan]:
    """The marks of a half-day that nobody has voided."""
    return list(
        Scan.select()
        .join(ScanVoid, "LEFT OUTER JOIN")
        .where(
            Scan.participant == participant_id,
            Scan.day == half.day,
            Scan.part == half.part,
            ScanVoid.id.is_null(),
        )
    )


def scan_by_token(token: str) -> Scan | None:
    return Scan.get_or_none(Scan.token == token)


def scans_of(participant_id: int) -> list[Scan]:
    """All marks of somebody in the order in which they count, each with who made it."""
    return list(
        Scan.select(Scan, DoorPass, Person)
        .join(DoorPass, "LEFT OUTER JOIN")
        .switch(Scan)
        .join(Person, "LEFT OUTER JOIN", on=Scan.actor)
        .where(Scan.participant == participant_id)
        .order_by(Scan.day, Scan.part, Scan.seen_at, Scan.id)
    )


def voids_of(scan_ids: Collection[int]) -> dict[int, ScanVoid]:
    """By mark, why it does not count, and who said so."""
    found = ScanVoid.select(ScanVoid, Person).join(Person).where(ScanVoid.scan.in_(list(scan_ids)))
    return {each.scan_id: each for each in found}


def scan_by_key(key: str) -> Scan | None:
    """A mark with its participant, event and office."""
    found: Scan | None = (
        Scan.select(Scan, Participant, Event, Office)
        .join(Participant)
        .join(Event)
        .join(Office)
        .where(Scan.key == key)
        .get_or_none()
    )
    return found


def scans_of_sheet(sheet_id: int) -> list[Scan]:
    """The marks of a sheet that still count."""
    return list(
        Scan.select()
        .join(ScanVoid, "LEFT OUTER JOIN")
        .where(Scan.sheet == sheet_id, ScanVoid.id.is_null())
        .order_by(Scan.participant)
    )


def door_by_hash(secret_hash: str) -> DoorPass | None:
    """A door's pass with its event and office."""
    found: DoorPass | None = _doors().where(DoorPass.secret_hash == secret_hash).get_or_none()
    return found


def door_by_key(key: str) -> DoorPass | None:
    found: DoorPass | None = _doors().where(DoorPass.key == key).get_or_none()
    return found


def _doors() -> Any:
    return DoorPass.select(DoorPass, Event, Office).join(Event).join(Office)


def doors_of(event_id: int) -> list[DoorPass]:
    """An event's passes, the latest day first; never many."""
    return list(
        DoorPass.select()
        .where(DoorPass.event == event_id)
        .order_by(DoorPass.valid_on.desc(), DoorPass.id.desc())
    )


def door_by_token(token: str) -> DoorPass | None:
    return DoorPass.get_or_none(DoorPass.token == token)


def sheet_by_key(key: str) -> SheetEntry | None:
    """What was typed from a sheet, with its event and office."""
    found: SheetEntry | None = (
        SheetEntry.select(SheetEntry, Event, Office)
        .join(Event)
        .join(Office)
        .where(SheetEntry.key == key)
        .get_or_none()
    )
    return found


def sheets_of(event_id: int) -> list[SheetEntry]:
    """What was typed from an event's sheets, the latest first."""
    return list(
        SheetEntry.select(SheetEntry, Person)
        .join(Person, on=SheetEntry.actor)
        .where(SheetEntry.event == event_id)
        .order_by(SheetEntry.id.desc())
        .limit(20)
    )


def sheet_by_token(token: str) -> SheetEntry | None:
    return SheetEntry.get_or_none(SheetEntry.token == token)


MEANT = 6  # people whom one name may mean, offered to choose from


def participants_named(event_id: int, code: str, name: str) -> list[Participant]:
    """Whose four letters these are; else whose name has this in it, folded, a few at most."""
    if not name:
        return []
    there = (
        Participant.select(Participant, Community)
        .left_outer_join(Community)
        .where(Participant.event == event_id)
    )
    found = list(there.where(Participant.short_code == code))
    if found:
        return found
    alike = there.where(Participant.left_at.is_null(), contains(Participant.name_folded, name))
    return list(alike.order_by(Participant.row).limit(MEANT))


def whose(scan: Scan) -> Participant:
    """A mark's participant, with the event, its office and the community."""
    found: Participant = (
        Participant.select(Participant, Event, Office, Community)
        .join(Event)
        .join(Office)
        .switch(Participant)
        .left_outer_join(Community)
        .where(Participant.id == scan.participant_id)
        .get()
    )
    return found

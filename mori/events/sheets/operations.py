"""Typing in a signed sheet, and taking it back."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.core.states import lock

from ..models import Event
from ..presence.models import SheetEntry
from ..presence.operations import Way, mark_present, mark_walk_in, void_mark
from ..presence.queries import scans_of_sheet, sheet_by_token
from ..presence.rules import HalfDay, How
from .queries import participants_in_rows

WITH_SHEET = ""  # no words of anybody: the line itself says that it was taken back


class SheetGuest(NamedTuple):
    """Somebody who wrote themselves into a blank row."""

    name: str
    community: str


class Typed(NamedTuple):
    """What was read from a sheet."""

    line: str
    rows: Collection[int]
    guests: Sequence[SheetGuest] = ()


@writing()
def enter_rows(
    event: Event, half: HalfDay, typed: Typed, token: str, actor_id: int, at: dt.datetime
) -> SheetEntry:
    """Mark all rows of a line, and the guests below; the same ``token`` again changes nothing."""
    lock(event)
    if there := sheet_by_token(token):
        return there
    sheet = SheetEntry.create(
        token=token,
        event=event.id,
        day=half.day,
        part=half.part,
        line=typed.line,
        actor=actor_id,
        at=at,
    )
    way = Way(How.SHEET, actor_id=actor_id, sheet_id=sheet.id)
    for row in participants_in_rows(event.id, typed.rows):
        mark_present(row, half, way, at, token_for(token, row.key), at)
    for number, guest in enumerate(typed.guests):
        mark_walk_in(event, *guest, half, way, at, token_for(token, number), at)
    return sheet


@writing()
def undo_sheet(sheet: SheetEntry, actor_id: int, at: dt.datetime) -> None:
    """Void what a line has marked; marks by other ways count on."""
    taken_back = SheetEntry.update(undone_by=actor_id, undone_at=at).where(
        SheetEntry.id == sheet.id, SheetEntry.undone_at.is_null()
    )
    if not taken_back.execute():
        raise Refused(_("This line is taken back already."))
    for scan in scans_of_sheet(sheet.id):
        void_mark(scan, WITH_SHEET, actor_id, at)

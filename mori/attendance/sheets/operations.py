"""Typing in a sheet that was signed by hand."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.placements.models import Placement

from ..day_operations import DaySaid, Whose, set_day
from ..models import Attendance
from .models import SignInSheet


@dataclass(frozen=True)
class SheetLine:
    """What the sheet says about one intern, and what was recorded when somebody read it."""

    placement: Placement
    said: DaySaid
    before: Attendance | None


@writing()
def enter_sheet(
    office_id: int,
    day: dt.date,
    lines: Sequence[SheetLine],
    token: str,
    actor_id: int,
    at: dt.datetime,
) -> None:
    """Record a day for several interns, all or none; the same ``token`` again changes nothing."""
    if any(line.placement.person_id == actor_id for line in lines):
        raise Refused(_("Somebody else has to enter your own day."))
    sheet = {"token": token, "office": office_id, "day": day, "actor": actor_id, "at": at}
    if not SignInSheet.insert(sheet).on_conflict_ignore().as_rowcount().execute():
        return
    for line in lines:
        placement = line.placement
        whose = Whose(placement.id, placement.person_id, placement.office_id)
        set_day(whose, day, line.said, line.before, "sheet", actor_id, at)

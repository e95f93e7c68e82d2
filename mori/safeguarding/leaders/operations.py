"""Noting who leads a unit, from one day to another; what was so is never taken back."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused

from ..routing.models import UnitMember
from . import queries
from .rules import source_of


@writing()
def name_leader(
    unit_id: int, person_id: int, from_on: dt.date, until_on: dt.date | None, key: str
) -> None:
    """Note who leads a unit; the same key twice is one."""
    if queries.is_named(key):
        return
    if queries.is_leading(unit_id, person_id, from_on, until_on):
        raise Refused(_("It is noted already that this person leads the unit on these days."))
    UnitMember.create(
        unit=unit_id,
        person=person_id,
        leads=True,
        from_on=from_on,
        until_on=until_on,
        source=source_of(key),
    )


@writing()
def end_leading(member: UnitMember, until_on: dt.date) -> None:
    """Note the last day on which somebody leads a unit."""
    if until_on < member.from_on:
        raise Refused(_("The last day comes before the first."))
    lasts = UnitMember.until_on.is_null()
    UnitMember.update(until_on=until_on).where(UnitMember.id == member.id, lasts).execute()

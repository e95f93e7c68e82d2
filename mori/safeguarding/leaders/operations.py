"""Noting who leads a unit, from one day to another; what was so is never taken back."""

import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused

from ..lasting.operations import note_lasting
from ..routing.lasting_queries import members_as_lasting, members_of
from ..routing.models import UnitMember
from ..routing.rules import InUnit
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
    leads = InUnit(person_id, unit_id, from_on, until_on or dt.date.max)
    _lead(leads, key)
    note_lasting("leader", members_as_lasting([leads], key))


def _lead(leads: InUnit, key: str) -> None:
    until_on = None if leads.until_on == dt.date.max else leads.until_on
    UnitMember.create(**leads._asdict() | {"until_on": until_on}, leads=True, source=source_of(key))


@writing()
def name_again(said: dict[str, Any], at: dt.datetime) -> None:
    """After an older copy was restored; when it ended has to be noted again by hand."""
    for each in members_of(said):
        if not queries.is_named(said["source"]):
            _lead(each, said["source"])


@writing()
def end_leading(member: UnitMember, until_on: dt.date) -> None:
    """Note the last day on which somebody leads a unit."""
    if until_on < member.from_on:
        raise Refused(_("The last day comes before the first."))
    lasts = UnitMember.until_on.is_null()
    UnitMember.update(until_on=until_on).where(UnitMember.id == member.id, lasts).execute()

"""Who leads the units of an office, and who did."""

import datetime as dt

from mori.accounts.models import Person
from mori.accounts.queries import people_in_role
from mori.offices.models import Unit

from ..routing.models import UnitMember
from ..routing.wish_queries import STAFF
from .rules import source_of


def people_who_may_lead(office_id: int) -> list[Person]:
    return people_in_role(office_id, *STAFF)


def leaders_of(office_id: int) -> list[UnitMember]:
    """By unit, whoever began last first."""
    rows = (
        UnitMember.select(UnitMember, Unit, Person)
        .join(Unit)
        .switch(UnitMember)
        .join(Person)
        .where(Unit.office == office_id, UnitMember.leads)
    )
    order = (Unit.position, Unit.id, UnitMember.from_on.desc(), UnitMember.id)
    return list(rows.order_by(*order))


def leader_by_key(key: str) -> UnitMember | None:
    rows = UnitMember.select(UnitMember, Unit).join(Unit)
    return rows.where(UnitMember.source == source_of(key), UnitMember.leads).get_or_none()


def is_named(key: str) -> bool:
    return UnitMember.select().where(UnitMember.source == source_of(key)).exists()


def is_leading(unit_id: int, person_id: int, from_on: dt.date, until_on: dt.date | None) -> bool:
    """Whether it is known already that somebody leads a unit on some of these days."""
    lasts = UnitMember.until_on.is_null() | (UnitMember.until_on >= from_on)
    begins = [UnitMember.from_on <= until_on] if until_on else []
    theirs = (UnitMember.unit == unit_id, UnitMember.person == person_id, UnitMember.leads)
    return UnitMember.select().where(*theirs, lasts, *begins).exists()

"""Who stands on a sign-in sheet."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.offices.models import Unit
from mori.placements.models import Placement, UnitSpan

from .models import SignInSheet

PAGE = 20  # on one page to type in
ON_PAPER = 60


def people_on(
    office_id: int,
    first: dt.date,
    last: dt.date,
    *,
    unit_id: int | None = None,
    reviewer_id: int | None = None,
    after: tuple[str, int] | None = None,
    most: int = PAGE + 1,
) -> list[Placement]:
    """Placements with their people that have days between two in a unit, by name."""
    found = _with_people(office_id, first, last, unit_id, reviewer_id)
    if after:
        name, last_id = after
        later = (Person.name_folded == name) & (Placement.id > last_id)
        found = found.where((Person.name_folded > name) | later)
    return list(found.order_by(Person.name_folded, Placement.id).limit(most))


def people_by_key(
    keys: Collection[str], office_id: int, day: dt.date, reviewer_id: int | None
) -> list[Placement]:
    """Those of the placements that somebody may enter on a day, by name."""
    found = _with_people(office_id, day, day, None, reviewer_id)
    chosen = found.where(Placement.key.in_(keys))
    return list(chosen.order_by(Person.name_folded, Placement.id).limit(PAGE))


def _with_people(
    office_id: int, first: dt.date, last: dt.date, unit_id: int | None, reviewer_id: int | None
) -> Any:
    stays = UnitSpan.select(UnitSpan.id).where(
        UnitSpan.placement == Placement.id, UnitSpan.starts_on <= last, UnitSpan.ends_on >= first
    )
    if unit_id:
        stays = stays.where(UnitSpan.unit == unit_id)
    if reviewer_id:
        stays = stays.where(
            (UnitSpan.supervisor == reviewer_id) | (UnitSpan.stand_in == reviewer_id)
        )
    return (
        Placement.select(Placement, Person)
        .join(Person)
        .where(
            Placement.office == office_id,
            Placement.starts_on <= last,
            Placement.ends_on >= first,
            fn.EXISTS(stays),
        )
    )


def unit_of(office_id: int, key: str) -> Unit | None:
    return Unit.get_or_none(Unit.office == office_id, Unit.key == key)


def is_entered(token: str) -> bool:
    return SignInSheet.select().where(SignInSheet.token == token).exists()

"""Who accompanies whom from the campus, and so whom a contact's link shows."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.institutions.models import InstitutionContact
from mori.institutions.queries import ids_with
from mori.placements.institution_queries import PAGE
from mori.placements.models import Placement

from .models import CampusSupervisor

Place = tuple[dt.date, int] | None


def supervisors_named(placement_ids: Collection[int]) -> dict[int, InstitutionContact]:
    """The contact each of some placements names, if it names one that still is there."""
    rows: Any = (
        InstitutionContact.select(InstitutionContact, CampusSupervisor.placement)
        .join(
            CampusSupervisor,
            on=(CampusSupervisor.contact_key == InstitutionContact.key),
            attr="named",
        )
        .where(CampusSupervisor.placement.in_(list(placement_ids)))
    )
    return {row.named.placement_id: row for row in rows}


def is_named_anywhere(contact: InstitutionContact) -> bool:
    """Whether any placement ever named this contact; then the others are none of theirs."""
    return bool(
        CampusSupervisor.select().where(CampusSupervisor.contact_key == contact.key).exists()
    )


def students_of(
    contact: InstitutionContact, since: dt.date, after: Place = None
) -> list[Placement]:
    """Whom a contact may see who did not end before a day, the latest first, one page and one
    more: those that name them; while none does, those of the institution that name nobody.
    """
    return list(_page(_of_contact(contact).where(Placement.ends_on >= since), after))


def student_of_contact(contact: InstitutionContact, key: str, since: dt.date) -> bool:
    """Whether a placement is one of those."""
    asked = _of_contact(contact).where(Placement.key == key, Placement.ends_on >= since)
    return bool(asked.exists())


def _of_contact(contact: InstitutionContact) -> Any:
    named = _naming().where(CampusSupervisor.placement == Placement.id)
    mine = named.where(CampusSupervisor.contact_key == contact.key)
    is_mine = fn.EXISTS(mine) if is_named_anywhere(contact) else ~fn.EXISTS(named)
    return _from(ids_with(contact.institution.standing)).where(is_mine)


def _naming() -> Any:
    """Rows that name a contact who still is there."""
    return CampusSupervisor.select(CampusSupervisor.id).join(
        InstitutionContact, on=(InstitutionContact.key == CampusSupervisor.contact_key)
    )


def _from(institution_ids: Collection[int]) -> Any:
    return (
        Placement.select(Placement, Person)
        .join(Person)
        .where(Placement.institution.in_(list(institution_ids)))
    )


def _page(found: Any, after: Place) -> Any:
    found = found.order_by(Placement.ends_on.desc(), Placement.id.desc()).limit(PAGE + 1)
    if after is None:
        return found
    day, last_id = after
    return found.where(
        Placement.ends_on <= day, (Placement.ends_on < day) | (Placement.id < last_id)
    )


def placements_with_keys(institution_ids: Collection[int], keys: Collection[str]) -> list[int]:
    """Ids of those of some placements that come from an institution."""
    rows = Placement.select(Placement.id).where(
        Placement.institution.in_(list(institution_ids)), Placement.key.in_(list(keys))
    )
    return [row.id for row in rows]

"""Institutions, their names and contacts, and the regions of the country."""

from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import contains
from mori.core.texts.folding import folded

from .models import (
    Institution,
    InstitutionContact,
    InstitutionEvent,
    InstitutionName,
    InstitutionType,
    Region,
)
from .rules import NEAR, InstitutionState, likeness

PAGE = 30
CLOSEST = 5
Province = Region.alias("province")


def institutions_of(
    office_id: int, search: str = "", *, only_proposed: bool = False, after: str = ""
) -> list[Institution]:
    """An office's institutions by name, one page and one more, each with its region; found by
    any of their names.
    """
    found = (
        _standing(office_id)
        .where(Institution.name_folded > after)
        .order_by(Institution.name_folded)
        .limit(PAGE + 1)
    )
    if only_proposed:
        found = found.where(Institution.state == InstitutionState.PROPOSED)
    if search:
        found = found.where(Institution.id.in_(_ids_named(office_id, folded(search))))
    return list(found)


def _standing(office_id: int) -> Any:
    return (
        Institution.select(Institution, Region, InstitutionType)
        .left_outer_join(Region)
        .switch(Institution)
        .left_outer_join(InstitutionType)
        .where(Institution.office == office_id, Institution.merged_into.is_null())
    )


Named = Institution.alias("named")


def _ids_named(office_id: int, part: str) -> Any:
    """Ids of those that stand for whatever has a name that holds a text."""
    return (
        InstitutionName.select(fn.COALESCE(Named.merged_into, Named.id))
        .join(Named, on=(InstitutionName.institution == Named.id))
        .where(InstitutionName.office == office_id, contains(InstitutionName.text_folded, part))
    )


def ids_called(office_id: int, part: str) -> list[int]:
    """Ids of those with a name that holds what was typed, and of what was merged into them."""
    standing = {number for (number,) in _ids_named(office_id, folded(part)).tuples()}
    merged = Institution.select(Institution.id).where(Institution.merged_into.in_(standing))
    return sorted(standing.union(row.id for row in merged))


def institution_by_key(key: str) -> Institution | None:
    """An institution with its type, region and province."""
    return (
        Institution.select(Institution, Region, Province, InstitutionType)
        .left_outer_join(Region)
        .left_outer_join(Province, on=(Region.province == Province.id), attr="province")
        .switch(Institution)
        .left_outer_join(InstitutionType)
        .where(Institution.key == key)
        .get_or_none()
    )


def standing_by_key(key: str) -> Institution | None:
    """The same, of those that were not merged into another."""
    found = institution_by_key(key)
    return found if found and not found.merged_into_id else None


def institution_by_id(number: int) -> Institution:
    return Institution.get_by_id(number)


def those_called(office_id: int, name: str) -> list[Institution]:
    """Standing institutions that have this name, folded; see ``folded``."""
    ids = (
        InstitutionName.select(fn.COALESCE(Named.merged_into, Named.id))
        .join(Named, on=(InstitutionName.institution == Named.id))
        .where(InstitutionName.office == office_id, InstitutionName.text_folded == folded(name))
    )
    return list(
        Institution.select()
        .where(Institution.office == office_id, Institution.id.in_(ids))
        .order_by(Institution.id)
    )


def neighbours(office_id: int, names: Collection[str], other_than: int = 0) -> list[Institution]:
    """Standing institutions with a name like one of these, the most alike first."""
    alike: dict[int, float] = {}
    for text, standing in _every_name(office_id):
        if standing != other_than:
            likest = max((likeness(name, text) for name in names), default=0.0)
            alike[standing] = max(alike.get(standing, 0.0), likest)
    near = [each for each, value in alike.items() if value >= NEAR]
    near.sort(key=lambda each: (-alike[each], each))
    rows = {row.id: row for row in _standing(office_id).where(Institution.id.in_(near[:CLOSEST]))}
    return [rows[each] for each in near[:CLOSEST] if each in rows]


def _every_name(office_id: int) -> Any:
    """Each name of an office's institutions, with the id of the one that stands for it."""
    return (
        InstitutionName.select(
            InstitutionName.text_folded, fn.COALESCE(Institution.merged_into, Institution.id)
        )
        .join(Institution)
        .where(InstitutionName.office == office_id)
        .tuples()
    )


def ids_with(institution: Institution) -> list[int]:
    """Its own id and those of what was merged into it."""
    merged = Institution.select(Institution.id).where(Institution.merged_into == institution.id)
    return [institution.id, *(row.id for row in merged.order_by(Institution.id))]


def names_of(institution: Institution) -> list[str]:
    """Every other spelling and short name, its own and what was merged into it brought along."""
    rows = InstitutionName.select(InstitutionName.text).where(
        InstitutionName.institution.in_(ids_with(institution))
    )
    found = {row.text: None for row in rows.order_by(InstitutionName.id)}
    found.pop(institution.name, None)
    return list(found)


def contacts_of(institution: Institution) -> list[InstitutionContact]:
    return list(
        InstitutionContact.select()
        .where(InstitutionContact.institution.in_(ids_with(institution)))
        .order_by(InstitutionContact.id)
    )


def contact_by_key(key: str) -> InstitutionContact | None:
    """A contact with its institution and the one that stands for it."""
    return (
        InstitutionContact.select(InstitutionContact, Institution)
        .join(Institution)
        .where(InstitutionContact.key == key)
        .get_or_none()
    )


def contact_by_token(token: str) -> InstitutionContact | None:
    return InstitutionContact.get_or_none(InstitutionContact.token == token)


def events_of(institution: Institution) -> list[InstitutionEvent]:
    """What happened to it, the earliest first, with who did it."""
    return list(
        InstitutionEvent.select(InstitutionEvent, Person)
        .left_outer_join(Person, on=InstitutionEvent.actor)
        .where(InstitutionEvent.institution == institution.id)
        .order_by(InstitutionEvent.id)
    )


def types() -> list[InstitutionType]:
    return list(InstitutionType.select().order_by(InstitutionType.position, InstitutionType.id))


def known_codes(model: type[InstitutionType] | type[Region]) -> dict[str, int]:
    """Code → id of the types or regions there are."""
    rows: Any = model.select(model.code, model.id)
    return dict(rows.tuples())


def regions_called(name: str) -> list[Region]:
    """Regions of this name or code; without Kabupaten or Kota before it, also by what follows."""
    said = folded(name)
    asked = [said, f"kabupaten {said}", f"kota {said}"]
    return list(_regions().where(Region.name_folded.in_(asked) | (Region.code == said)))


def regions_like(name: str) -> list[Region]:
    """Regions whose name holds a text, a few."""
    return list(_regions().where(contains(Region.name_folded, folded(name))).limit(CLOSEST + 1))


def regions_meant(name: str) -> tuple[list[Region], list[Region]]:
    """Regions of a name, and where it is not one alone, those whose name holds it."""
    called = regions_called(name) if name else []
    return called, regions_like(name) if name and len(called) != 1 else []


def region_by_code(code: str) -> Region | None:
    return Region.get_or_none(Region.code == code)


def _regions() -> Any:
    return (
        Region.select(Region, Province)
        .left_outer_join(Province, on=(Region.province == Province.id), attr="province")
        .order_by(Region.code)
    )

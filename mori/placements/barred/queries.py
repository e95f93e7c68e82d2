"""Who never supervises or reviews whom."""

from collections.abc import Collection

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_in_role

from .models import Barred

Intern = Person.alias("intern")
Other = Person.alias("other_person")


def barred_pairs(intern_ids: Collection[int]) -> set[tuple[int, int]]:
    """(intern, other) of those interns, as far as it still counts."""
    found = Barred.select(Barred.intern, Barred.other).where(
        Barred.intern.in_(list(intern_ids)), Barred.ended_at.is_null()
    )
    return {(row.intern_id, row.other_id) for row in found}


def barred_for(intern_id: int) -> set[int]:
    """Who never supervises or reviews this intern."""
    return {other for _intern, other in barred_pairs([intern_id])}


def barred_of(office_id: int) -> list[Barred]:
    """What counts in an office, the latest first, with both people."""
    return list(
        Barred.select(Barred, Intern, Other)
        .join(Intern, on=(Barred.intern == Intern.id))
        .switch(Barred)
        .join(Other, on=(Barred.other == Other.id))
        .where(Barred.office == office_id, Barred.ended_at.is_null())
        .order_by(Barred.id.desc())
    )


def people_to_pair(office_id: int) -> tuple[list[Person], list[Person]]:
    """An office's interns, and who may supervise there, by name."""
    return people_in_role(office_id, Role.INTERN), people_in_role(office_id, Role.SUPERVISOR)


def barred_by_key(key: str) -> Barred | None:
    return Barred.get_or_none(Barred.key == key)

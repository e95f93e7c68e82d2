"""Who may be placed, and who may supervise them."""

from peewee import ModelSelect, fn

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.queries import active_membership, people_in_role
from mori.accounts.rules import sought
from mori.core.db import contains, literals

from ..models import Placement
from ..rules import ONGOING

CHOICE = 30  # people offered for a new placement


def interns_without_placement(office_id: int, search: str = "") -> list[Person]:
    """Interns of an office who have no ongoing placement, the latest added first."""
    found = _unplaced(office_id).order_by(Membership.id.desc()).limit(CHOICE)
    if search:
        found = found.where(contains(Person.name_folded, sought(search)))
    return list(found)


def intern_without_placement(office_id: int, key: str) -> Person | None:
    return _unplaced(office_id).where(Person.key == key).get_or_none()


def _unplaced(office_id: int) -> "ModelSelect[Person]":
    placed = Placement.select(Placement.id).where(
        Placement.person == Person.id, Placement.state.in_(literals(ONGOING))
    )
    return (
        Person.select()
        .join(Membership)
        .where(
            Membership.office == office_id,
            Membership.role == Role.INTERN,
            *active_membership(),
            ~fn.EXISTS(placed),
        )
    )


def interns_of(office_id: int) -> list[Person]:
    """An office's interns, by name."""
    return people_in_role(office_id, Role.INTERN)


def supervisors_of(office_id: int) -> list[Membership]:
    """Who may supervise in an office, by name, with the unit they belong to."""
    return list(
        Membership.select(Membership, Person)
        .join(Person)
        .where(
            Membership.office == office_id,
            Membership.role.in_(literals([Role.SUPERVISOR])),
            *active_membership(),
        )
        .order_by(Person.name_folded, Person.id)
    )

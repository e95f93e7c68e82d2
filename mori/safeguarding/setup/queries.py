"""Whom officers cannot be called for, because they have a say over them."""

import datetime as dt
from collections import Counter
from collections.abc import Collection

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.queries import active_membership, people_in_role
from mori.core.db import literals

from ..routing.models import Relation
from ..routing.rules import KNOWN_TO_OFFICE


def officers_of(office_id: int) -> list[Person]:
    return people_in_role(office_id, Role.OFFICER)


def called_in(office_id: int) -> list[Person]:
    """An office's officers, and its head."""
    return people_in_role(office_id, Role.OFFICER, Role.HEAD)


def interns_closed_to(person_ids: Collection[int], office_id: int, day: dt.date) -> Counter[int]:
    """For how many interns of an office each cannot be called, as far as the office knows."""
    rows = (
        Relation.select(Relation.other, Relation.person)
        .join(Person, on=(Relation.person == Person.id))
        .join(Membership, on=(Membership.person == Person.id))
        .where(
            Relation.other.in_(person_ids),
            Relation.from_on <= day,
            Relation.kind.in_(literals(KNOWN_TO_OFFICE)),
            Membership.office == office_id,
            Membership.role.in_(literals([Role.INTERN])),
            *active_membership(),
        )
        .distinct()
    )
    return Counter(row.other_id for row in rows)

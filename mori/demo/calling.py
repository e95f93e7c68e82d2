"""How those who are called for help can be called: by proven mailboxes, but for one."""

import datetime as dt
from collections.abc import Mapping

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.core.workdays import DAY
from mori.safeguarding.points.models import ContactPoint
from mori.safeguarding.points.rules import Way

from .people import DemoPerson


def prove_mailboxes(people: Mapping[DemoPerson, Person], at: dt.datetime) -> None:
    """The last officer has added theirs and not yet written the code."""
    called = [row for each, row in people.items() if each.role in (Role.OFFICER, Role.HEAD)]
    officers = [row for each, row in people.items() if each.role is Role.OFFICER]
    for person in called:
        is_proven = person is not officers[-1]
        ContactPoint.create(
            person=person,
            way=Way.MAIL,
            address=person.email,
            added_at=at - 30 * DAY,
            proven_at=at - 30 * DAY if is_proven else None,
            claim=f"mail {person.email}" if is_proven else None,
        )

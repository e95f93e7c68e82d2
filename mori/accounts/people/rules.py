"""Who stands above whom, and what happens to accounts. No database, no request."""

from collections.abc import Iterable

from mori.access.roles import Role
from mori.core.words import Labelled, marked

from ..rules import appointable_by

CALLED_FOR_HELP = frozenset({Role.OFFICER, Role.HEAD})  # changes to them concern the others


class AccountChange(Labelled):
    ADDED = "added", marked("Added")
    NAME = "name", marked("Name changed")
    PHONE = "phone", marked("Mobile number changed")
    EMAIL = "email", marked("E-mail address changed")
    LINK = "link", marked("Link for a new password made")
    GIVEN = "given", marked("Role given")
    ENDED = "ended", marked("Role ended")
    DISABLED = "disabled", marked("Account switched off")
    ENABLED = "enabled", marked("Account switched on again")

    @property
    def is_about_role(self) -> bool:
        return self in {AccountChange.ADDED, AccountChange.GIVEN, AccountChange.ENDED}


def below(role: Role) -> frozenset[Role]:
    """The roles that somebody in this one may give, and those that these may give in turn."""
    found: set[Role] = set()
    waiting = [role]
    while waiting:
        fresh = set(appointable_by(waiting.pop())) - found
        found |= fresh
        waiting.extend(fresh)
    return frozenset(found)


def stands_above(role: Role, held: Iterable[Role]) -> bool:
    """Whether everything somebody holds is below a role: one role above is enough to be safe."""
    return below(role).issuperset(held)

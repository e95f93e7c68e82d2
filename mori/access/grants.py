"""Who may do what: action, role, scope. Each slice declares its own grants; here is the table.

A scope asks the row itself whose it is, by duck type: ``person_id``,
``office_id``, ``supervisor_ids``, ``told_ids``. Whoever belongs to no office is
granted by those scopes alone that ask for none, ``BEYOND_OFFICES``: a view behind any
other may begin with ``current_user.office_id``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from .roles import Actor, Role

Scope = Callable[[Actor, Any], bool]
Grants = Mapping[str, Mapping[Role, Scope]]


def anyone(actor: Actor, row: Any) -> bool:
    """Of an office: the view begins with the actor's own."""
    return True


def everywhere(actor: Actor, row: Any) -> bool:
    """Of whichever office or of none: what the view shows is nobody else's."""
    return True


def own(actor: Actor, row: Any) -> bool:
    return bool(row.person_id == actor.person_id)


def office(actor: Actor, row: Any) -> bool:
    return bool(row.office_id == actor.office_id)


def supervised(actor: Actor, row: Any) -> bool:
    """The actor supervises the row's intern in this office, or stands in."""
    return row.office_id == actor.office_id and actor.person_id in row.supervisor_ids


def told(actor: Actor, row: Any) -> bool:
    """The actor was called for this alert."""
    return actor.person_id in row.told_ids


BEYOND_OFFICES = frozenset({everywhere, own, told})
EVERYONE: Mapping[Role, Scope] = dict.fromkeys(Role, everywhere)
OWN: Mapping[Role, Scope] = dict.fromkeys(Role, own)  # of one's own rows, in whatever role

GRANTS: dict[str, Mapping[Role, Scope]] = {}
MODULES: dict[str, str] = {}  # action → the part of MORI it belongs to; the others are everywhere


class Brings(Protocol):
    """A slice, as far as who may do what goes."""

    @property
    def grants(self) -> Grants: ...
    @property
    def module(self) -> str: ...


def use_grants(slices: Iterable[Brings]) -> None:
    """Make the slices' grants the table; an action that two of them claim is an error."""
    GRANTS.clear()
    MODULES.clear()
    for each in slices:
        if twice := GRANTS.keys() & each.grants.keys():
            raise ValueError(f"Two slices grant {', '.join(sorted(twice))}: rename one of them.")
        GRANTS.update(each.grants)
        MODULES.update(dict.fromkeys(each.grants, each.module) if each.module else {})


def scope_of(role: Role, action: str, *, has_office: bool) -> Scope | None:
    """How far a role's grant of an action goes; None where there is none."""
    scope = GRANTS[action].get(role)
    return scope if has_office or scope in BEYOND_OFFICES else None


def roles_granted(action: str) -> tuple[Role, ...]:
    return tuple(GRANTS[action])


def is_off(actor: Actor, action: str) -> bool:
    """Whether an action belongs to a part of MORI that the actor's office does without."""
    module = MODULES.get(action)
    return module is not None and not actor.uses(module)


def allowed(actor: Actor, action: str, row: Any = None) -> bool:
    """Whether a role may take an action at all, and on this row if there is one."""
    if is_off(actor, action):
        return False
    scope = scope_of(actor.role, action, has_office=actor.office_id is not None)
    return scope is not None and (row is None or scope(actor, row))


def supervisor_in(actor: Actor, action: str) -> int | None:
    """Whose interns a list may show: a supervisor's own; None where the whole office is open."""
    return actor.person_id if GRANTS[action].get(actor.role) is supervised else None

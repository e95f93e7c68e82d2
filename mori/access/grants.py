"""Who may do what: action, role, scope. The table below is the whole of it.

A scope asks the row itself whose it is, by duck type: ``person_id``,
``office_id``, ``supervisor_ids``, ``told_ids``.
"""

from collections.abc import Callable
from typing import Any

from .roles import Actor, Role

Scope = Callable[[Actor, Any], bool]


def anyone(actor: Actor, row: Any) -> bool:
    return True


def own(actor: Actor, row: Any) -> bool:
    return row.person_id == actor.person_id


def office(actor: Actor, row: Any) -> bool:
    return row.office_id == actor.office_id


def supervised(actor: Actor, row: Any) -> bool:
    """The actor supervises the row's intern in this office, or stands in."""
    return row.office_id == actor.office_id and actor.person_id in row.supervisor_ids


def told(actor: Actor, row: Any) -> bool:
    """The actor was called for this alert."""
    return actor.person_id in row.told_ids


EVERYONE: dict[Role, Scope] = dict.fromkeys(Role, anyone)
INTERN, SUPERVISOR, COORDINATOR, OFFICER, HEAD = Role

GRANTS: dict[str, dict[Role, Scope]] = {
    "self.read": EVERYONE,
    "self.change": EVERYONE,
    "session.end": dict.fromkeys(Role, own),
    "membership.use": dict.fromkeys(Role, own),
    "day.read": {INTERN: anyone},
    "day.write": {INTERN: anyone},
    "screen.read": {SUPERVISOR: anyone, COORDINATOR: anyone},
    "correction.list": {SUPERVISOR: anyone, COORDINATOR: anyone},
    "correction.read": {INTERN: own, SUPERVISOR: supervised, COORDINATOR: office, HEAD: office},
    "correction.decide": {SUPERVISOR: supervised, COORDINATOR: office},
    "correction.withdraw": {INTERN: own},
    "sheet.write": {SUPERVISOR: anyone, COORDINATOR: anyone},
    "proof.see": {SUPERVISOR: supervised, COORDINATOR: office},
    "entry.read": {INTERN: own, SUPERVISOR: supervised, COORDINATOR: office, HEAD: office},
    "entry.change": {INTERN: own},
    "entry.review": {SUPERVISOR: supervised},
    "entry.comment": {INTERN: own, SUPERVISOR: supervised},
    "entry.reassign": {COORDINATOR: office},
    "overdue.list": {COORDINATOR: anyone},
    "verdict.undo": {SUPERVISOR: supervised},
    "queue.read": {SUPERVISOR: anyone},
    "placement.list": {SUPERVISOR: anyone, COORDINATOR: anyone, HEAD: anyone},
    "placement.read": {INTERN: own, SUPERVISOR: supervised, COORDINATOR: office, HEAD: office},
    "placement.make": {COORDINATOR: anyone},
    "placement.change": {COORDINATOR: office},
    "person.list": {COORDINATOR: anyone, HEAD: anyone},
    "person.make": {COORDINATOR: anyone, HEAD: anyone},
    "person.change": {COORDINATOR: office, HEAD: office},
    "office.read": {COORDINATOR: anyone, HEAD: anyone},
    "office.change": {COORDINATOR: anyone},
    "office.part": {COORDINATOR: office},
    "office.code": {COORDINATOR: anyone},
    "board.read": {OFFICER: anyone, HEAD: anyone},
    "alert.read": {OFFICER: told, HEAD: told},
    "alert.handle": {OFFICER: told, HEAD: told},
}


def allowed(actor: Actor, action: str, row: Any = None) -> bool:
    """Whether a role may take an action at all, and on this row if there is one."""
    scope = GRANTS[action].get(actor.role)
    return scope is not None and (row is None or scope(actor, row))

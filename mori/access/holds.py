"""What keeps a role from being ended: later slices say so, and accounts ask before they end one."""

from collections.abc import Callable, Iterable
from typing import Any

from .roles import Role

# Of a person, an office and a role: in words, what has to be done first; None where nothing has.
Hold = Callable[[int, int | None, Role], Any]
HOLDS: list[Hold] = []


def use_holds(declared: Iterable[Hold]) -> None:
    HOLDS[:] = declared


def what_holds(person_id: int, office_id: int | None, role: Role) -> Any:
    """What the first of them says, if any does."""
    said = (hold(person_id, office_id, role) for hold in HOLDS)
    return next(filter(None, said), None)

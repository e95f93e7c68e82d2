"""How a row moves from state to state: one way for every machine."""

from collections.abc import Mapping, Set
from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _

from .errors import Refused

State = TypeVar("State", bound=StrEnum)
Moves = Mapping[str, tuple[Set[Any], Any]]  # verb → (the states it is possible in, where it leads)


def move(moves: Mapping[str, tuple[Set[State], State]], state: str, verb: str) -> State:
    """The state that ``verb`` leads to; ``Refused`` if it is not possible from here."""
    sources, target = moves[verb]
    if state not in sources:
        raise changed_meanwhile()
    return target


def changed_meanwhile() -> Refused:
    return Refused(_("This has changed in the meantime. Look at it again, then decide."))

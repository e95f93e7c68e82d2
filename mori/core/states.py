"""How a row moves from state to state: one way for every machine."""

import datetime as dt
from collections.abc import Mapping, Sequence, Set
from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _

from .db import writing
from .errors import Refused

State = TypeVar("State", bound=StrEnum)
Moves = Mapping[str, tuple[Set[Any], Any]]  # verb → (the states it is possible in, where it leads)


def move(moves: Mapping[str, tuple[Set[State], State]], state: str, verb: str) -> State:
    """The state that ``verb`` leads to; ``Refused`` if it is not possible from here."""
    sources, target = moves[verb]
    if state not in sources:
        raise changed_meanwhile()
    return target


@writing()
def advance(
    row: Any,
    moves: Moves,
    verb: str,
    actor_id: int | None,
    at: dt.datetime,
    note: str = "",
    *,
    same: Sequence[str] = (),
    **changes: Any,
) -> None:
    """Move a row on by compare-and-set, and add the event that says so.

    Its state has to be what it was when the row was loaded, and so have the columns in ``same``.
    """
    target, model = move(moves, row.state, verb), type(row)
    still = [getattr(model, name) == getattr(row, name) for name in ("state", *same)]
    if not model.update(state=target, **changes).where(model.id == row.id, *still).execute():
        raise changed_meanwhile()
    events = model.events
    events.rel_model.create(
        **{events.field.name: row.id}, verb=verb, actor=actor_id, at=at, note=note
    )


def changed_meanwhile() -> Refused:
    return Refused(_("This has changed in the meantime. Look at it again, then decide."))

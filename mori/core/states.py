"""How a row moves from state to state: one way for every machine."""

import datetime as dt
from collections.abc import Mapping, Sequence, Set
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _
from peewee import TextField

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
    said: str = "",
    *,
    same: Sequence[str] = (),
    **changes: Any,
) -> None:
    """Move a row on by compare-and-set, and add the event that says so, with the words ``said``.

    Its state has to be what it was when the row was loaded, and so have the columns in ``same``.
    """
    if not try_move(row, moves, verb, same=same, **changes):
        raise changed_meanwhile()
    events = type(row).events
    events.rel_model.create(
        **{events.field.name: row.id}, verb=verb, actor=actor_id, at=at, note=said
    )


@writing()
def try_move(
    row: Any,
    moves: Moves,
    verb: str,
    *,
    same: Sequence[str] = (),
    from_any: bool = False,
    **changes: Any,
) -> bool:
    """Whether a row was moved on by compare-and-set; ``advance`` without the event.

    With ``from_any`` it may have reached any of the verb's states since it was loaded.
    """
    model = type(row)
    sources, target = moves[verb]
    if from_any:
        still = [model.state.in_(list(sources)), *_as_loaded(row, same)]
    else:
        target, still = move(moves, row.state, verb), _as_loaded(row, ("state", *same))
    query = model.update(state=target, **changes).where(model.id == row.id, *still)
    return bool(query.execute())


def lock(row: Any, *same: str, where: Sequence[Any] = ()) -> bool:
    """A row lock until the transaction ends.

    False, and not locked, if a column in ``same`` is not as it was loaded, or ``where`` is not so.
    """
    model: Any = type(row)
    plain = _plain_column(model)
    query = model.update({plain: plain}).where(model.id == row.id, *_as_loaded(row, same), *where)
    return bool(query.execute())


@cache
def _plain_column(model: Any) -> Any:
    """A short column in no index: changing a key would keep out what points here (PostgreSQL)."""
    in_index = {
        name for each in model._meta.indexes if isinstance(each, tuple) for name in each[0]
    }  # a partial one is nobody's key
    return next(
        field
        for field in model._meta.sorted_fields
        if not (field.primary_key or field.unique or field.index or field.name in in_index)
        and not isinstance(field, TextField)
    )


def _as_loaded(row: Any, names: Sequence[str]) -> list[Any]:
    return [getattr(type(row), name) == getattr(row, name) for name in names]


def changed_meanwhile() -> Refused:
    return Refused(_("This has changed in the meantime. Look at it again, then decide."))

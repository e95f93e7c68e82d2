"""SELECTs of hot pages, whose SQL is built once and bound at each call.

Building the SQL is three quarters of the cost of reading a row with peewee.
"""

import datetime as dt
from collections import namedtuple
from collections.abc import Callable, Collection, Set
from typing import Any

from peewee import Alias, ColumnBase, DateField, DateTimeField, TimeField

from .db import db


class Slot(ColumnBase):
    """Where a value goes that is known only when the query is called."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __sql__(self, ctx: Any) -> Any:
        ctx._values.append((self.name, ctx.state.converter))
        return ctx.literal(ctx.state.param or "?")


class Compiled:
    """A query by its builder; called with its values by name, it gives named tuples.

    The builder takes one ``Slot`` for each of its parameters, or a list of them for each
    that ``most`` names with the number of values it may have: ``ids=10``. Values pass
    through the field they are compared with, and rows through the fields they come from,
    because the drivers disagree: SQLite gives dates as text.
    """

    def __init__(self, build: Callable[..., Any], **most: int) -> None:
        self.build, self.most = build, most
        self.names = frozenset(build.__code__.co_varnames[: build.__code__.co_argcount])
        self.plans: dict[tuple, tuple] = {}

    def __call__(self, **values: Any) -> list[Any]:
        if values.keys() != self.names:
            raise TypeError(self._mismatch(values.keys()))
        sql, binds, row, converters = self._plan(values)
        if self.most:
            values = self._spread(values)
        params = [
            value if name is None else (converter(values[name]) if converter else values[name])
            for name, converter, value in binds
        ]
        found = db.execute_sql(sql, params).fetchall()
        if not converters:
            return [row._make(values) for values in found]
        return [_converted(row, converters, values) for values in found]

    def first(self, **values: Any) -> Any | None:
        found = self(**values)
        return found[0] if found else None

    def _mismatch(self, given: Set[str]) -> str:
        unknown = [f"does not know {name}" for name in sorted(given - self.names)]
        missing = [f"lacks {name}" for name in sorted(self.names - given)]
        return f"{self.build.__name__} {', '.join(unknown + missing)}"

    def _plan(self, values: dict[str, Any]) -> tuple:
        """The plan for this kind of database and for lists of these lengths."""
        lengths = [self._length(name, most, values[name]) for name, most in self.most.items()]
        key = (type(db.obj), *lengths)
        if key not in self.plans:
            self.plans[key] = self._compile(dict(zip(self.most, lengths, strict=True)))
        return self.plans[key]

    def _length(self, name: str, most: int, values: Collection[Any]) -> int:
        if len(values) > most:
            raise ValueError(
                f"{self.build.__name__} takes {most} {name} at most, {len(values)} were given"
            )
        return len(values)

    def _spread(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values by the names of their slots: each of a list has its own."""
        spread = dict(values)
        for name in self.most:
            spread.update((_place(name, n), each) for n, each in enumerate(values[name]))
        return spread

    def _compile(self, lengths: dict[str, int]) -> tuple:
        slots: dict[str, Any] = {name: Slot(name) for name in self.names}
        for name, length in lengths.items():
            slots[name] = [Slot(_place(name, n)) for n in range(length)]
        query = self.build(**slots)
        sql, params = query.sql()
        binds = [
            (*param, None) if isinstance(param, tuple) else (None, None, param) for param in params
        ]
        columns = [_name_and_converter(column) for column in query._returning]
        row = namedtuple("Row", [name for name, _ in columns])  # type: ignore[misc]
        converters = [(place, convert) for place, (_, convert) in enumerate(columns) if convert]
        return sql, binds, row, converters


def _place(name: str, number: int) -> str:
    return f"{name}[{number}]"


def _name_and_converter(column: Any) -> tuple[str, Callable[[Any], Any] | None]:
    if isinstance(column, Alias):
        return getattr(column, "_alias"), _converter(column.unwrap())  # noqa: B009 - mypy
    return column.column_name, _converter(column)


def _converter(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, DateTimeField):
        return field.python_value
    if isinstance(field, DateField):
        return _date
    return field.python_value if isinstance(field, TimeField) else None


def _date(value: Any) -> Any:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _converted(row: Any, converters: list, values: tuple) -> Any:
    cells = list(values)
    for place, convert in converters:
        cells[place] = convert(cells[place])
    return row._make(cells)

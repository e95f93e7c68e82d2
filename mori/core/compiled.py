"""SELECTs of hot pages, whose SQL is built once and bound at each call.

Building the SQL is three quarters of the cost of reading a row with peewee.
"""

import datetime as dt
from collections.abc import Callable, Set
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar, get_args, get_type_hints

from peewee import Alias, ColumnBase

from .db import UtcDateTimeField, db, is_sqlite

Row = TypeVar("Row", bound=NamedTuple)
Convert = Callable[[Any], Any]
COUNTED = 99  # beyond it a number reads "99+": nothing is counted to its end


class Counted(NamedTuple):
    """A row of which only the number matters; queries give ``COUNTED`` and one at most."""

    id: int


class Slot(ColumnBase):
    """Where a value goes that is known only when the query is called."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __sql__(self, ctx: Any) -> Any:
        ctx._values.append((self.name, ctx.state.converter))
        return ctx.literal(ctx.state.param or "?")


class Plan(NamedTuple):
    """A query as one kind of database takes it."""

    sql: str
    binds: list[tuple[str | None, Convert | None, Any]]  # a slot's name, or the value itself
    converters: list[tuple[int, Convert]]  # of the cells of a row, by place


class Compiled(Generic[Row]):
    """A query by the class of its rows and its builder; called with its values by name.

    The builder takes one ``Slot`` for each of its parameters, or a list of them for each
    that ``most`` names with the number of values it may have: ``ids=10``. A row has the
    names and types of the columns in their order. Values pass through the field they are
    compared with, and rows become what their types say, because the drivers disagree:
    SQLite gives dates as text.
    """

    def __init__(self, row: type[Row], build: Callable[..., Any], **most: int) -> None:
        self.row, self.build, self.most = row, build, most
        self.names = frozenset(build.__code__.co_varnames[: build.__code__.co_argcount])
        self.plans: dict[tuple[type, tuple[int, ...]], Plan] = {}

    def __call__(self, **values: Any) -> list[Row]:
        if values.keys() != self.names:
            raise TypeError(self._mismatch(values.keys()))
        sql, binds, converters = self._plan(values)
        if self.most:
            values = self._spread(values)
        params = [
            value if name is None else (converter(values[name]) if converter else values[name])
            for name, converter, value in binds
        ]
        found, make = db.execute_sql(sql, params).fetchall(), self.row._make
        if not converters:
            return [make(cells) for cells in found]
        return [make(_converted(converters, cells)) for cells in found]

    def first(self, **values: Any) -> Row | None:
        found = self(**values)
        return found[0] if found else None

    def give(self, row: type[Row]) -> None:
        """Give rows of another class from now on: the builder selects other columns by now."""
        self.row = row
        self.plans.clear()

    def _mismatch(self, given: Set[str]) -> str:
        unknown = [f"does not know {name}" for name in sorted(given - self.names)]
        missing = [f"lacks {name}" for name in sorted(self.names - given)]
        return f"{self.build.__name__} {', '.join(unknown + missing)}"

    def _plan(self, values: dict[str, Any]) -> Plan:
        """The plan for this kind of database and for lists of these lengths."""
        key = type(db.obj), self._lengths(values) if self.most else ()
        if key not in self.plans:
            self.plans[key] = self._compile(*key[1])
        return self.plans[key]

    def _lengths(self, values: dict[str, Any]) -> tuple[int, ...]:
        for name, most in self.most.items():
            if len(values[name]) > most:
                raise ValueError(
                    f"{self.build.__name__} takes {most} {name} at most, "
                    f"{len(values[name])} were given"
                )
        return tuple(len(values[name]) for name in self.most)

    def _spread(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values by the names of their slots: each of a list has its own."""
        spread = dict(values)
        for name in self.most:
            spread.update((_place(name, n), each) for n, each in enumerate(values[name]))
        return spread

    def _compile(self, *lengths: int) -> Plan:
        slots: dict[str, Any] = {name: Slot(name) for name in self.names}
        for name, length in zip(self.most, lengths, strict=True):
            slots[name] = [Slot(_place(name, n)) for n in range(length)]
        query = self.build(**slots)
        sql, params = query.sql()
        binds = [
            (*param, None) if isinstance(param, tuple) else (None, None, param) for param in params
        ]
        return Plan(sql, binds, self._converters(query._returning))

    def _converters(self, columns: list[Any]) -> list[tuple[int, Convert]]:
        names = tuple(map(_name, columns))
        if names != self.row._fields:
            raise TypeError(
                f"{self.build.__name__} selects {names}, {self.row.__name__} has {self.row._fields}"
            )
        converters = map(_converter, get_type_hints(self.row).values())
        return [(place, convert) for place, convert in enumerate(converters) if convert]


def _place(name: str, number: int) -> str:
    return f"{name}[{number}]"


def _name(column: Any) -> str:
    return str(column.name if isinstance(column, Alias) else column.column_name)


def _converter(type_: Any) -> Convert | None:
    """What makes a driver's value one of the type, or of the type or None."""
    kinds = (*get_args(type_), type_)
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind
    return next((ours for kind, ours in _conversions().items() if kind in kinds), None)


def _conversions() -> dict[type, Convert]:
    moment: dict[type, Convert] = {dt.datetime: UtcDateTimeField().python_value}
    if not is_sqlite():
        return moment
    return moment | {
        dt.date: dt.date.fromisoformat,
        dt.time: dt.time.fromisoformat,
        bool: bool,
    }


def _converted(converters: list[tuple[int, Convert]], values: tuple[Any, ...]) -> list[Any]:
    cells = list(values)
    for place, convert in converters:
        if cells[place] is not None:
            cells[place] = convert(cells[place])
    return cells

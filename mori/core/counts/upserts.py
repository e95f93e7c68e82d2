"""Writing rows that are there or not, whose SQL is built once for each number of them.

Building it anew with peewee costs ten times what the database takes to carry it out.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from peewee import Field
from peewee import Model as PeeweeModel

from mori.core.db import db, is_sqlite


class Upsert:
    """Rows of a model by the names of their fields; where a ``key`` is there already, what is not
    of the key is taken from the new row, or added to.
    """

    def __init__(
        self,
        model: type[PeeweeModel],
        names: Sequence[str],
        key: Sequence[str],
        *,
        adds: bool = False,
    ) -> None:
        fields: list[Field] = [model._meta.fields[name] for name in names]
        self._table = model._meta.table_name
        self._columns = [field.column_name for field in fields]
        self._key = [model._meta.fields[name].column_name for name in key]
        self._values: list[Callable[[Any], Any]] = [field.db_value for field in fields]
        self._adds = adds
        self._sql = cache(self._built)

    def __call__(self, rows: Sequence[Sequence[Any]]) -> None:
        """``rows`` have their values in the order of the names; each key is there once."""
        values = [
            convert(value) for row in rows for convert, value in zip(self._values, row, strict=True)
        ]
        db.execute_sql(self._sql(len(rows), "?" if is_sqlite() else "%s"), values)

    def _built(self, number: int, mark: str) -> str:
        marks = _listed(mark for _column in self._columns)
        changes = (
            f'"{name}" = "{self._table}"."{name}" + EXCLUDED."{name}"'
            if self._adds
            else f'"{name}" = EXCLUDED."{name}"'
            for name in self._columns
            if name not in self._key
        )
        parts = (
            *("INSERT INTO", _quoted(self._table), _listed(map(_quoted, self._columns))),
            *("VALUES", ", ".join([marks] * number)),
            *("ON CONFLICT", _listed(map(_quoted, self._key))),
            *("DO UPDATE SET", ", ".join(changes)),
        )
        return " ".join(parts)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _listed(parts: Iterable[str]) -> str:
    return f"({', '.join(parts)})"

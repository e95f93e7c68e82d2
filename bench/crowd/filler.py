"""Rows written past the ORM: many at once, or multiplied in the database."""

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from itertools import count, islice
from typing import Any

from peewee import SQL

from mori.core.clock import local_date, now
from mori.core.db import db, is_sqlite

ZONE = "Asia/Makassar"
BATCH = 20_000


class Filler:
    """Writes rows of one model after the other, with ids of its own."""

    def __init__(self) -> None:
        self.ids: dict[type, Iterator[int]] = {}
        self.today = local_date(now(), ZONE)
        self.at = now()
        self.chance = random.Random(7)

    def next_id(self, model: Any) -> int:
        if model not in self.ids:
            last = model.select(model.id).order_by(model.id.desc()).first()
            self.ids[model] = count(last.id + 1 if last else 1)
        return next(self.ids[model])

    def write(self, model: Any, rows: Iterable[dict[str, Any]]) -> None:
        fields = {field.column_name: field for field in model._meta.sorted_fields}
        defaults = {
            name: None if callable(field.default) else field.default
            for name, field in fields.items()
        }
        tuples = (_as_tuple(fields, defaults | row) for row in rows)
        while batch := list(islice(tuples, BATCH)):
            _insert(model._meta.table_name, list(fields), batch)


def _as_tuple(fields: dict[str, Any], row: dict[str, Any]) -> tuple:
    return tuple(_plain(field.db_value(row[name])) for name, field in fields.items())


def _plain(value: Any) -> Any:
    """A value as the driver takes it: peewee's own way around sqlite3 is left out here."""
    return str(value) if is_sqlite() and isinstance(value, dt.date | dt.time) else value


def _insert(table: str, columns: list[str], rows: list[tuple]) -> None:
    names, cursor = ", ".join(f'"{name}"' for name in columns), db.cursor()
    if is_sqlite():
        marks = ", ".join("?" * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
        return
    with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def multiply(model: Any, values: dict[str, Any], source: str) -> None:
    """One row for each of a source; values are the same for all, or SQL over the source."""
    fields = {field.column_name: field for field in model._meta.sorted_fields}
    del fields["id"]
    parts, params = [], []
    for name, field in fields.items():
        value = values.get(name, None if callable(field.default) else field.default)
        if isinstance(value, SQL):
            parts.append(value.sql)
        elif value is None:
            parts.append("NULL")
        else:
            parts.append("?" if is_sqlite() else "%s")
            params.append(_plain(field.db_value(value)))
    names = ", ".join(f'"{name}"' for name in fields)
    db.execute_sql(
        f'INSERT INTO "{model._meta.table_name}" ({names}) SELECT {", ".join(parts)} FROM {source}',
        params,
    )

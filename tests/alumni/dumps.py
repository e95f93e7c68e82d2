"""All that the database holds, to be compared."""

from collections.abc import Collection

from mori.core.db import db

# Derived from the records in the background, or from when a row was last touched.
DERIVED = frozenset({"alumnus_change", "alumnus_block", "duplicate_pair"})


def dump(without: Collection[str] = (), columns: Collection[str] = ()) -> dict[str, list[str]]:
    """Table → its rows, but for ids of facets and tallies, which are made anew."""
    left_out = {*without, *DERIVED, "schema_migration"}
    return {table: _rows(table, columns) for table in db.get_tables() if table not in left_out}


def _rows(table: str, but: Collection[str]) -> list[str]:
    names = [column.name for column in db.get_columns(table)]
    shown = [name for name in names if f"{table}.{name}" not in but]
    listed = ", ".join(f'"{name}"' for name in shown)
    rows = db.execute_sql(f'SELECT {listed} FROM "{table}"').fetchall()
    return sorted(repr(tuple(row)) for row in rows)


def difference(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is in one dump and not in the other, by table."""
    found = {}
    for table in before.keys() | after.keys():
        mine, theirs = before.get(table, []), after.get(table, [])
        apart = [f"- {row}" for row in mine if row not in set(theirs)]
        apart += [f"+ {row}" for row in theirs if row not in set(mine)]
        if apart or len(mine) != len(theirs):
            found[table] = apart
    return found

"""How a database finds the rows of a statement: what it reads without an index."""

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

# A handful of rows for the whole country, or a few for each office; nothing grows with years.
SMALL_TABLES = {"office", "unit", "office_hours", "holiday", "activity", "lease"}


def scans(connection: Any, sql: str, params: Any) -> list[str]:
    """The names of the tables that a statement reads from end to end; it should be none."""
    is_sqlite = type(connection).__module__.partition(".")[0] in ("sqlite3", "pysqlite3")
    found = _sqlite(connection, sql, params) if is_sqlite else _postgresql(connection, sql)
    return sorted({table for table in found if table not in SMALL_TABLES})


def _sqlite(connection: Any, sql: str, params: Any) -> Iterator[str]:
    names = _aliases(sql)
    for *_, detail in connection.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall():
        scan = re.fullmatch(r"SCAN (\w+)(?! USING).*", detail)
        if scan and scan[1] in names:
            yield names[scan[1]]


def _aliases(sql: str) -> dict[str, str]:
    """Alias → table, for each table of a statement."""
    return {alias: table for table, alias in re.findall(r'(?:FROM|JOIN) "(\w+)" AS "(\w+)"', sql)}


def _postgresql(connection: Any, sql: str) -> Iterator[str]:
    """On small tables PostgreSQL prefers reading them whole: it is asked what it could do.

    It is asked for the plan that serves all values, as the connections of MORI are.
    """
    number = count(1)
    sql = re.sub("%s", lambda _: f"${next(number)}", sql).replace("%%", "%")
    cursor = connection.cursor()
    cursor.execute("SET enable_seqscan = off")
    cursor.execute(f"EXPLAIN (GENERIC_PLAN, FORMAT JSON) {sql}", prepare=False)
    plan = cursor.fetchone()[0]
    cursor.execute("RESET enable_seqscan")
    yield from _sequential((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])


def _sequential(plan: dict[str, Any]) -> Iterator[str]:
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for inner in plan.get("Plans", ()):
        yield from _sequential(inner)

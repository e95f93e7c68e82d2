"""How a database finds the rows of a statement: what it reads without an index."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from psycopg.sql import Literal

from mori.core.db import db

# A handful of rows for the whole country, or a few for each office; nothing grows with years.
SMALL_TABLES = {
    "office",
    "unit",
    "office_hours",
    "holiday",
    "activity",
    "lease",
    "institution_type",
    "book",
    "maladministration_form",
    "standard_component",
}

# What may be counted, because an index holds the few that are.
COUNTED = re.compile(
    # Of one entry, found by an index: three at most.
    r'COUNT\("t\d+"\."id"\) FROM "entry_photo"'
    # Of one entry: a hundred at most.
    r'|COUNT\("t\d+"\."id"\) FROM "comment"'
    # Of one alert: by officer, a few an hour for as long as nobody answers.
    r'|COUNT\("t\d+"\."call"\) AS "times"'
    # Of one import, by an index that holds them: how its rows are accounted for.
    r'|COUNT\("t\d+"\."id"\) FROM "import_row"'
    # Of messages being sent, or of one: by an index that holds them.
    r'|COUNT\("t\d+"\."id"\) FROM "mailing_recipient"'
    # Of a page of institutions, by an index that holds them: what each has sent over the years.
    r'|COUNT\("t\d+"\."id"\) FROM "institution"'
    # Of a page of activities, by an index that holds them: those who took part.
    r'|COUNT\("t\d+"\."id"\) FROM "participation"'
    # Of one event, by an index that holds them: who was there in each half-day.
    r'|COUNT\("t\d+"\."id"\) FROM "presence"'
    # Of a page of campaigns, by an index that holds them: what each has.
    r'|COUNT\("t\d+"\."id"\) AS "n" FROM "material"'
    # Of one office, by the index over what waits there: a few a month, by channel.
    r'|COUNT\("t\d+"\."id"\), COUNT\("t\d+"\."reach_said"\), MAX\([^)]*\) FROM "publication"'
    # Of events that are to be answered within two weeks, by an index that holds them.
    r'|COUNT\("t\d+"\."id"\) AS "n", "t\d+"\."answer_until"'
    # Of one teaching, by an index that holds them: the phones that confirmed it.
    r'|COUNT\(DISTINCT\("t\d+"\."phone_hash"\)\) FROM "confirmation"'
    # Of those who were taught after one teaching, by the index over paths.
    r'|COUNT\("t\d+"\."id"\), COALESCE\(SUM\("t\d+"\."headcount"\), (?:\?|%s)\) FROM "teaching"'
    # Of a page of adopted ideas, by an index that holds them: twelve of each at most.
    r'|COUNT\("t\d+"\."done_at"\), COUNT\("t\d+"\."id"\) FROM "idea_step"'
    # Of one office and a report's period, by an index that holds them: a few a week.
    r'|COUNT\("t\d+"\."id"\), SUM\(CAST\("t\d+"\."is_late" AS integer\)\) FROM "idea_answer"'
    # Of one office: whoever is known in two trees counts once, so no tree's figures can say it.
    r'|COUNT\(DISTINCT\(COALESCE\("t\d+"\."merged_into_id", "t\d+"\."id"\)\)\) FROM "learner"'
)


def scans(connection: Any, sql: str, params: Any) -> list[str]:
    """The names of the tables that a statement reads from end to end; it should be none."""
    is_sqlite = _is_sqlite(connection)
    found = _sqlite(connection, sql, params) if is_sqlite else _postgresql(connection, sql)
    return sorted({table for table in found if table not in SMALL_TABLES})


def _is_sqlite(connection: Any) -> bool:
    return type(connection).__module__.partition(".")[0] in ("sqlite3", "pysqlite3")


def _sqlite(connection: Any, sql: str, params: Any) -> Iterator[str]:
    names = _aliases(sql)
    for *_, detail in connection.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall():
        scan = re.fullmatch(r"SCAN (\w+)\b(?! USING).*", detail)
        if scan and scan[1] in names:
            yield names[scan[1]]


def _aliases(sql: str) -> dict[str, str]:
    """Alias → table, for each table of a statement."""
    return {alias: table for table, alias in re.findall(r'(?:FROM|JOIN) "(\w+)" AS "(\w+)"', sql)}


def _postgresql(connection: Any, sql: str) -> Iterator[str]:
    """The plan that serves all values, as the connections of MORI are."""
    explain = f"EXPLAIN (GENERIC_PLAN, FORMAT JSON) {_numbered(sql)}"
    yield from _sequential(_plan(connection, explain))


def _sequential(plan: dict[str, Any]) -> Iterator[str]:
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for inner in plan.get("Plans", ()):
        yield from _sequential(inner)


def visited(connection: Any, sql: str, params: Any, *, is_small: bool = True) -> int:
    """How much a statement reads: rows on PostgreSQL, on SQLite the steps of its machine.

    Neither depends on the machine or on what else it does.
    """
    if _is_sqlite(connection):
        return _steps(connection, sql, params)
    return sum(_rows(_carried_out(connection, sql, params, is_small)))


def _steps(connection: Any, sql: str, params: Any) -> int:
    steps = count()
    connection.set_progress_handler(lambda: 0 * next(steps), 1)
    try:
        connection.execute(sql, params).fetchall()
    finally:
        connection.set_progress_handler(None, 1)
    return next(steps)


def _carried_out(connection: Any, sql: str, params: Any, is_small: bool) -> dict[str, Any]:
    """The plan that serves all values, with what it read for these."""
    values = ", ".join(Literal(value).as_string(connection) for value in params)
    connection.execute(f"PREPARE measured AS {_numbered(sql)}", prepare=False)
    call = f"EXECUTE measured({values})" if values else "EXECUTE measured"
    try:
        return _plan(connection, f"EXPLAIN (ANALYZE, FORMAT JSON) {call}", is_small)
    finally:
        connection.execute("DEALLOCATE measured")


def _rows(plan: dict[str, Any]) -> Iterator[int]:
    """What each scan found and threw away; a bitmap's rows are those of its indexes."""
    is_scan = "Index Name" in plan or plan["Node Type"] == "Seq Scan"
    if is_scan and plan.get("Relation Name") not in SMALL_TABLES:
        read = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
        yield round(sum(plan.get(each, 0) for each in read) * plan["Actual Loops"])
    for inner in plan.get("Plans", ()):
        yield from _rows(inner)


def _plan(connection: Any, explain: str, is_small: bool = True) -> dict[str, Any]:
    """On small tables PostgreSQL prefers reading them whole: it is asked what it could do."""
    connection.execute(f"SET enable_seqscan = {'off' if is_small else 'on'}")
    plan = connection.execute(explain, prepare=False).fetchone()[0]
    connection.execute("RESET enable_seqscan")
    return (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]


def _numbered(sql: str) -> str:
    number = count(1)
    return re.sub("%s", lambda _: f"${next(number)}", sql).replace("%%", "%")


@contextmanager
def asked() -> Iterator[list[tuple[str, Any]]]:
    """Every SELECT sent meanwhile, with its values."""
    sent: list[tuple[str, Any]] = []
    hook = lambda event: sent.append((event.sql, event.params or ()))  # noqa: E731
    db.obj.query_hooks.append(hook)
    try:
        yield sent
    finally:
        db.obj.query_hooks.remove(hook)
        sent[:] = [each for each in sent if each[0].startswith("SELECT")]

"""Whether a list costs the same in a nation's tenth year as in an office's first weeks.

Two databases hold the same people of one office. In the small one there is nobody else: a
thousand entries. In the large one they stand among forty offices, with all who were there in
ten years, and a million entries. Each list is opened in both. What decides is how the database
finds the rows of the statements that its page sends, and how much it reads for them: rows on
PostgreSQL, steps on SQLite, which are the same on any machine at any time. The statements are
timed too, in turns, with nothing around them; time fails only when it grows far more than that.
"""

import csv
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.asking import call
from bench.crowd.world import LARGE, SMALL, Size, World, fill
from mori import create_app
from mori.config import Settings
from mori.core.db import db
from tests.support.plans import scans, visited
from tests.support.servers import postgres

MOST_GROWTH = 1.1  # of what is read: an index that is a level deeper reads no more rows
# Rows or steps, by which one good plan may differ from another: a supervisor's nine interns are
# found from either end.
A_FEW = 25
MOST_SLOWER = 3  # how much more time may grow than what is read, on a busy machine
# Missed, and not to get worse (docs/decisions/0014-plans.md): one intern's day looks for what was
# returned among all that this intern wrote, of which the large database has four times as many; a
# name that is rare is looked for among all of an office, of whom it has twelve times as many; who
# is ready for papers is looked for among 150 who ended last, of whom the small one has forty.
# Of twenty times as many alumni a narrow search finds more, and its page has more rows: none reads
# more than a full page does. Of one campus and year there are none and twenty, nearly called
# "nobody" are none and four, fellows of a name and some years six and a full page. Two words that
# few share are looked for among all of one of them. What interns sum up of their own days are
# sixty, and 25; of a year a third more days have somebody; and the nation has forty offices.
ROUNDS, CALLS = 15, 20
SIZES = (SMALL, LARGE)

Page = tuple[str, str]

# Who opens which list, and how much it may grow where that is more; {…} are keys of the world's
# rows.
with (Path(__file__).parent / "lists.csv").open(newline="") as file:
    LISTS = list(csv.DictReader(file))
PAGES: list[Page] = [(row["who"], row["page"]) for row in LISTS]
MISSED = {(row["who"], row["page"]): float(row["most"]) for row in LISTS if row["most"]}


@dataclass(frozen=True)
class Statement:
    sql: str
    params: Any


@dataclass
class Measured:
    """A filled database: a connection of its own, and what each page asks of it."""

    size: Size
    app: Any
    world: World
    database: Any
    connection: Any
    statements: dict[tuple[str, str], list[Statement]]
    seconds_to_fill: float
    is_sqlite: bool

    def clock(self) -> float:
        """SQLite works in this thread, whose own time a busy machine does not stretch."""
        return time.thread_time() if self.is_sqlite else time.perf_counter()


def main(on: str = "sqlite", about: str = "") -> bool:
    """Print a table of lists; whether one of them grows too much, or uses no index.

    Of alumni alone, entries are of no account, and nearly all are left out. Of reports, the days
    that are counted have as many entries in both.
    """
    entries_each = {"": None, "alumni": 1, "riset": 1}.get(about, LARGE.entries_each)
    sizes = [replace(each, entries_each=entries_each or each.entries_each) for each in SIZES]
    pages = [page for page in PAGES if re.search(about, page[1])]
    with tempfile.TemporaryDirectory(prefix="mori-growth-") as folder, _server(on) as server:
        small, large = (_prepare(size, pages, Path(folder), server) for size in sizes)
        print(f"{large.size.entries:,} entries were written in {large.seconds_to_fill:.0f} s.\n")
        unit = "steps" if server is None else "rows"
        print(
            f"| {on} | {unit} at 10³ | at 10⁶ | growth | index | best µs at 10³ | at 10⁶ | growth |"
        )
        print("|---|---|---|---|---|---|---|---|")
        results = [_row(page, small, large) for page in pages]
        print()
        for page in (each for each in MISSED if each in pages):
            print(f"{page[0]} {page[1]}, the whole page: {_whole_page(page, small, large)}")
        small.connection.close()
        large.connection.close()
    return any(results)


@contextmanager
def _server(on: str) -> Iterator[str | None]:
    if on == "sqlite":
        yield None
        return
    with postgres.start() as url:
        yield url


def _prepare(size: Size, pages: list[Page], folder: Path, server: str | None) -> Measured:
    name = size.name.replace(" ", "")
    url = postgres.create_database(server, name) if server else f"sqlite:///{folder}/{name}.db"
    settings = Settings(database_url=url, instance=str(folder / name), second_factor=False)
    app = create_app(settings)
    app.test_cli_runner().invoke(args=["migrate"], catch_exceptions=False)
    begun = time.monotonic()
    world = fill(size)
    seconds = time.monotonic() - begun
    statements = {page: _asked(app, world, *page) for page in pages}
    db.close()
    # The pages' own database goes on to the next; this one's connection stays with us.
    connection = db.obj._connect()
    return Measured(size, app, world, db.obj, connection, statements, seconds, server is None)


def _asked(app: Any, world: World, role: str, path: str) -> list[Statement]:
    """The SELECTs that a page sends."""
    path = path.format(**world.rows)
    call(app, path, world.cookies[role])  # so that calendars and the like are known
    sent: list[Statement] = []
    hook = lambda event: sent.append(Statement(event.sql, event.params or ()))  # noqa: E731
    db.obj.query_hooks.append(hook)
    try:
        status, _, _ = call(app, path, world.cookies[role])
    finally:
        db.obj.query_hooks.remove(hook)
    if not status.startswith("200"):
        raise SystemExit(f"{path} as {role} answers {status}")
    return [each for each in sent if each.sql.startswith("SELECT")]


def _row(page: tuple[str, str], small: Measured, large: Measured) -> bool:
    """Print one list; whether it reads a table whole, grows, or has become far slower."""
    found = {
        table
        for each in large.statements[page]
        for table in scans(large.connection, each.sql, each.params)
        if _has_rows(large, table)
    }
    read = [_read(each, page) for each in (small, large)]
    spent = [min(each) for each in _in_turns(_statements, page, small, large)]
    growth, slower = (after / before for before, after in (read, spent))
    says = "yes" if not found else f"**not of {', '.join(sorted(found))}**"
    print(
        f"| {page[0]} {page[1]} | {read[0]:,} | {read[1]:,} | {growth:.2f} ×{_goal(page, read)} "
        f"| {says} | {spent[0]:,.0f} | {spent[1]:,.0f} | {slower:.2f} × |"
    )
    grows = read[1] > MISSED.get(page, MOST_GROWTH) * read[0] + A_FEW
    return bool(found) or grows or slower > MOST_SLOWER * max(growth, 1)


def _has_rows(measured: Measured, table: str) -> bool:
    """PostgreSQL reads a table without rows whole, whatever indexes it has."""
    cursor = measured.connection.cursor()
    return bool(cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone())


def _goal(page: tuple[str, str], read: list[int]) -> str:
    if read[1] <= MOST_GROWTH * read[0] + A_FEW:
        return ""
    known = f", and known to miss it; at most {MISSED[page]:g}" if page in MISSED else ""
    return f" **(goal {MOST_GROWTH}{known})**"


def _read(measured: Measured, page: tuple[str, str]) -> int:
    statements = measured.statements[page]
    is_small, ask = measured.size.name == SMALL.name, measured.connection
    return sum(visited(ask, each.sql, each.params, is_small=is_small) for each in statements)


def _whole_page(page: tuple[str, str], small: Measured, large: Measured) -> str:
    """How long a page takes with all that makes it, beside its statements above."""
    before, after = map(statistics.median, _in_turns(_page, page, small, large))
    return f"{before:,.0f} and {after:,.0f} µs, {after / before:.2f} ×"


def _in_turns(
    do: Callable[[Measured, tuple[str, str]], None],
    page: tuple[str, str],
    small: Measured,
    large: Measured,
) -> tuple[list[float], list[float]]:
    """Microseconds a call in each database, turn and turn about, so that both share the noise."""
    costs: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for each, spent in zip((small, large), costs, strict=True):
            begun = each.clock()
            do(each, page)
            spent.append((each.clock() - begun) / CALLS * 1e6)
    return costs


def _page(measured: Measured, page: tuple[str, str]) -> None:
    role, path = page
    db.initialize(measured.database)
    for _ in range(CALLS):
        call(measured.app, path.format(**measured.world.rows), measured.world.cookies[role])
    db.close()


def _statements(measured: Measured, page: tuple[str, str]) -> None:
    cursor = measured.connection.cursor()
    for _ in range(CALLS):
        for statement in measured.statements[page]:
            cursor.execute(statement.sql, statement.params).fetchall()

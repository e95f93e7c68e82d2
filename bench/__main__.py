"""``make bench``: what a page costs, what a slow line makes of it, a tap in a crowd, a
messy list, read, taken over and back; how soon somebody is called; a table of alumni; and growth.

Only ratios decide: the figures of one machine at one moment say little, two that
were measured in turns say a lot. ``python -m bench growth postgresql`` measures that part
alone, and with ``recap`` its reports alone.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import alert, data, growth, link, lists
from bench.alumni import exports, imports, interrupted
from bench.asking import call
from bench.delivery import cancels, idle
from bench.delivery import main as delivery
from bench.growing import inbox, trees
from bench.limit import Limit
from bench.textbook import create_app as create_textbook
from mori import create_app
from mori.config import Settings
from mori.core import bytes as budget
from mori.core.db import db
from mori.web.render import ENVIRONMENTS

MOST_TIMES_LIMIT, LEAST_TIMES_CHEAPER = 6.0, 4.0
ROUNDS, CALLS = 40, 30


ON_SQLITE = (
    ("inbox", "An inbox of two hundred", inbox.main),
    ("trees", "What was taught on", trees.main),
    ("lists", "A messy list", lists.main),
)
EITHER_DATABASE = (
    ("delivery", "Until somebody is called", delivery.main),
    ("idle", "Background work with nothing to do", idle.main),
    ("cancel", "A cancel, whatever is typed as a PIN", cancels.main),
    ("imports", "A messy list taken over and back", imports.main),
    ("exports", "A table of alumni", exports.main),
    ("interrupted", "A table of alumni, cancelled, begun again and killed", interrupted.main),
)
ABOUT = {
    "alumni": "alumni",
    "riset": "riset",
    "recap": "ringkasan|laporan|rekap|pekerjaan|nasional",
}
PARTS = (
    "cost",
    "link",
    "alert",
    *(each[0] for each in ON_SQLITE),
    *(each[0] for each in EITHER_DATABASE),
    "growth",
)


def main(parts: list[str], on: str = "sqlite") -> int:
    wrong = []
    with tempfile.TemporaryDirectory(prefix="mori-bench-") as folder:
        if {"cost", "link", "alert"} & {*parts}:
            app, people = prepare(Path(folder))
        intern = f"mori={people.intern_cookie}" if {"cost", "link", "alert"} & {*parts} else ""
        if "cost" in parts:
            print("## What a page costs\n")
            wrong += ["cost"] * cost(app, people)
        if "link" in parts:
            print("\n## On a slow line\n")
            wrong += ["link"] * link.main(app, intern)
        if "alert" in parts:
            print("\n## A tap in a crowd\n", flush=True)
            wrong += ["alert"] * alert.main(Path(folder), intern, people.intern_ticket)
    for name, title, main_of in ON_SQLITE:
        if name in parts:
            print(f"\n## {title}\n", flush=True)
            wrong += [name] * main_of()
    for name, title, measured in EITHER_DATABASE:
        if name in parts:
            print(f"\n## {title}\n", flush=True)
            wrong += [name] * measured(on)
    if "growth" in parts:
        print("\n## From a thousand entries to a million\n", flush=True)
        wrong += ["growth"] * growth.main(
            on, next((pages for name, pages in ABOUT.items() if name in sys.argv), "")
        )
    print(
        f"\nMissed: {', '.join(wrong)}."
        if wrong
        else "\nNothing misses but what says that it does."
    )
    return int(bool(wrong))


def cost(app: Any, people: data.Bench) -> bool:
    """Print what each page costs the processor; whether it is too much."""
    variants, pages = variants_of(app, people)
    costs = measure(variants)
    limit, textbook = costs["limit"], costs["textbook"]
    print("| variant | CPU µs/request: median (min–max) | × limit | page bytes (br 5) |")
    print("|---|---|---|---|")
    for name, each in costs.items():
        size = budget.brotli_size(pages[name])
        print(f"| {name} | {spread(each)} | {ratio(each, limit):.1f} | {size:,} |")
    times_limit, cheaper = ratio(costs["logbook"], limit), ratio(textbook, costs["logbook"])
    print()
    print(f"logbook: {times_limit:.1f} × the limit (at most {MOST_TIMES_LIMIT})")
    print(f"textbook: {cheaper:.1f} × dearer than logbook (at least {LEAST_TIMES_CHEAPER})")
    return times_limit > MOST_TIMES_LIMIT or cheaper < LEAST_TIMES_CHEAPER


def prepare(folder: Path) -> tuple[Any, data.Bench]:
    """The app over a database of 20,000 entries."""
    settings = Settings(
        database_url=f"sqlite:///{folder}/mori.db", instance=str(folder), second_factor=False
    )
    app = create_app(settings)
    app.test_cli_runner().invoke(args=["migrate"], catch_exceptions=False)
    people = data.fill(settings.key)
    db.execute_sql("ANALYZE")
    return app, people


def variants_of(
    app: Any, people: data.Bench
) -> tuple[dict[str, Callable[[], Any]], dict[str, bytes]]:
    """What is measured, each as a call without arguments, and the page each gives."""
    intern, supervisor = f"mori={people.intern_cookie}", f"mori={people.supervisor_cookie}"
    sample = call(app, "/logbook", intern)[2].decode()
    limit = Limit(str(db.obj.database), app.config["SECRET_KEY"], sample)
    textbook = create_textbook()
    signed_in = call(textbook, f"/masuk/{people.intern.id}", "")[1]
    cookie = next(value for name, value in signed_in if name == "Set-Cookie").split(";")[0]
    variants = {
        "limit": lambda: call(limit, "/logbook", intern),
        "logbook": lambda: call(app, "/logbook", intern),
        "logbook, no row kept": lambda: (forget_rows(app), call(app, "/logbook", intern))[1],
        "textbook": lambda: call(textbook, "/logbook", cookie),
        "home": lambda: call(app, "/", intern),
        "queue": lambda: call(app, "/tinjau", supervisor),
        "sign-in": lambda: call(app, "/masuk"),
    }
    return variants, {name: page_of(name, ask) for name, ask in variants.items()}


def forget_rows(app: Any) -> None:
    """As for someone who opens the page for the first time."""
    for environment in app.extensions[ENVIRONMENTS].values():
        environment.globals["kept"].cache_clear()


def page_of(name: str, ask: Callable[[], Any]) -> bytes:
    status, _, body = ask()
    if not status.startswith("200"):
        raise SystemExit(f"{name} answers {status}")
    return body


def measure(variants: dict[str, Callable[[], Any]]) -> dict[str, list[float]]:
    """CPU microseconds a call, in rounds that alternate, so that all share the noise."""
    costs: dict[str, list[float]] = {name: [] for name in variants}
    for ask in variants.values():
        for _ in range(CALLS):
            ask()
    for _ in range(ROUNDS):
        for name, ask in variants.items():
            begun = time.process_time()
            for _ in range(CALLS):
                ask()
            costs[name].append((time.process_time() - begun) / CALLS * 1e6)
    return costs


def ratio(cost: list[float], other: list[float]) -> float:
    """Of the best rounds: whatever else the machine does can only add to one."""
    return min(cost) / min(other)


def spread(cost: list[float]) -> str:
    return f"{statistics.median(cost):,.0f} ({min(cost):,.0f}–{max(cost):,.0f})"


def database() -> str:
    return "postgresql" if "postgresql" in sys.argv else "sqlite"


if __name__ == "__main__":
    sys.exit(main([each for each in sys.argv[1:] if each in PARTS] or [*PARTS], database()))

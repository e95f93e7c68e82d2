"""``make bench``: what a page costs beside the limit and beside the textbook way.

Only ratios decide: the figures of one machine at one moment say little, two that
were measured in turns say a lot.
"""

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask

from bench import data
from bench.limit import Limit
from bench.textbook import create_app as create_textbook
from mori import create_app
from mori.config import Settings
from mori.core import bytes as budget
from mori.core.db import db
from mori.web.render import ENVIRONMENTS

MOST_TIMES_LIMIT, LEAST_TIMES_CHEAPER = 6.0, 4.0
ROUNDS, CALLS = 15, 100


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="mori-bench-") as folder:
        variants, pages = prepare(Path(folder))
        costs = measure(variants)
    limit, textbook = costs["limit"], costs["textbook"]
    print("| variant | CPU µs/request: median (min–max) | × limit | page bytes (br 5) |")
    print("|---|---|---|---|")
    for name, cost in costs.items():
        size = budget.brotli_size(pages[name])
        print(f"| {name} | {spread(cost)} | {ratio(cost, limit):.1f} | {size:,} |")
    times_limit, cheaper = ratio(costs["logbook"], limit), ratio(textbook, costs["logbook"])
    print()
    print(f"logbook: {times_limit:.1f} × the limit (at most {MOST_TIMES_LIMIT})")
    print(f"textbook: {cheaper:.1f} × dearer than logbook (at least {LEAST_TIMES_CHEAPER})")
    return int(times_limit > MOST_TIMES_LIMIT or cheaper < LEAST_TIMES_CHEAPER)


def prepare(folder: Path) -> tuple[dict[str, Callable[[], Any]], dict[str, bytes]]:
    """What is measured, each as a call without arguments, and the page each gives."""
    settings = Settings(
        database_url=f"sqlite:///{folder}/mori.db", instance=str(folder), second_factor=False
    )
    app = create_app(settings)
    app.test_cli_runner().invoke(args=["migrate"], catch_exceptions=False)
    people = data.fill()
    db.execute_sql("ANALYZE")
    intern, supervisor = f"mori={people.intern_cookie}", f"mori={people.supervisor_cookie}"
    sample = call(app, "/logbook", intern)[2].decode()
    limit = Limit(str(db.obj.database), settings.key, sample)
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
        "sign-in": lambda: call(app, "/masuk", ""),
    }
    return variants, {name: page_of(name, ask) for name, ask in variants.items()}


def forget_rows(app: Flask) -> None:
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


def call(app: Any, path: str, cookie: str) -> tuple[str, list[tuple[str, str]], bytes]:
    """One request in process; bodies go out uncompressed, which all variants leave out alike."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_COOKIE": cookie,
        "HTTP_ACCEPT": "text/html",
        "HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 10) Chrome/138",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    answer: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> None:
        answer.update(status=status, headers=headers)

    parts = app(environ, start)
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    return answer["status"], answer["headers"], body


def ratio(cost: list[float], other: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(cost, other, strict=True))


def spread(cost: list[float]) -> str:
    return f"{statistics.median(cost):,.0f} ({min(cost):,.0f}–{max(cost):,.0f})"


if __name__ == "__main__":
    sys.exit(main())

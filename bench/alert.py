"""How long a tap takes while sixty-four clients ask the site for all it can give.

Once on the socket of the button's own process, as in docs/deploy/, and once through the site
itself, where it waits among the pages. Site and button share one processor where that can be
arranged, so that the button's process has to stand up against the crowd.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from mori.config import ROOT

CLIENTS, TAPS = 64, 150
GOAL_P50, GOAL_P95, SLACK = 5.0, 25.0, 5
BUTTON_NICE = -15  # as in mori-button.service
PATIENCE = 30.0
PINNED = """
import os, sys
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {{min(os.sched_getaffinity(0))}})
try:
    os.nice({nice})
except PermissionError:
    print("Not root: the button has no precedence here, as it has in docs/deploy/.")
os.execv(sys.argv[1], sys.argv[1:])
"""


def main(folder: Path, cookie: str, ticket: str) -> bool:
    """Print the milliseconds of both; whether the button's own socket is far too slow."""
    with ExitStack() as stack:
        site = stack.enter_context(_served(folder, "wsgi:app"))
        button = stack.enter_context(_served(folder, "wsgi:button", BUTTON_NICE))
        _await(site, "/masuk")
        quiet = _taps(button, ticket)
        stack.enter_context(_crowd(site, cookie))
        own, shared = _taps(button, ticket), _taps(site, ticket, TAPS // 5)
    print(f"| a tap, in ms, {CLIENTS} clients on the site | p50 | p95 | p99 | most |")
    print("|---|---|---|---|---|")
    for name, taken in (
        ("own socket, nobody else", quiet),
        ("own socket", own),
        ("shared worker", shared),
    ):
        print(f"| {name} | {' | '.join(f'{each:,.1f}' for each in _summary(taken))} |")
    times = _summary(shared)[0] / _summary(own)[0]
    print(f"\nOn its own socket a tap is {times:.0f} × quicker (p50).")
    print(f"Goals there: p50 {GOAL_P50:.0f} ms, p95 {GOAL_P95:.0f} ms.")
    # Where even a quiet site is slow to tap, other programs are what is measured.
    return _summary(own)[0] > SLACK * max(GOAL_P50, _summary(quiet)[0])


def _summary(taken: list[float]) -> tuple[float, float, float, float]:
    cuts = statistics.quantiles(taken, n=100)
    return cuts[49], cuts[94], cuts[98], max(taken)


@contextmanager
def _served(folder: Path, what: str, nice: int = 0) -> Iterator[int]:
    """A gunicorn as in docs/deploy/, on one processor; its port."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        command = (
            *("-m", "gunicorn", "--config", "gunicorn.conf.py"),
            *("--bind", f"fd://{listener.fileno()}", what),
        )
        process = subprocess.Popen(
            [sys.executable, "-c", PINNED.format(nice=nice), sys.executable, *command],
            cwd=ROOT,
            env=_environment(folder),
            pass_fds=[listener.fileno()],
        )
        try:
            yield listener.getsockname()[1]
        finally:
            process.terminate()
            process.wait()


def _environment(folder: Path) -> dict[str, str]:
    inherited = {name: text for name, text in os.environ.items() if name[:5] != "MORI_"}
    return inherited | {
        "DATABASE_URL": f"sqlite:///{folder}/mori.db",
        "MORI_INSTANCE": str(folder),
        "MORI_SECOND_FACTOR": "no",
    }


def _await(port: int, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    connection.getresponse().read()
    connection.close()


@contextmanager
def _crowd(port: int, cookie: str) -> Iterator[None]:
    """Clients in a process of their own that ask for the logbook again and again."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.alert", str(port), cookie],
        cwd=ROOT,
        stdin=subprocess.PIPE,
    )
    time.sleep(2)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def crowd(port: int, cookie: str) -> None:
    """Phones: they take no processor of the server, nor of the one who taps."""
    os.nice(10)
    others = os.sched_getaffinity(0) - {min(os.sched_getaffinity(0))}
    if others:
        os.sched_setaffinity(0, others)
    for _ in range(CLIENTS):
        threading.Thread(target=_ask_for_ever, args=(port, cookie), daemon=True).start()
    sys.stdin.read()


def _ask_for_ever(port: int, cookie: str) -> None:
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        with suppress(OSError, http.client.HTTPException):
            while True:
                connection.request("GET", "/logbook", headers={"Cookie": cookie})
                connection.getresponse().read()
        connection.close()


def _taps(port: int, ticket: str, number: int = TAPS) -> list[float]:
    """Milliseconds of taps one after the other, each on a connection of its own."""
    return [_tap(port, ticket, place) for place in range(number)]


def _tap(port: int, ticket: str, place: int) -> float:
    """Written by hand, for a client's own work would be counted as the button's."""
    time.sleep(0.01)
    body = f"t=bench-{port}-{place:06}-{time.time_ns()}"[:34]
    lines = (
        "POST /bantuan HTTP/1.1",
        "Host: 127.0.0.1",
        f"Cookie: {ticket}",
        "Connection: close",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    )
    request = "\r\n".join([*lines, "", body]).encode()
    begun = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
        line.sendall(request)
        answer = line.recv(4096)
    taken = (time.perf_counter() - begun) * 1e3
    if not answer.startswith(b"HTTP/1.1 303 "):
        raise SystemExit(f"a tap was answered with {answer[:40]!r}")
    return taken


if __name__ == "__main__":
    crowd(int(sys.argv[1]), sys.argv[2])

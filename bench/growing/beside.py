"""A page of a few rows beside a page of many, asked for in turns: what it costs the processor."""

import time
from collections.abc import Callable
from typing import Any

from bench.asking import call

MOST_TIMES = 1.5
ROUNDS, CALLS = 20, 5


def too_dear(app: Any, said: str, path: str, of_many: str, few: str, many: str) -> bool:
    """Print what a path costs with one cookie, and the path of many with the other."""
    costs: tuple[list[float], list[float]] = ([], [])
    asks = (lambda: asked(app, path, few), lambda: asked(app, of_many, many))
    for ask in asks:
        measured(ask)
    for _round in range(ROUNDS):
        for cost, ask in zip(costs, asks, strict=True):
            cost.append(measured(ask))
    least, most = (min(each) for each in costs)  # other programs can only add to one
    print(f"{said}: {least:,.0f} and {most:,.0f} µs, {most / least:.2f} times ({MOST_TIMES})")
    return most > MOST_TIMES * least


def asked(app: Any, path: str, cookie: str) -> None:
    status = call(app, path, cookie)[0]
    if not status.startswith("200"):
        raise SystemExit(f"{path} answers {status}")


def measured(ask: Callable[[], None]) -> float:
    """Microseconds of the processor a call."""
    begun = time.process_time()
    for _call in range(CALLS):
        ask()
    return (time.process_time() - begun) / CALLS * 1e6

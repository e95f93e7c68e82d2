"""What happens when several do something at the same moment, and waiting until it has happened."""

import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from mori.core.db import db
from mori.core.errors import Refused

PATIENCE = 60.0  # seconds that a busy machine may take; what passes never waits them out


def until(condition: Callable[[], Any], seconds: float = PATIENCE, what: str = "") -> Any:
    """Wait until something is so, and return it."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"it did not happen in time {what}"
        time.sleep(0.05)
    return found


def at_once(actions: Iterable[Callable[[], Any]], patience: float = PATIENCE * 2) -> list[Any]:
    """Do all of it in threads that begin together; what they returned, in order."""
    actions = list(actions)
    ready = threading.Barrier(len(actions))
    results: list[Any] = [None] * len(actions)

    def begin(place: int, action: Callable[[], Any]) -> None:
        ready.wait()
        results[place] = action()

    threads = [
        threading.Thread(target=begin, args=(place, action), daemon=True)
        for place, action in enumerate(actions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patience)
    return results


def all_at_once(*doings: Callable[[], Any]) -> list[str]:
    """The same: what each came to, but for those that broke."""

    def tried(do: Callable[[], Any]) -> str:
        try:
            do()
        except Refused:
            return "refused"
        finally:
            db.close()
        return "done"

    return [end for end in at_once(partial(tried, do) for do in doings) if end]

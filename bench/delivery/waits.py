"""Seconds until the first hand-off: with all well, without a database, without background work."""

import time
from collections.abc import Callable
from pathlib import Path

from mori.accounts.models import Person
from mori.core.db import db
from mori.safeguarding.watch.watchdog import AFTER, OWN_BEAT
from tests.faults.site import Server, kill
from tests.faults.test_database import take_away
from tests.support.together import until

from .running import PATIENCE, Measured, interns, measured

TAPS = 20
APART = 0.73  # seconds between taps that do not wait for each other: any phase of a round


def with_all_well(on: str) -> list[float]:
    """Taps one after the other, each as soon as the last was handed off."""
    with measured(on) as mori:
        people = interns(mori.site, TAPS)
        button = mori.site.serve("wsgi:button")
        mori.site.work()
        mori.await_roster()
        return [_one_tap(mori, button, person, n) for n, person in enumerate(people)]


def _one_tap(mori: Measured, button: Server, person: Person, number: int) -> float:
    time.sleep(APART)
    token = f"bench-well-{number:04}"
    mori.tap(button, person, token)
    return mori.seconds_until_told(token)


def without_database(_on: str) -> list[float]:
    """Its file is gone, as on SQLite, before each of the taps is made."""
    return _broken("sqlite", _take_database)


def _take_database(mori: Measured) -> None:
    db.obj.close()
    path = Path(mori.site.settings.database_url.removeprefix("sqlite:///"))
    take_away(path)


def without_background_work(on: str) -> list[float]:
    """It is killed, and the watchdog waits for its true minute."""
    return _broken(on, lambda _mori: None, watches=True)


def _broken(on: str, break_it: Callable[[Measured], None], *, watches: bool = False) -> list[float]:
    with measured(on) as mori:
        people = interns(mori.site, TAPS)
        button = mori.site.serve("wsgi:button")
        worker = mori.site.work()
        mori.await_roster()
        if watches:
            mori.site.watch(AFTER)
            until(lambda: (mori.site.settings.folder / OWN_BEAT).exists(), PATIENCE)
            kill(worker)
        break_it(mori)
        tokens = [f"bench-broken-{number:04}" for number in range(TAPS)]
        for token, person in zip(tokens, people, strict=True):
            mori.tap(button, person, token)
            time.sleep(APART)
        return [mori.seconds_until_told(token) for token in tokens]

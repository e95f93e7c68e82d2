"""Many taps at once: those of a whole office in a minute, and a flood beside one that is known."""

import time
from dataclasses import dataclass

from mori.accounts.models import Person
from mori.safeguarding.alerts.models import Tap
from tests.faults.button.test_strangers import fill
from tests.faults.site import Phone, Server
from tests.support.together import at_once, until

from .running import PATIENCE, Measured, interns, measured

TAPS, PHONES, MINUTE = 500, 10, 60.0
FLOOD, KNOWN = 10_000, 5


@dataclass
class Minute:
    """What became of the taps of one minute."""

    taken: int
    took: float
    answers: list[float]
    waits: list[float]


def five_hundred(on: str) -> Minute:
    """Five hundred people tap once each, spread over a minute, on ten lines at once."""
    with measured(on) as mori:
        people = interns(mori.site, TAPS)
        button = mori.site.serve("wsgi:button")
        mori.site.work()
        mori.await_roster()
        began = time.monotonic()
        lines = [people[first::PHONES] for first in range(PHONES)]
        done = at_once(
            [lambda n=n, line=line: _line(mori, button, line, n) for n, line in enumerate(lines)],
            patience=3 * MINUTE,
        )
        took = time.monotonic() - began
        waits = [mori.seconds_until_told(token) for token in mori.received]
    return Minute(len(mori.received), took, [each for line in done for each in line], waits)


def _line(mori: Measured, button: Server, people: list[Person], number: int) -> list[float]:
    began, answers = time.monotonic(), []
    for place, person in enumerate(people):
        due = began + (place + number / PHONES) * MINUTE / len(people)
        time.sleep(max(0.0, due - time.monotonic()))
        answers.append(mori.tap(button, person, f"bench-{number:02}-{place:04}"))
    return answers


def beside_a_flood(on: str) -> list[float]:
    """Ten thousand taps of nobody known wait already; people who are known tap meanwhile."""
    with measured(on) as mori:
        people = interns(mori.site, KNOWN)
        button = mori.site.serve("wsgi:button")
        button.tap(Phone())
        fill(mori.site, "unknown", FLOOD)
        mori.site.work()
        until(lambda: Tap.select().count() > 1, PATIENCE)
        waits = []
        for number, person in enumerate(people):
            token = f"bench-known-{number:04}"
            mori.tap(button, person, token)
            waits.append(mori.seconds_until_told(token))
        if Tap.select().count() > FLOOD:
            raise SystemExit("The flood was over before it could be in the way.")
    return waits

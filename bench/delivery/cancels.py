"""Whether the time of "pressed by accident" tells what was typed as a PIN."""

import datetime as dt
import os
import random
import statistics
import time
from typing import Any

from mori import create_app
from mori.accounts.models import Person
from mori.core.clock import now
from mori.core.tickets import TAP_COOKIE, tap_ticket
from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.alerts.operations import climb_ladder
from mori.safeguarding.safety.operations import keep_item, sealed_pins
from mori.safeguarding.safety.rules import SafetyKind
from tests.safeguarding.alerts.alarm import ADDRESS, replay, tap
from tests.safeguarding.safety.keeping import DURESS, PIN, TYPED, judge
from tests.visit import Browser, Visit

from .running import measured

TRIES = 200  # of each
APART = dt.timedelta(minutes=11)  # so that each is a call of its own
NEAR = 1.15  # times the smallest median, at most: more would be heard through any noise

Times = dict[str, list[float]]


def main(on: str) -> bool:
    print(f"Load {' '.join(f'{each:.1f}' for each in os.getloadavg())}, {os.cpu_count()} cores.\n")
    with measured(on) as mori:
        app, person = create_app(mori.site.settings), mori.site.cast.sari
        pins = sealed_pins(app.config["SECRET_KEY"], PIN, DURESS)
        keep_item(person.id, SafetyKind.PINS, pins, None, now(), is_doubtful=False)
        cancelled, seen = _try_all(app, person)
    print("| typed | tries | cancel, ms: median (p95) | its page afterwards, ms: median (p95) |")
    print("|---|---|---|---|")
    for name in TYPED:
        print(f"| {name} | {TRIES} | {_said(cancelled[name])} | {_said(seen[name])} |")
    ratios = [_ratio(cancelled), _ratio(seen)]
    print(f"\nThe largest median is {ratios[0]:.2f} and {ratios[1]:.2f} times the smallest, "
          f"at most {NEAR}.")  # fmt: skip
    return max(ratios) > NEAR


def _try_all(app: Any, person: Person) -> tuple[Times, Times]:
    """Each in turn, in another order each time, so that all share the noise."""
    cancelled: Times = {name: [] for name in TYPED}
    seen: Times = {name: [] for name in TYPED}
    at, chance = now() - dt.timedelta(days=10), random.Random(25)
    for _ in range(TRIES):
        for name in chance.sample(sorted(TYPED), len(TYPED)):
            at += APART
            first = replay(tap(person, at))
            climb_ladder(first.alert_id, at, ADDRESS)
            phone = _phone_of(app, first)
            cancelled[name].append(_timed(phone, "POST", first, TYPED[name]))
            judge(app, at)
            seen[name].append(_timed(phone, "GET", first))
    return cancelled, seen


def _phone_of(app: Any, first: Tap) -> Browser:
    browser = Visit(app)()
    ticket = tap_ticket(browser.secret, first.code, first.at.timestamp())
    browser.client.set_cookie(TAP_COOKIE, ticket, domain="127.0.0.1")
    return browser


def _timed(phone: Browser, method: str, first: Tap, typed: str = "") -> float:
    """Milliseconds until the answer is there."""
    path, form = f"/c/{first.code}", {"csrf_token": phone.form_token, "pin": typed}
    path, said = (f"{path}/tidak-sengaja", {"data": form}) if method == "POST" else (path, {})
    begun = time.perf_counter()
    answer = phone.client.open(
        path, method=method, base_url=phone.base_url, headers=phone.headers, **said
    )
    took = (time.perf_counter() - begun) * 1e3
    if answer.status_code not in (200, 303):
        raise SystemExit(f"{method} {path} was answered with {answer.status_code}")
    return took


def _said(times: list[float]) -> str:
    return f"{statistics.median(times):.1f} ({sorted(times)[int(0.95 * len(times))]:.1f})"


def _ratio(times: Times) -> float:
    medians = [statistics.median(each) for each in times.values()]
    return max(medians) / min(medians)

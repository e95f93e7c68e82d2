"""Who is called for an alert, and the mail they get, which says neither who nor what."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from mori.accounts.models import Person
from mori.core.tickets import key_of
from mori.notifications.letters import letter

from ..points.letters import BOARD, message_to
from ..points.models import ContactPoint
from ..points.queries import points_of
from ..routing.queries import reachable_among
from ..routing.rules import Rung
from . import queries, rules
from .models import Alert


def people_called(alert: Alert, rung: Rung, at: dt.datetime) -> list[Person]:
    """The people of a rung; if none of them can be reached, the next who can as well."""
    ids, everybody = queries.people_to_call(alert, rung, at)
    refusing = queries.refusing(alert)
    if reachable_among(ids) - refusing:
        return queries.people_by_id(ids)
    following = _first_reachable(everybody, refusing)
    is_new = following is not None and following.id not in ids
    return queries.people_by_id([*ids, following.id] if following and is_new else ids)


def people_called_next(alert: Alert, at: dt.datetime) -> list[Person]:
    """Whom the next step calls, unless something happens before."""
    if alert.state.is_over:
        return []
    if alert.state.is_followed:
        return people_called(alert, Rung.FIRST, at)
    if alert.state.is_acknowledged:
        stays = queries.may_handle(alert, at)
        step = rules.resumed_at(queries.lapses_of(alert)) if stays else 0
        return people_called(alert, rules.step_at(step).calls, at)
    return people_called(alert, rules.step_at(alert.step).calls, at)


def next_reachable(alert: Alert, at: dt.datetime) -> Person | None:
    """The first of all who may be told that can be reached and has not refused what was sent."""
    _called, everybody = queries.people_to_call(alert, Rung.FIRST, at)
    return _first_reachable(everybody, queries.refusing(alert))


def _first_reachable(ids: list[int], refusing: set[int]) -> Person | None:
    reachable = reachable_among(ids) - refusing
    first = next((each for each in ids if each in reachable), None)
    return queries.people_by_id([first])[0] if first else None


def alert_key(token: str) -> str:
    """The key of the alert that a tap raises: whoever tells of it without the database knows it."""
    return key_of(f"alert {token}")


def waiting_messages(
    alert: Alert, officer: Person, at: dt.datetime, address: str, why: str
) -> Iterator[tuple[ContactPoint | None, dict[str, Any]]]:
    """One message for each way the officer has proven, all in one thread.

    The account's address gets one too unless a mailbox has been proven.
    """
    points = points_of([officer.id]).get(officer.id, [])
    if officer.email and not any(point.way.is_mail for point in points):
        yield None, waiting_message(alert, officer, None, at, address, why)
    for point in points:
        yield point, waiting_message(alert, officer, point, at, address, why)


def waiting_message(
    alert: Alert,
    officer: Person,
    point: ContactPoint | None,
    at: dt.datetime,
    address: str,
    why: str,
) -> dict[str, Any]:
    """What goes to one contact point, or to the account's address; asks no database."""
    mail = _waiting_mail(alert, officer, at, address, why)
    if point is None:
        return mail
    said = mail["body"] if point.way.is_mail else f"{address}{BOARD}"
    token = f"{mail['token']} {point.key}"
    message = message_to(point, mail["subject"], said, BOARD)
    return {**mail, **message, "token": token, "key": key_of(token)}


def _waiting_mail(
    alert: Alert, officer: Person, at: dt.datetime, address: str, why: str
) -> dict[str, Any]:
    """The mail of the thread of an alert and an officer, with its idempotency key."""
    subject, body = letter("safeguarding/waiting", officer.locale, url=f"{address}{BOARD}")
    thread = f"alert {alert.key} {officer.key}"
    token = f"{thread} {alert.calls}"
    if alert.is_of_strangers:  # at most one of a kind in ten minutes
        thread = f"unknown {officer.key}"
        token = f"{thread} {why} {rules.ten_minutes_of(at)}"
    mail = {"token": token, "key": key_of(token), "recipient": officer.email}
    return {**mail, "subject": subject, "body": body, "thread": thread}

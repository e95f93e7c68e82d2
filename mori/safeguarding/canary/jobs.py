"""A canary every quarter of an hour: by the clock alone, through everybody's address."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.client import HTTPException
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from mori.config import Settings
from mori.core import tickets
from mori.core.db import new_key
from mori.core.jobs import Job, Piece
from mori.notifications.jobs import HOUR, MINUTE, periodic

from ..alerts.rules import ROBOT
from . import operations, queries, rules

ANSWERED_WITHIN = 10.0  # seconds
EPOCH = 1  # of the robot's help ticket: it never signs out
Tap = Callable[[str], None]


def jobs(settings: Settings) -> list[Job]:
    if not settings.canary_mail:
        return []
    tap = partial(tap_button, settings.address, settings.key)
    return [
        periodic("canary", rules.EVERY, partial(send, settings.canary_mail, tap)),
        look_after,
        periodic("canaries lost", MINUTE, partial(tell, settings.address)),
        periodic("canaries' retention", HOUR, forget),
    ]


def send(mail: str, tap: Tap, at: dt.datetime) -> None:
    """Note it, then tap: in a thread, since whoever answers may hang."""
    token = f"canary-{new_key()}"
    operations.send_canary(token, mail, at)
    threading.Thread(target=tap, args=(token,), daemon=True).start()


def tap_button(address: str, key: bytes, token: str) -> None:
    """Press the button as a phone does, with the robot's help ticket."""
    fields = {"t": token, "b": tickets.help_ticket(key, ROBOT, EPOCH), "p": "robot"}
    url, body = f"{address}/bantuan", urlencode(fields).encode()
    request = Request(url, body, {"Accept": "application/json"})  # noqa: S310 - our own address
    try:
        urlopen(request, timeout=ANSWERED_WITHIN).close()  # noqa: S310  # nosec B310
    except (OSError, HTTPException, ValueError):
        return  # that it does not come back says so


def look_after(at: dt.datetime) -> Iterator[Piece]:
    for canary_id, alert_id in queries.returned(at):
        yield partial(operations.note_return, canary_id, alert_id, at)
    for alert_id in queries.lost_alerts(at):
        yield partial(operations.end_canary, alert_id, at)


def tell(address: str, at: dt.datetime) -> None:
    if loss := queries.loss(at):
        operations.tell_of_loss(loss, address, at)


def forget(at: dt.datetime) -> None:
    while operations.forget_canaries(at):
        pass

"""A call that nobody pressed a button for: somebody without an account wrote it."""

import datetime as dt

from mori.core.db import writing
from mori.core.tickets import CODE_LENGTH, key_of

from ..alerts import letters, queries
from ..alerts.models import Alert, AlertEvent, Tap
from ..alerts.operations import climb_ladder
from ..alerts.rules import OUTSIDE


@writing()
def raise_from_outside(token: str, office_id: int | None, at: dt.datetime, address: str) -> Alert:
    """Raise a call of its own, which no other joins, and tell the first officers of it at once.

    So that what is written is sealed to somebody, and not left to the server.
    """
    alert = Alert.create(
        key=letters.alert_key(token),
        office=office_id,
        is_from_outside=True,
        raised_at=at,
        climbed_from=at,
        due_at=at,
    )
    AlertEvent.create(alert=alert, verb="raise", at=at)
    code = key_of(token)[:CODE_LENGTH]
    Tap.create(token=token, code=code, alert=alert, page=OUTSIDE, at=at, replayed_at=at)
    climb_ladder(alert.id, at, address)
    return queries.alert_by_id(alert.id)

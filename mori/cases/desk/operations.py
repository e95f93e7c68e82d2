"""Opening a case is a record, in the transaction that reads it."""

import datetime as dt

from mori.core.db import writing
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.audit.operations import record

from ..keys.models import Unlocking
from ..keys.operations import keep_open, pass_on


@writing()
def note_opening(
    alert: Alert,
    officer_id: int,
    unlocking: Unlocking,
    secrets: dict[int, bytes],
    at: dt.datetime,
) -> None:
    """Record who opens a case; whoever may read it by now gets a share of what they hold."""
    record("open", alert.key, officer_id, at)
    keep_open(unlocking, at)
    pass_on(alert, secrets, at)

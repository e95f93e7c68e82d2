"""A task of what may be retaliation, made without a word to anybody."""

import datetime as dt

from mori.core.db import writing
from mori.safeguarding.alerts.models import Alert

from ..queries import today_of
from ..tasks.operations import make_task
from . import queries


@writing()
def look_for_signs(alert: Alert, at: dt.datetime) -> None:
    """Make a task for the officers of whatever happened since the call; nothing else changes."""
    for sign in queries.signs_of(alert, at):
        make_task(alert, sign.kind, today_of(alert, at), sign.reason, at)

"""Noting what was agreed with whoever called."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import lock

from ..alerts.models import Alert
from ..audit.operations import record
from . import queries
from .models import AlertNote


@writing()
def add_note(alert: Alert, officer_id: int, sealed: str, token: str, at: dt.datetime) -> None:
    """Add to what was agreed; only whoever handles it, or was the last to, knows that."""
    if queries.is_noted(token):
        return
    if alert.acknowledged_by_id != officer_id or not lock(alert, "acknowledged_by"):
        raise Refused(_("Only whoever handles a call notes what was agreed."))
    AlertNote.create(alert=alert, author=officer_id, sealed=sealed, token=token, at=at)
    record("note", alert.key, officer_id, at)

"""What happens to an alert; that an officer opened it, without keeping the page waiting."""

import datetime as dt
from contextlib import suppress
from threading import Thread

from peewee import OperationalError

from mori.core.db import db, writing

from ..audit.operations import record
from . import page_queries
from .models import Alert, AlertEvent

READING_WITHIN, READING_LATE_WITHIN = 0.3, 300.0  # seconds: before the page is shown, and after


@writing()
def note_event(alert: Alert, verb: str, at: dt.datetime, officer_id: int | None = None) -> None:
    """Add what happened to an alert; what an officer did is a record of the chain too."""
    AlertEvent.create(alert=alert, verb=verb, actor=officer_id, at=at)
    if officer_id:
        record(verb, alert.key, officer_id, at)


def note_reading(alert: Alert, officer_id: int, at: dt.datetime) -> None:
    """Record, at once or a little later, the first time an officer opens an alert after a tap."""
    if alert.state.is_ended or page_queries.has_read(alert, officer_id):
        return
    try:
        _note_reading(alert, officer_id, at, READING_WITHIN)
    except OperationalError:
        Thread(target=_note_reading_late, args=(alert, officer_id, at), daemon=True).start()


def _note_reading(alert: Alert, officer_id: int, at: dt.datetime, within: float) -> None:
    with writing(within):
        if not page_queries.has_read(alert, officer_id):
            note_event(alert, "read", at, officer_id)


def _note_reading_late(alert: Alert, officer_id: int, at: dt.datetime) -> None:
    with db.connection_context(), suppress(OperationalError):
        _note_reading(alert, officer_id, at, READING_LATE_WITHIN)

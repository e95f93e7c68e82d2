"""Noting what the person wants, and erasing a case with all its keys."""

import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _

from mori.core.db import overwrite_deleted, writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.notifications.operations import forget_messages
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.audit.operations import record
from mori.safeguarding.circles.operations import forget_circle
from mori.safeguarding.following.operations import tell_second
from mori.safeguarding.lasting.operations import note_lasting
from mori.safeguarding.rescue.operations import forget_alert, forget_rescued

from ..evidence.operations import note_to_remove
from . import queries
from .models import ErasedCase, Retention
from .rules import Answer


@writing()
def note_answer(
    alert: Alert,
    answer: Answer,
    officer_id: int,
    token: str,
    years: int,
    at: dt.datetime,
    address: str,
) -> None:
    """Note what the person wants; what is to be erased waits for a second officer."""
    if queries.is_noted(token):
        return
    alert = _require_due(alert, years, at)
    Retention.create(token=token, alert=alert, answer=answer, noted_by=officer_id, noted_at=at)
    record(f"wish {answer}", alert.key, officer_id, at)
    if answer.is_erase:
        tell_second(alert, officer_id, at, address)


@writing()
def erase_case(alert: Alert, officer_id: int, years: int, at: dt.datetime) -> None:
    """Erase it for good: a second officer has made sure that the person wants that."""
    alert = _require_due(alert, years, at)
    wanted = queries.last_answer(alert)
    if wanted is None or not wanted.answer.is_erase:
        raise changed_meanwhile()
    if wanted.noted_by_id == officer_id:
        raise Refused(_("You noted this yourself: another officer makes sure, and erases it."))
    record("erase", alert.key, officer_id, at)
    _erase(alert, at)
    note_lasting("erased", {"alert": alert.key})


def erase_again(said: dict[str, Any], at: dt.datetime) -> None:
    """After a copy was restored in which it still is, whatever has become of it there."""
    if alert := queries.case_named(said["alert"]):
        _erase(alert, at)
    forget_circle(said["alert"])


def _require_due(alert: Alert, years: int, at: dt.datetime) -> Alert:
    lock(Alert(id=alert.id))
    found = queries.case_named(alert.key)
    if found is None or not queries.is_due(found, years, at):
        raise changed_meanwhile()
    return found


def _erase(alert: Alert, at: dt.datetime) -> None:
    """Delete whatever points to it, however far off: shares and pairs of keys, texts, taps.

    SQLite writes zeros over what it deletes; without shares nothing sealed can be opened anyway.
    """
    overwrite_deleted()
    messages, rescued = queries.messages_of(alert.id), queries.rescued_of(alert.id)
    year, office = alert.raised_at.year, alert.office_id
    note_to_remove(alert.id)
    forget_alert(alert)
    forget_circle(alert.key)
    forget_messages(messages)
    forget_rescued(rescued)
    ErasedCase.create(key=alert.key, office=office, year=year, erased_at=at)

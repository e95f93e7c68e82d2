"""Next steps of a case, and tries to reach the person."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.audit.operations import record

from ..entries.operations import add_entry
from ..entries.rules import EntryKind
from ..holders.operations import tell_holders
from ..queries import today_of
from . import queries
from .models import CaseTask, ContactTry
from .rules import CaseTaskKind, ContactWay


@writing()
def add_task(
    alert: Alert,
    officer_id: int,
    text: str,
    due_on: dt.date,
    token: str,
    server: bytes,
    at: dt.datetime,
) -> None:
    """Note a next step with its day; the same form twice is one."""
    if queries.is_task(token):
        return
    _require_ahead(alert, due_on, at)
    entry = add_entry(alert, EntryKind.TASK, text, officer_id, token, server, at)
    kind = CaseTaskKind.WRITTEN
    CaseTask.create(token=token, alert=alert, kind=kind, entry=entry, due_on=due_on, made_at=at)


@writing()
def make_task(
    alert: Alert, kind: CaseTaskKind, due_on: dt.date, reason: str, at: dt.datetime
) -> bool:
    """A step that follows from something; the same reason makes one, done or not."""
    token = token_for("task", alert.key, reason)
    if queries.is_task(token):
        return False
    CaseTask.create(token=token, alert=alert, kind=kind, due_on=due_on, made_at=at)
    return True


@writing()
def settle_task(alert: Alert, reason: str, officer_id: int | None, at: dt.datetime) -> None:
    """What a step was made for has happened, or is not wanted any more."""
    made = CaseTask.token == token_for("task", alert.key, reason), CaseTask.done_at.is_null()
    CaseTask.update(done_by=officer_id, done_at=at).where(*made).execute()


@writing()
def finish_task(task: CaseTask, officer_id: int, at: dt.datetime) -> None:
    """Say that a step is done; it stays to be read."""
    waits = CaseTask.id == task.id, CaseTask.done_at.is_null()
    if not CaseTask.update(done_by=officer_id, done_at=at).where(*waits).execute():
        raise changed_meanwhile()
    record("finish task", task.alert.key, officer_id, at)


class Tried(NamedTuple):
    """How somebody tried to reach the person, and what comes next."""

    way: ContactWay
    is_reached: bool
    next_on: dt.date | None


@writing()
def log_contact(
    alert: Alert,
    officer_id: int,
    tried: Tried,
    text: str,
    token: str,
    server: bytes,
    at: dt.datetime,
) -> None:
    """Note a try to reach the person; whoever was not reached is tried again on a day."""
    lock(alert)
    entry = add_entry(alert, EntryKind.CONTACT, text, officer_id, token, server, at)
    if queries.is_logged(entry.id):
        return
    if not tried.is_reached and tried.next_on is None:
        raise Refused(_("Choose the day of the next try."))
    if tried.next_on:
        _require_ahead(alert, tried.next_on, at)
    ContactTry.create(alert=alert, entry=entry, officer=officer_id, at=at, **tried._asdict())
    CaseTask.update(done_by=officer_id, done_at=at).where(
        CaseTask.alert == alert.id,
        CaseTask.kind == CaseTaskKind.REACH,
        CaseTask.done_at.is_null(),
    ).execute()
    if tried.next_on:
        make_task(alert, CaseTaskKind.REACH, tried.next_on, f"try {entry.id}", at)


def _require_ahead(alert: Alert, day: dt.date, at: dt.datetime) -> None:
    if day < today_of(alert, at):
        raise Refused(_("Choose today or a later day."))


@writing()
def remind_overdue(alert: Alert, address: str, at: dt.datetime) -> None:
    """Tell the holders, once a day, that a step of their case is overdue."""
    today = today_of(alert, at)
    late = CaseTask.update(reminded_on=today).where(
        CaseTask.alert == alert.id,
        CaseTask.done_at.is_null(),
        CaseTask.due_on < today,
        CaseTask.reminded_on.is_null() | (CaseTask.reminded_on < today),
    )
    if late.execute():
        tell_holders(alert, at, address, "overdue")

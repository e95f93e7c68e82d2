"""Asking the person of a case how they are, and keeping what they say."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import lock
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.queries import alert_by_id

from ..entries.operations import add_entry
from ..entries.queries import entry_by_token
from ..entries.rules import EntryKind
from ..holders.operations import tell_holders
from ..queries import today_of
from ..tasks.operations import make_task
from ..tasks.queries import has_open
from ..tasks.rules import CaseTaskKind
from . import queries
from .models import CheckIn
from .rules import Answer, Due, packed


@writing()
def ask_and_look(alert: Alert, address: str, at: dt.datetime) -> None:
    """Ask what is due by now; where two in a row went without an answer, make a task."""
    lock(alert)
    today = today_of(alert, at)
    for due in queries.dues_of(alert, at):
        if due.is_open(today):
            _ask(alert, due)
    missed = queries.missed_twice(alert, today)
    if missed is None or has_open(alert.id, CaseTaskKind.MISSED):
        return
    if make_task(alert, CaseTaskKind.MISSED, today, f"missed {missed.id}", at):
        tell_holders(alert, at, address, "missed")


def _ask(alert: Alert, due: Due) -> None:
    asked = CheckIn.insert(alert=alert, contacted_on=queries.contacted_on(alert), **due._asdict())
    asked.on_conflict_ignore().execute()


@writing()
def answer_check_in(
    check_in: CheckIn,
    answer: Answer,
    officer_id: int | None,  # who asked; nobody where the person answers themself
    token: str,
    server: bytes,
    address: str,
    at: dt.datetime,
) -> None:
    """Keep an answer; whoever is not safe, or is treated worse, is somebody's task at once.

    Said again it is kept again: what changed matters more than what was said first.
    """
    lock(alert := alert_by_id(check_in.alert_id))
    if entry_by_token(token):
        return
    if not alert.state.is_followed:
        raise Refused(_("This question is over. Call again if you need somebody."))
    add_entry(alert, EntryKind.ANSWER, packed(answer), officer_id, token, server, at)
    _note_answer(check_in, officer_id, at)
    today = today_of(alert, at)
    if answer.safety.is_no:
        make_task(alert, CaseTaskKind.UNSAFE, today, f"unsafe {token}", at)
    if answer.is_treated_worse:
        make_task(alert, CaseTaskKind.TREATED, today, f"treated {token}", at)
    if answer.safety.is_no or answer.is_treated_worse:
        tell_holders(alert, at, address, "answer")


def _note_answer(check_in: CheckIn, officer_id: int | None, at: dt.datetime) -> None:
    """That there is one; the person's own counts for more than what an officer noted."""
    unanswered = CheckIn.answered_at.is_null() if officer_id else CheckIn.asked_by.is_null(False)
    said = CheckIn.update(answered_at=at, asked_by=officer_id)
    said.where(CheckIn.id == check_in.id, CheckIn.answered_at.is_null() | unanswered).execute()

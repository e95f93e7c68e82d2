"""Asking the person of a case how they are, and keeping what they say."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import lock
from mori.notifications.letters import letter
from mori.notifications.operations import post_message, stop_messages
from mori.notifications.queries import messages_about
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.queries import alert_by_id
from mori.safeguarding.safety.queries import mail_allowed_by

from ..entries.operations import add_entry
from ..entries.queries import entry_by_token
from ..entries.rules import EntryKind
from ..holders.operations import tell_holders
from ..queries import today_of, zone_of
from ..tasks.operations import make_task
from ..tasks.queries import has_open
from ..tasks.rules import CaseTaskKind
from . import queries
from .models import CheckIn
from .rules import Answer, Due, letter_token, packed, written_at


@writing()
def ask_and_look(alert: Alert, server: bytes, address: str, at: dt.datetime) -> None:
    """Ask what is due by now; where two in a row went without an answer, make a task."""
    lock(alert)
    today = today_of(alert, at)
    for due in queries.dues_of(alert, at):
        if due.is_open(today) and not queries.is_asked(alert, due):
            _ask(alert, due, server, address, at)
    missed = queries.missed_twice(alert, today)
    if missed is None or has_open(alert.id, CaseTaskKind.MISSED):
        return
    if make_task(alert, CaseTaskKind.MISSED, today, f"missed {missed.id}", at):
        tell_holders(alert, at, address, "missed")


def _ask(alert: Alert, due: Due, server: bytes, address: str, at: dt.datetime) -> None:
    """Put the question on the person's page; the holders hear of it."""
    day = queries.contacted_on(alert)
    check_in = CheckIn.create(alert=alert, contacted_on=day, **due._asdict())
    tell_holders(alert, at, address, "check-in")
    _write_to_person(alert, check_in, server, address, at)


def _write_to_person(
    alert: Alert, check_in: CheckIn, server: bytes, address: str, at: dt.datetime
) -> None:
    """One line that says nothing, to the safe contact of whoever has allowed it, by day."""
    person = alert.person
    if person is None or not queries.is_reachable_by_letter(alert):
        return
    to = mail_allowed_by(person.id, server)
    if not to:
        return
    url = f"{address}/c/{queries.latest_tap_on(alert).code}"
    subject, body = letter("cases/question", person.locale, url=url)
    due_at = written_at(at, zone_of(alert))
    token = letter_token(check_in.key)
    post_message(token, to, subject, body, at, due_at=due_at, seal_with=server)


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
    """That there is one; the person's own counts for more than what an officer noted.

    A letter about the question that has not gone out yet is not needed any more.
    """
    letters = messages_about([letter_token(check_in.key)]).values()
    stop_messages([letter.key for letter in letters], at)
    unanswered = CheckIn.answered_at.is_null() if officer_id else CheckIn.asked_by.is_null(False)
    said = CheckIn.update(answered_at=at, asked_by=officer_id)
    said.where(CheckIn.id == check_in.id, CheckIn.answered_at.is_null() | unanswered).execute()

"""Taking over what officers were told while the database was away: nobody is told it again."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from mori.accounts.models import Person
from mori.core.db import writing
from mori.core.states import try_move
from mori.notifications import operations as outbox

from ..alerts import letters, operations, queries, rules
from ..alerts.models import Alert, AlertEvent
from ..alerts.rules import MOVES
from ..button.handed import KNOWN, REFUSED, SENT, Note


@writing()
def replay_handed_tap(
    record: dict[str, Any], notes: Sequence[Note], address: str, at: dt.datetime
) -> None:
    """Replay a tap of which officers were told without the database, and note whom they were."""
    operations.replay_tap(record, address, at)
    alert = queries.alert_named(letters.alert_key(record["token"]))
    if alert is None or alert.calls:  # it joined another, whose officers were told anyway
        return
    told = [note for note in notes if note.what != KNOWN]
    told.sort(key=lambda note: note.step)
    for step, theirs in groupby(told, key=lambda note: note.step):
        alert = _note_step(alert, step, list(theirs), address)


def _note_step(alert: Alert, step: int, notes: list[Note], address: str) -> Alert:
    began = _moment(min(note.at for note in notes))
    climbed_from = began - rules.step_at(step).after  # the next step's time counts from then
    try_move(
        alert,
        MOVES,
        "notify",
        step=step + 1,
        calls=step + 1,
        climbed_from=climbed_from,
        due_at=rules.due_at(climbed_from, step + 1, alert.held_back_at),
    )
    AlertEvent.create(alert=alert, verb="notify", actor=None, at=began)
    alert = queries.alert_by_id(alert.id)
    for key in dict.fromkeys(note.officer for note in notes):
        officer = queries.person_named(key)
        if officer:  # a restored backup may be older than they are
            _note_told(alert, officer, [note for note in notes if note.officer == key], address)
    return alert


def _note_told(alert: Alert, officer: Person, notes: list[Note], address: str) -> None:
    """The same messages as were sent; of the outbox one goes out only if that is not certain."""
    for way, message in operations.tell(alert, officer, _moment(notes[0].at), address).items():
        at = {note.what: _moment(note.at) for note in notes if note.way == way}
        if SENT in at:
            outbox.mark_sent(message, at[SENT])
        elif REFUSED in at:
            outbox.mark_failed(message, REFUSED, at[REFUSED], is_refused=True)


def _moment(seconds: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)

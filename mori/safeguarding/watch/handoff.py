"""Telling officers of taps that nobody takes out of the spool: by the roster, without a database.

Nothing here is logged: no line of a technical log may move with a tap.
"""

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mori.accounts.models import Person
from mori.config import Settings
from mori.notifications.mail import Send, is_refused
from mori.notifications.models import Message
from mori.notifications.rules import MAIL

from ..alerts import letters
from ..alerts.models import Alert
from ..alerts.rules import ROBOT
from ..button.handed import BEGUN, REFUSED, SENT, Handed, Note
from ..button.spool import Spool
from ..points.models import ContactPoint
from ..points.rules import Way
from . import snapshot
from .rules import Call, Destination, Roster, calls_due, cases_of, shared

BEAT_PATIENCE = 5.0  # seconds without a round of background work, before its own process hands off
ROUND_PATIENCE = 30.0  # of a tap that the rounds leave behind, although they go on
ROUND_SECONDS = 1.0
ACCOUNT = Destination(MAIL, "")


class HandOff:
    """Takes over for the taps of a node whose background work does not take them."""

    def __init__(
        self, settings: Settings, senders: Mapping[str, Send], *, is_backwards: bool = False
    ) -> None:
        folder, key = settings.folder / "spool", settings.key
        self._known = Spool(folder, key)
        self._strangers = [Spool(folder, key, "claimed"), Spool(folder, key, "unknown")]
        self._handed = Handed(folder)
        self._instance, self._key, self._address = settings.folder, key, settings.address
        self._senders, self._is_backwards = senders, is_backwards
        self._roster: Roster | None = None

    def round(self, at: dt.datetime, patience: float) -> None:
        """Tell whoever is to be told by now of taps that have waited for so many seconds.

        Those who are known come first, however many strangers there are.
        """
        known = self._known.waiting()
        self._call(known, at, patience)
        strangers = [record for lane in self._strangers for record in lane.waiting()]
        if strangers:
            self._call([*known, *strangers], at, patience)

    def _call(self, records: list[dict[str, Any]], at: dt.datetime, patience: float) -> None:
        now = at.timestamp()
        late = [each for each in records if abs(now - each.get("at", 0)) >= patience]
        late = [each for each in late if each.get("person") != ROBOT]  # a canary measures the rest
        roster = self._newest_roster() if late else None
        if roster is None:
            return
        with self._handed.alone():
            notes, cases = self._handed.notes(), cases_of(late, roster)
            due = [
                call
                for case in cases
                for call in calls_due(case, notes, lambda id: roster.officers[id].key, now)
            ]
            begun = [note for call in due for note in _notes(call, roster, now, BEGUN)]
            told = [*notes, *begun]
            self._handed.add(*begun, *(note for case in cases for note in shared(case, told)))
        for call in due:
            self._begin(call, roster)

    def _newest_roster(self) -> Roster | None:
        """What was once read stays good when the file is spoilt or gone."""
        found = snapshot.read(self._instance, self._key)
        if found and (self._roster is None or found.at >= self._roster.at):
            self._roster = found
        return self._roster

    def _begin(self, call: Call, roster: Roster) -> None:
        """Each way in a thread of its own: one that hangs holds up none."""
        found = roster.officers[call.officer].destinations
        for to in reversed(found) if self._is_backwards else found:
            threading.Thread(target=self._tell, args=(call, roster, to), daemon=True).start()

    def _tell(self, call: Call, roster: Roster, to: Destination) -> None:
        message = message_of(call, roster, to, self._address)
        at = message.made_at.timestamp()
        try:
            self._senders[to.channel](message)
        except Exception as error:
            if is_refused(error):
                self._handed.add(*_notes(call, roster, at, REFUSED, to))
        else:
            self._handed.add(*_notes(call, roster, at, SENT, to))


def message_of(call: Call, roster: Roster, to: Destination, address: str) -> Message:
    """The message that the database will have: sent twice, it is one."""
    case, officer = call.case, roster.officers[call.officer]
    alert = Alert(
        key=letters.alert_key(case.token),
        calls=call.step + 1,
        person=case.who.person,
        claimed_by_session=case.who.by_session,
        claimed_by_ticket=case.who.by_ticket,
    )
    person = Person(key=officer.key, locale=officer.locale, email=to.address)
    point = point_of(to)
    first_at = dt.datetime.fromtimestamp(call.first_at, dt.UTC)
    message = letters.waiting_message(alert, person, point, first_at, address, "")
    return Message(**message, made_at=first_at)


def point_of(to: Destination) -> ContactPoint | None:
    if not to.point:
        return None
    where = {"address": to.address, "sealed": to.sealed}
    return ContactPoint(key=to.point, way=Way(to.channel), **where)


def _notes(
    call: Call, roster: Roster, at: float, what: str, to: Destination = ACCOUNT
) -> list[Note]:
    """One for each tap of the case: what the database has of them by then may be any."""
    officer, case = roster.officers[call.officer].key, call.case
    tokens = [case.token, *case.joined]
    return [Note(token, call.step, officer, at, what, to.point) for token in tokens]


class StandBy:
    """A thread beside the background work, which goes on when that cannot reach the database."""

    def __init__(self, hand_off: HandOff, beat: Path, clock: Callable[[], dt.datetime]) -> None:
        self._hand_off, self._beat, self._clock = hand_off, beat, clock
        self._stopped = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._run, name="stand-by", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        self._stopped.wait(BEAT_PATIENCE)  # the background work has only begun, too
        while not self._stopped.wait(ROUND_SECONDS):
            at = self._clock()
            stands = seconds_since(self._beat, at) >= BEAT_PATIENCE
            attempt(self._hand_off, at, BEAT_PATIENCE if stands else ROUND_PATIENCE)


def attempt(hand_off: HandOff, at: dt.datetime, patience: float) -> None:
    """Whatever fails, the next round comes. It fails only where somebody has tapped: no log."""
    try:
        hand_off.round(at, patience)
    except Exception:
        return


def seconds_since(beat: Path, at: dt.datetime) -> float:
    """How long ago a process gave a sign of life; one of the future: the clock was set back."""
    try:
        return abs(at.timestamp() - beat.stat().st_mtime)
    except OSError:
        return float("inf")

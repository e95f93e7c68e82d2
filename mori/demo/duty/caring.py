"""Calls of weeks and years ago: one closed, one handed over, one of somebody whom nobody reaches,
and one that is erased.
"""

import datetime as dt
from typing import NamedTuple

from mori.accounts.models import Person
from mori.cases.checkins.operations import ask_and_look
from mori.cases.closing import operations as closing
from mori.cases.closing.operations import Proposed
from mori.cases.closing.queries import proposal_on
from mori.cases.closing.rules import Consent, Reason, Step
from mori.cases.holders import operations as holders
from mori.cases.holders.queries import offers_of
from mori.cases.retention import operations as retention
from mori.cases.retention.queries import messages_of
from mori.cases.retention.rules import YEAR, Answer
from mori.cases.tasks import operations as tasks
from mori.cases.tasks.operations import Tried
from mori.cases.tasks.rules import ContactWay
from mori.core.clock import local_date
from mori.core.tickets import code_of
from mori.core.workdays import DAY
from mori.notifications.models import Message
from mori.safeguarding.alerts import operations as alerts
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.queries import alert_by_id
from mori.safeguarding.alerts.reading_operations import note_reading
from mori.safeguarding.receipts.queries import tap_by_code

from .desk import DutyDesk
from .drills import ADDRESS, SENT_AFTER

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
CALLED_AFTER = (0 * MINUTE, 2 * MINUTE, 5 * MINUTE)  # then every officer of the office was told
CLOSED, HANDED_OVER, UNREACHED, ERASED = (
    "Wahyu Misalkan",
    "Rizky Misalkan",
    "Nadia Teladan",
    "Yulia Seumpama",
)
REACHED = 20 * MINUTE  # after the call
TRIES = (  # of her whom nobody reaches: after how many days, how, what came of it, when again
    (3, ContactWay.CALL, "Tidak diangkat.", 1),
    (4, ContactWay.TEXT, "Terkirim, belum dibaca.", 9),
)
TWO_YEARS = 2  # as the settings say where nobody said otherwise


class Officers(NamedTuple):
    norhayati: Person
    fahrizal: Person
    mariatul: Person


def look_after_calls(desk: DutyDesk) -> None:
    names = "Norhayati Umpama", "Fahrizal Contoh", "Mariatul Teladan"
    officers = Officers(*(desk.named(name) for name in names))
    _erase(desk, officers)
    _close(desk, officers)
    _hand_over(desk, officers)
    _lose(desk, officers)


def _erase(desk: DutyDesk, officers: Officers) -> None:
    """Of it nothing is left but that it was there; its year says so alone."""
    began = desk.at - 3 * YEAR
    alert = _answered(desk, ERASED, began, officers.fahrizal)
    _confirm(alert, officers.norhayati, began + REACHED)
    safe = Proposed(Step.CLOSE, Reason.SAFE, Consent.MET)
    _decide(alert, safe, officers.fahrizal, officers.norhayati, began + 15 * DAY)
    asked_at = desk.at - 20 * DAY
    token = f"demo {ERASED}"
    noted = Answer.ERASE, officers.norhayati.id, token, TWO_YEARS, asked_at, ADDRESS
    retention.note_answer(alert_by_id(alert.id), *noted)
    retention.erase_case(alert, officers.fahrizal.id, TWO_YEARS, asked_at + 2 * DAY)


def _close(desk: DutyDesk, officers: Officers) -> None:
    began = desk.at - 12 * DAY
    alert = _answered(desk, CLOSED, began, officers.norhayati)
    _confirm(alert, officers.fahrizal, began + REACHED)
    safe = Proposed(Step.CLOSE, Reason.SAFE, Consent.PHONE)
    _decide(alert, safe, officers.norhayati, officers.fahrizal, began + 6 * DAY)


def _hand_over(desk: DutyDesk, officers: Officers) -> None:
    """Norhayati has it from Fahrizal, holds it with Mariatul, and waits for what she decides."""
    began, given = desk.at - 15 * DAY, desk.at - 4 * DAY
    alert = _answered(desk, HANDED_OVER, began, officers.fahrizal)
    _confirm(alert, officers.mariatul, began + REACHED)
    holders.name_takers(began + HOUR)
    holders.hold_case(alert, officers.mariatul.id, began + 2 * HOUR)
    in_hand = Proposed(Step.IN_HAND)
    _decide(alert, in_hand, officers.fahrizal, officers.mariatul, began + DAY)
    note = (
        "Ia ingin dihubungi sesudah jam magang saja. Jadwal barunya sudah disepakati dengan unit."
    )
    pair = officers.fahrizal.id, officers.norhayati.id
    token = f"demo {HANDED_OVER}"
    holders.offer_hand_over(alert, pair, note, token, desk.secret, ADDRESS, given)
    (offer,) = offers_of(alert.id)
    holders.accept_hand_over(offer, officers.norhayati.id, desk.secret, given + HOUR)
    due_on = local_date(desk.at, desk.office.zone) + 2 * DAY
    step = "Menanyakan bagaimana pekan pertamanya dengan jadwal baru."
    tasks.add_task(
        alert, officers.norhayati.id, step, due_on, f"{token} 2", desk.secret, given + 2 * HOUR
    )
    _live_on(alert, desk.at - DAY)
    ask_and_look(alert_by_id(alert.id), desk.secret, ADDRESS, desk.at - DAY)
    _propose(alert, Proposed(Step.MONITOR), officers.norhayati, desk.at - DAY)
    _live_on(alert, desk.at)


def _lose(desk: DutyDesk, officers: Officers) -> None:
    """Reached on the first day and by nobody since: two have said so, and tries go on."""
    began = desk.at - 12 * DAY
    alert = _answered(desk, UNREACHED, began, officers.mariatul)
    _confirm(alert, officers.norhayati, began + REACHED)
    holders.name_takers(began + HOUR)
    for days, way, said, again_after in TRIES:
        _live_on(alert, at := began + days * DAY + HOUR)
        again = local_date(at, desk.office.zone) + again_after * DAY
        tried = Tried(way, is_reached=False, next_on=again)
        token = f"demo {UNREACHED} {days}"
        tasks.log_contact(alert, officers.mariatul.id, tried, said, token, desk.secret, at)
    lost = Proposed(Step.LOSE)
    _decide(alert, lost, officers.mariatul, officers.norhayati, began + 5 * DAY)
    _live_on(alert, desk.at)


def _answered(desk: DutyDesk, caller: str, at: dt.datetime, officer: Person) -> Alert:
    """A call that every officer of the office was told of, and one has taken on."""
    person, token = desk.named(caller), f"demo-call-of-{caller}"
    code = code_of(desk.secret, token)
    record = {
        "token": token,
        "code": code,
        "at": at.timestamp(),
        "session": "",
        "person": person.key,
        "epoch": person.help_epoch,
        "page": "logbook",
    }
    alerts.replay_tap(record, ADDRESS, at)
    tap = tap_by_code(code)
    if tap is None:
        raise LookupError(token)
    for after in CALLED_AFTER:
        alerts.climb_ladder(tap.alert_id, at + after, ADDRESS)
        _send(tap.alert_id, at + after)
    alert = alert_by_id(tap.alert_id)
    note_reading(alert, officer.id, at + 6 * MINUTE)
    alerts.acknowledge_alert(alert, officer.id, at + 6 * MINUTE)
    return alert_by_id(alert.id)


def _confirm(alert: Alert, second: Person, at: dt.datetime) -> None:
    alerts.confirm_contact_as_officer(alert_by_id(alert.id), second.id, at)


def _propose(alert: Alert, what: Proposed, officer: Person, at: dt.datetime) -> None:
    token = f"demo {alert.id} {what.step}"
    closing.propose(alert_by_id(alert.id), what, officer.id, token, at, ADDRESS)
    _send(alert.id, at)


def _decide(
    alert: Alert, what: Proposed, proposer: Person, second: Person, at: dt.datetime
) -> None:
    """One proposes, and the other agrees an hour later."""
    _live_on(alert, at)
    _propose(alert, what, proposer, at)
    now = alert_by_id(alert.id)
    if proposal := proposal_on(now):
        closing.agree(now, proposal, second.id, at + HOUR)


def _live_on(alert: Alert, until: dt.datetime) -> None:
    """Whoever looks after it was reminded each time that it was due."""
    while (then := alert_by_id(alert.id)).due_at <= until and not then.state.is_over:
        alerts.climb_ladder(then.id, then.due_at, ADDRESS)
        _send(then.id, then.due_at)


def _send(alert_id: int, at: dt.datetime) -> None:
    """What officers were told had been sent at once."""
    sent = Message.update(sent_at=at + SENT_AFTER, attempts=1)
    sent.where(Message.id.in_(messages_of(alert_id)), Message.sent_at.is_null()).execute()

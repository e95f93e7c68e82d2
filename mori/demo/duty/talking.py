"""A call of some days ago, and what the person and an officer wrote to each other since."""

import datetime as dt

from mori.cases.thread.operations import write_as_person, write_to_person
from mori.core.tickets import code_of
from mori.core.workdays import DAY
from mori.notifications.models import Message
from mori.safeguarding.alerts.event_operations import note_reading
from mori.safeguarding.alerts.models import Alert, Tap
from mori.safeguarding.alerts.operations import (
    acknowledge_alert,
    climb_ladder,
    confirm_contact_as_person,
    replay_tap,
)
from mori.safeguarding.alerts.queries import alert_by_id
from mori.safeguarding.receipts.queries import tap_by_code

from .desk import DutyDesk
from .drills import ADDRESS

CALLER, OFFICER = "Chloe Sampleton", "Norhayati Umpama"
AGO = 3 * DAY
NAMED = "demo-call-of-some-days-ago"
READ_AFTER, CONTACT_AFTER = dt.timedelta(minutes=1), dt.timedelta(minutes=19)
FROM_PERSON, TO_PERSON = True, False
SAID = (  # after how many hours, by whom, what
    (1, FROM_PERSON, "I am home now. Can we write here? My phone is often with my host family."),
    (2, TO_PERSON, "Yes, here is fine. You decide when, and how much you want to tell."),
    (26, FROM_PERSON, "Tomorrow afternoon would be good, after work."),
    (27, TO_PERSON, "Good. I look at this page tomorrow afternoon."),
)


def talk(desk: DutyDesk) -> None:
    """Told, read and contacted within twenty minutes, and reminded of each day since."""
    began, officer = desk.at - AGO, desk.named(OFFICER)
    alert = _call(desk, began)
    note_reading(alert, officer.id, began + READ_AFTER)
    acknowledge_alert(alert, officer.id, began + READ_AFTER)
    confirm_contact_as_person(_tap(desk), began + CONTACT_AFTER)
    for hours, is_from_person, text in SAID:
        _write(desk, alert, officer.id if not is_from_person else None, hours, text)
    for days in (1, 2, 3):
        climb_ladder(alert.id, began + CONTACT_AFTER + days * DAY, ADDRESS)
    Message.update(sent_at=desk.at, attempts=1).where(Message.sent_at.is_null()).execute()


def _call(desk: DutyDesk, at: dt.datetime) -> Alert:
    person = desk.named(CALLER)
    record = {
        "token": NAMED,
        "code": code_of(desk.secret, NAMED),
        "at": at.timestamp(),
        "session": "",
        "person": person.key,
        "epoch": person.help_epoch,
        "page": "logbook",
    }
    replay_tap(record, ADDRESS, at)
    alert_id = _tap(desk).alert_id
    climb_ladder(alert_id, at, ADDRESS)
    return alert_by_id(alert_id)


def _tap(desk: DutyDesk) -> Tap:
    if found := tap_by_code(code_of(desk.secret, NAMED)):
        return found
    raise LookupError(NAMED)


def _write(desk: DutyDesk, alert: Alert, officer_id: int | None, hours: int, text: str) -> None:
    at, token = desk.at - AGO + dt.timedelta(hours=hours), f"{NAMED} {hours}"
    if officer_id is None:
        write_as_person(alert, text, token, desk.secret, at, ADDRESS)
    else:
        write_to_person(alert, text, officer_id, token, desk.secret, at)

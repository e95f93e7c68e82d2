"""Taps as the spool holds them, and the ladder as the background work climbs it."""

import datetime as dt
from functools import partial
from itertools import count

from mori.accounts.models import Person, Session
from mori.accounts.operations import digest_of, open_session
from mori.core.tickets import code_of
from mori.notifications.models import Message
from mori.safeguarding.alerts import operations, queries
from mori.safeguarding.alerts.models import Alert, AlertEvent, Delivery, Tap
from tests.cast import NOON

ADDRESS = "https://mori.example"
minutes = partial(dt.timedelta, 0, 0, 0, 0)
_number = count(1)


def tap(person=None, at=NOON, token=None, session="", epoch=None):
    """A record of the spool; ``person`` by help ticket, ``session`` by its digest."""
    token = token or f"tap-{next(_number):08}"
    return {
        "token": token,
        "code": code_of(b"any", token),
        "at": at.timestamp(),
        "session": session,
        "person": person.key if person else "",
        "epoch": (person.help_epoch if epoch is None else epoch) if person else 0,
        "page": "logbook",
        "lane": "known" if person or session else "unknown",
    }


def replay(record, at=None):
    """The tap a record became, as soon as it was made or at another moment."""
    operations.replay_tap(record, ADDRESS, at or dt.datetime.fromtimestamp(record["at"], dt.UTC))
    return Tap.get(Tap.token == record["token"])


def alert_of(person=None, at=NOON, **options):
    """The alert that a tap raised or joined."""
    return replay(tap(person, at, **options)).alert


def session_of(person, at=NOON):
    """The digest of a session just opened."""
    digest = digest_of(open_session(person, at))
    assert Session.get(Session.digest == digest)
    return digest


def climb(at):
    """One round of the background work."""
    for alert_id in queries.due_alerts(at):
        operations.climb_ladder(alert_id, at, ADDRESS)


def hand_over(at):
    """As if a mail server had taken all that waits."""
    Message.update(sent_at=at).where(Message.sent_at.is_null()).execute()


def climb_until(at, since=NOON, every=30):
    """A round every so many seconds, as the loop would do each second."""
    moment = since
    while moment <= at:
        climb(moment)
        moment += dt.timedelta(seconds=every)


def reload(alert):
    return Alert.get_by_id(alert.id)


def told(alert, since=None):
    """Names of those told, in order, each as often as told."""
    rows = Delivery.select(Delivery, Person).join(Person).where(Delivery.alert == alert.id)
    if since:
        rows = rows.where(Delivery.at >= since)
    return [row.officer.name.split()[0].lower() for row in rows.order_by(Delivery.id)]


def verbs(alert):
    events = AlertEvent.select().where(AlertEvent.alert == alert.id).order_by(AlertEvent.id)
    return [event.verb for event in events]


def messages():
    return list(Message.select().order_by(Message.id))

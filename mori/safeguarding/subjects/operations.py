"""Somebody is named as the one it is about, and from that moment finds nothing of it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock, try_move
from mori.notifications.operations import stop_messages

from ..alerts.event_operations import note_event
from ..alerts.models import Alert
from ..alerts.operations import call_anew, note_news
from ..alerts.queries import alert_by_id, excluded_from
from ..audit.operations import record
from ..circles import operations as circles
from ..following.operations import tell_second
from ..routing.operations import register_relation
from ..routing.rules import RelationKind, today_anywhere
from . import queries
from .models import Subject
from .rules import MOVES, SHUT_OUT, Said

# Later slices say here what else has to change in the same transaction, such as a case's keys.
on_named: dict[str, Callable[[Alert, dt.datetime], None]] = {}


@writing()
def name_subject(alert: Alert, said: Said, at: dt.datetime, address: str) -> None:
    """Note whom an alert is about: who may learn of it is worked out anew at once."""
    if queries.is_said(said.token):
        return
    lock(alert)
    alert = alert_by_id(alert.id)
    if alert.kind.is_rehearsed:
        raise changed_meanwhile()
    subject = _keep(alert, said, at)
    _register(subject, alert, at)
    _note(alert, "name", said.officer_id, at)
    if not _began_anew(alert, at, address):
        note_news(alert, "name", at, address)
    for renew in on_named.values():
        renew(alert_by_id(alert.id), at)


def _keep(alert: Alert, said: Said, at: dt.datetime) -> Subject:
    return Subject.create(
        token=said.token,
        alert=alert,
        person=said.person_id,
        words=said.words,
        reason=said.reason,
        named_by=said.officer_id,
        named_at=at,
    )


def _register(subject: Subject, alert: Alert, at: dt.datetime) -> None:
    """Who must not learn of it: of this alert, and of whatever the same person raises."""
    others = [subject.person_id] if subject.person_id and subject.state in SHUT_OUT else []
    for person in alert.subject_ids:
        source = f"{subject.source} {person}"
        from_on = today_anywhere(at)
        register_relation(person, others, RelationKind.NAMED, from_on, None, source)
    for each in queries.alerts_of_same(alert):
        _close_circle(each, at)


def _close_circle(alert: Alert, at: dt.datetime) -> None:
    """Work out anew who is kept out of a call: by whom it, or another of theirs, is about."""
    closed = circles.close_circle(alert.whose, queries.people_named(alert), at)
    Alert.update(is_closed_circle=closed).where(Alert.id == alert.id).execute()


@writing()
def keep_out_again(said: dict[str, Any], at: dt.datetime) -> None:
    """After an older copy was restored; the call may come back from the spool only later."""
    circles.keep_out_again(said, at)
    Alert.update(is_closed_circle=bool(said["others"])).where(Alert.key == said["alert"]).execute()


def _began_anew(alert: Alert, at: dt.datetime, address: str) -> bool:
    """Whether others are called at once: it was closed, or nobody who knows of it may any more."""
    excluded, told = excluded_from(alert, at), queries.told_ids(alert)
    stop_messages(queries.messages_to(alert, excluded), at)
    if alert.state.is_closed:
        call_anew(alert, "reopen", at, address)
    elif alert.acknowledged_by_id in excluded or (told and told <= excluded):
        call_anew(alert, "take_back", at, address)
    else:
        return False
    return True


@writing()
def doubt_subject(
    alert: Alert, subject: Subject, officer_id: int, at: dt.datetime, address: str
) -> None:
    """One officer thinks that somebody was named by mistake; nothing changes until two do."""
    _decide(alert, subject, "doubt_subject", officer_id, at, doubted_by=officer_id)
    tell_second(alert_by_id(alert.id), officer_id, at, address)


@writing()
def uphold_subject(alert: Alert, subject: Subject, officer_id: int, at: dt.datetime) -> None:
    """It stays as it was said."""
    _decide(alert, subject, "uphold_subject", officer_id, at, doubted_by=None)


@writing()
def drop_subject(alert: Alert, subject: Subject, officer_id: int, at: dt.datetime) -> None:
    """A second officer agrees that it was a mistake: who was named may learn of it again."""
    if subject.doubted_by_id == officer_id:
        raise Refused(_("You proposed this yourself: a second officer decides."))
    decided = {"decided_by": officer_id, "decided_at": at}
    _decide(alert, subject, "drop_subject", officer_id, at, **decided)
    alert = alert_by_id(alert.id)
    _register(queries.subject_by_id(subject.id), alert, at)
    for renew in on_named.values():
        renew(alert_by_id(alert.id), at)


def _decide(
    alert: Alert, subject: Subject, verb: str, officer_id: int, at: dt.datetime, **changes: Any
) -> None:
    lock(alert)
    if officer_id in excluded_from(alert, at) or not try_move(
        subject, MOVES, verb, same=("doubted_by",), **changes
    ):
        raise changed_meanwhile()
    _note(alert, verb, officer_id, at)


def _note(alert: Alert, verb: str, officer_id: int | None, at: dt.datetime) -> None:
    note_event(alert, verb, at, officer_id)
    if officer_id is None and alert.person_id:
        record(verb, alert.key, alert.person_id, at)

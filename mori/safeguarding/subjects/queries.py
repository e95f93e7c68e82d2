"""Whom an alert is said to be about, and who is near them."""

from mori.accounts.models import Person
from mori.core.db import literals
from mori.notifications.models import Message

from ..alerts.models import Alert, Delivery, Sending
from ..alerts.rules import AlertKind
from .models import Subject
from .rules import SHUT_OUT

NamedBy = Person.alias("named_by")
DoubtedBy = Person.alias("doubted_by")


def subjects_of(alert: Alert) -> list[Subject]:
    """All that was said, the oldest first, with who it is about and who said so."""
    rows = (
        Subject.select(Subject, Person, NamedBy, DoubtedBy)
        .left_outer_join(Person, on=Subject.person)
        .switch(Subject)
        .left_outer_join(NamedBy, on=Subject.named_by)
        .switch(Subject)
        .left_outer_join(DoubtedBy, on=Subject.doubted_by)
    )
    return list(rows.where(Subject.alert == alert.id).order_by(Subject.id))


def subject_of(alert: Alert, key: str) -> Subject | None:
    return Subject.get_or_none(Subject.key == key, Subject.alert == alert.id)


def subject_by_id(subject_id: int) -> Subject:
    return Subject.get_by_id(subject_id)


def is_said(token: str) -> bool:
    return Subject.select().where(Subject.token == token).exists()


def alerts_of_same(alert: Alert) -> list[Alert]:
    """An alert, and whatever else the people raised of whom it may be."""
    ids = alert.subject_ids
    theirs = Alert.person.in_(ids) | Alert.claimed_by_session.in_(ids)
    same = theirs | Alert.claimed_by_ticket.in_(ids) | (Alert.id == alert.id)
    return list(Alert.select().where(same, Alert.kind == AlertKind.REAL).order_by(Alert.id))


def people_named(alert: Alert) -> set[int]:
    """Of the office's people, whom an alert is said to be about now."""
    rows = Subject.select().where(
        Subject.alert == alert.id,
        Subject.person.is_null(False),
        Subject.state.in_(literals(SHUT_OUT)),
    )
    return {row.person_id for row in rows if row.person_id}


def told_ids(alert: Alert) -> set[int]:
    """Everybody who was called for an alert, whether or not they may still learn of it."""
    rows = Delivery.select(Delivery.officer).where(Delivery.alert == alert.id).distinct()
    return {row.officer_id for row in rows}


def messages_to(alert: Alert, officer_ids: set[int]) -> list[str]:
    """Keys of the messages about an alert to these officers that have not gone out."""
    theirs = (Delivery.alert == alert.id) & Delivery.officer.in_(list(officer_ids))
    to_accounts = Delivery.select(Delivery.message).where(theirs)
    to_points = Sending.select(Sending.message).join(Delivery).where(theirs)
    waiting = Message.select(Message.key).where(
        Message.sent_at.is_null(), Message.id.in_(to_accounts) | Message.id.in_(to_points)
    )
    return [message.key for message in waiting]

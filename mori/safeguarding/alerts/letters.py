"""Who is called for an alert, and the mail they get, which says neither who nor what."""

import datetime as dt
from typing import Any

from mori.accounts.models import Person
from mori.notifications.letters import letter

from . import queries, rules
from .models import Alert
from .rules import Rung


def people_called(alert: Alert, rung: Rung, at: dt.datetime) -> list[Person]:
    """The people of a rung; if none of them can be mailed, the next who can as well."""
    members, last = queries.members_for(alert, at), alert.acknowledged_by_id
    if alert.is_of_strangers:
        ids = rules.called_for_unknown(rung, members, last)
    else:
        ids = rules.called(rung, members, alert.office_id, last)
    officers, refusing = queries.people_by_id(ids), queries.refusing(alert)
    if any(officer.email and officer.id not in refusing for officer in officers):
        return officers
    following = next_reachable(alert, at)
    is_new = following is not None and following.id not in ids
    return [*officers, following] if following and is_new else officers


def people_called_next(alert: Alert, at: dt.datetime) -> list[Person]:
    """Whom the next step calls, unless something happens before."""
    if alert.state.is_ended:
        return []
    if alert.state.is_contacted:
        return people_called(alert, Rung.FIRST, at)
    if alert.state.is_acknowledged:
        stays = queries.may_handle(alert, at)
        return people_called(alert, Rung.SECOND if stays else Rung.FIRST, at)
    return people_called(alert, rules.step_at(alert.step).calls, at)


def next_reachable(alert: Alert, at: dt.datetime) -> Person | None:
    """The first of all who may be told that can be mailed and whose mailbox has not refused."""
    members, refusing = queries.members_for(alert, at), queries.refusing(alert)
    ids = rules.chain(members, alert.office_id, alert.acknowledged_by_id)
    everybody = queries.people_by_id([each for each in ids if each not in refusing])
    return next((officer for officer in everybody if officer.email), None)


def waiting_mail(
    alert: Alert, officer: Person, at: dt.datetime, address: str, why: str
) -> dict[str, Any]:
    """One mail of the thread of an alert and an officer, with its idempotency key."""
    subject, body = letter("safeguarding/waiting", officer.locale, url=f"{address}/jaga")
    thread = f"alert {alert.key} {officer.key}"
    token = f"{thread} {alert.calls}"
    if alert.is_of_strangers:  # at most one of a kind in ten minutes
        thread = f"unknown {officer.key}"
        token = f"{thread} {why} {rules.ten_minutes_of(at)}"
    mail = {"token": token, "recipient": officer.email, "subject": subject, "body": body}
    return {**mail, "thread": thread}

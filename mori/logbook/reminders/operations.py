"""Reminding interns by mail: at most once a day, and never with a word of what they wrote."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from mori.core.clock import ZONE_NAMES, local
from mori.core.db import writing
from mori.notifications import operations as outbox
from mori.notifications.letters import letter
from mori.offices.queries import calendar_of

from . import queries
from .models import Reminder, ReminderSetting
from .rules import NEWS_REACHES_BACK, ReminderKind, kind_due


def remind_interns(address: str, at: dt.datetime) -> None:
    """Write to whoever is due, office by office, on its own clock and calendar."""
    for zone in ZONE_NAMES:
        there = local(at, zone)
        kind = kind_due(there.time())
        if kind is None:
            continue
        for row in _due(kind, zone, there.date(), at):
            if calendar_of(row.office_id, row.calendar_version).is_workday(there.date()):
                remind_intern(row, kind, there.date(), at, address)


def _due(kind: ReminderKind, zone: str, today: dt.date, at: dt.datetime) -> Sequence[Any]:
    if kind == ReminderKind.NOT_WRITTEN:
        return queries.interns_without_entry(zone, today)
    return queries.interns_with_news(zone, today, at - NEWS_REACHES_BACK)


@writing()
def remind_intern(
    row: Any, kind: ReminderKind, today: dt.date, at: dt.datetime, address: str
) -> None:
    """Write to one intern, unless they were written to today already."""
    news = queries.news_of(row.person_id, at - NEWS_REACHES_BACK)
    reminder = {"person": row.person_id, "day": today, "kind": kind, "at": at}
    if not Reminder.insert(reminder).on_conflict_ignore().as_rowcount().execute():
        return
    subject, body = letter(f"logbook/{kind}", row.locale, address=address, **news)
    token = f"reminder {row.key} {today}"
    outbox.post_message(token, row.email, subject, body, at)


@writing()
def choose_reminders(person_id: int, is_wanted: bool) -> None:
    """Be reminded by mail, or no longer."""
    ReminderSetting.insert(person=person_id).on_conflict_ignore().execute()
    ReminderSetting.update(is_wanted=is_wanted).where(ReminderSetting.person == person_id).execute()

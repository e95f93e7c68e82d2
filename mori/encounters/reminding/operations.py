"""Keeping an address for chosen days, sending what is due, and erasing it."""

import datetime as dt
from collections.abc import Collection

from flask_babel import lazy_gettext as _

from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.sealing import seal, unsealed
from mori.notifications import operations as outbox
from mori.notifications.queries import messages_about

from . import queries
from .letters import Door, Stopped, said
from .models import DateReminder
from .rules import MOST_DAYS, is_given_up


def _token(reminder: DateReminder) -> str:
    return f"date {reminder.key}"


@writing()
def keep_reminders(
    address: str, mark: str, days: Collection[dt.date], batch: str, locale: str, door: Door
) -> None:
    """Remind an address of days, once each; what is asked for already is not asked for again."""
    there = queries.days_to(mark)
    if len(there.union(days)) > MOST_DAYS:
        raise Refused(
            _(
                "That is more than %(n)d days for one address. Choose fewer, or take the "
                "reminders for your calendar.",
                n=MOST_DAYS,
            )
        )
    rows = [
        {
            "key": new_key(),
            "batch": batch,
            "mark": mark,
            "address": seal(door.seal_with, address),
            "locale": locale,
            "due_on": day,
        }
        for day in sorted(set(days) - there)
    ]
    if rows:
        DateReminder.insert_many(rows).on_conflict_ignore().execute()


@writing()
def send_reminders(until: dt.date, door: Door, at: dt.datetime) -> None:
    """Post what is due; erase what has gone out, and what no mailbox took for long."""
    due = queries.reminders_due(until)
    if not due:
        return
    posted = messages_about([_token(each) for each in due])
    over = []
    for each in due:
        message = posted.get(_token(each))
        address = unsealed(door.seal_with, each.address)
        if message and message.sent_at or is_given_up(each.due_on, at.date()) or not address:
            over.append(each)
        elif message is None:
            subject, body = said(each.locale, each.due_on, door.mailbox_url(each.mark))
            outbox.post_message(_token(each), address, subject, body, at, seal_with=door.seal_with)
    _erase(over)


@writing()
def stop_reminders(stopped: Stopped) -> None:
    """Erase addresses at once, with mail that has not gone out."""
    _erase(queries.reminders_of(stopped.batch, stopped.mark))


def _erase(reminders: Collection[DateReminder]) -> None:
    if not reminders:
        return
    posted = messages_about([_token(each) for each in reminders])
    outbox.forget_messages([each.id for each in posted.values()])
    DateReminder.delete().where(DateReminder.id.in_([each.id for each in reminders])).execute()

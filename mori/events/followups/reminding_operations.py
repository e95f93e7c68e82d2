"""Reminding of promises: by mail, or noting that a text was shared by hand."""

import datetime as dt

from mori.core.db import writing
from mori.notifications import operations as outbox

from ..rules import ToldBy
from ..telling.letters import Door
from .letters import said
from .models import FollowUpTold
from .queries import Due


@writing()
def remind_by_mail(due: Due, door: Door, at: dt.datetime) -> bool:
    """One mail, once for each reminder of each day that was promised."""
    if not due.mail or not note_reminded(due, ToldBy.MAIL, None, at):
        return False
    subject, body = said(due, door)
    row = due.follow_up
    token = f"follow-up {due.reminder.value} {row.key} {row.by_on}"
    outbox.post_message(token, due.mail, subject, body, at, seal_with=door.secret)
    return True


@writing()
def note_reminded(due: Due, way: ToldBy, actor_id: int | None, at: dt.datetime) -> bool:
    """Whether this is the first time that they are reminded of it."""
    _row, is_new = FollowUpTold.get_or_create(
        follow_up=due.follow_up.id,
        reminder=due.reminder,
        by_on=due.follow_up.by_on,
        defaults={"way": way, "actor": actor_id, "at": at},
    )
    return is_new

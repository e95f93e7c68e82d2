"""Reminders that wait, by their day, by one form, and by one address."""

import datetime as dt
from typing import Any

from .models import DateReminder

AT_ONCE = 500


def reminders_due(until: dt.date) -> list[DateReminder]:
    found = DateReminder.select().where(DateReminder.due_on <= until)
    return list(found.order_by(DateReminder.due_on, DateReminder.id).limit(AT_ONCE))


def reminders_of(batch: str = "", mark: str = "") -> list[DateReminder]:
    """Those asked for in one form, or all that go to one address."""
    whose: Any = DateReminder.batch == batch if batch else DateReminder.mark == mark
    return list(DateReminder.select().where(whose))


def days_to(mark: str) -> set[dt.date]:
    rows = DateReminder.select(DateReminder.due_on).where(DateReminder.mark == mark)
    return {row.due_on for row in rows}

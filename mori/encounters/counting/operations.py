"""Adding one to each count of a note, and forgetting which forms were sent."""

import datetime as dt
from collections.abc import Sequence

from mori.core.db import writing

from .models import CountedForm, NoteCount
from .queries import is_counted
from .rules import Sort, month_of

KEPT = dt.timedelta(days=1)


@writing()
def count_note(
    region_id: int, counted: Sequence[tuple[Sort, str]], token: str, today: dt.date
) -> None:
    """One more note of this month; the same form twice is one, and nothing joins its counts."""
    if is_counted(token):
        return
    CountedForm.create(token=token, day=today)
    for sort, value in counted:
        row = {"month": month_of(today), "region": region_id, "sort": sort, "value": value}
        NoteCount.insert(**row, notes=1).on_conflict(
            conflict_target=[NoteCount.month, NoteCount.region, NoteCount.sort, NoteCount.value],
            update={NoteCount.notes: NoteCount.notes + 1},
        ).execute()


@writing()
def forget_forms(at: dt.datetime) -> None:
    """After a day nobody sends the same form again."""
    CountedForm.delete().where(CountedForm.day < (at - KEPT).date()).execute()

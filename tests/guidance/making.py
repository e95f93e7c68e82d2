"""Tasks and coaching notes as tests need them."""

import datetime as dt

from mori.accounts.models import Person
from mori.core.db import new_key
from mori.guidance.coaching.models import CoachingNote
from mori.guidance.coaching.operations import NoteSaid, write_note
from mori.guidance.coaching.queries import note_by_key
from mori.guidance.tasks import queries
from mori.guidance.tasks.models import Task
from mori.guidance.tasks.operations import TaskSaid, give_task
from mori.placements.models import Placement
from tests.cast import NOON, TODAY, Cast

TITLE = "Rekap laporan minggu lalu"


def give(
    cast: Cast,
    placement: Placement | None = None,
    giver: Person | None = None,
    at: dt.datetime = NOON,
    title: str = TITLE,
    due_on: dt.date | None = None,
) -> Task:
    """A task of Sari's from Rina, or of somebody else's; as pages load it."""
    said = TaskSaid(title, "Pakai tabel yang lama.", due_on)
    (task,) = give_task([placement or cast.placement], said, new_key(), (giver or cast.rina).id, at)
    return again(task)


def again(task: Task) -> Task:
    """A task as it is by now."""
    found = queries.task_by_key(task.key)
    assert found
    return found


def standing(task: Task) -> str:
    return queries.row_of(again(task)).standing


def coach(
    cast: Cast,
    placement: Placement | None = None,
    author: Person | None = None,
    agreed: str = "Tanya dulu kalau ragu.",
    due_on: dt.date | None = TODAY,
    day: dt.date = TODAY,
) -> CoachingNote:
    """A note of Rina's about Sari, or of others; as pages load it."""
    said = NoteSaid(day, "Kita bicara soal cara menulis laporan.", agreed, due_on)
    note = write_note(placement or cast.placement, said, new_key(), (author or cast.rina).id, NOON)
    found = note_by_key(note.key)
    assert found
    return found

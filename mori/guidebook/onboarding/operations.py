"""Ticking what nothing else in MORI knows."""

import datetime as dt

from mori.core.db import writing
from mori.placements.models import Placement

from .models import TaskTick
from .rules import Task


@writing()
def tick_task(
    placement: Placement, task: Task, is_done: bool, actor_id: int, at: dt.datetime
) -> None:
    """Say that a task is done, or is not after all; said twice it is once."""
    said = {"is_done": is_done, "person": actor_id, "at": at}
    row, is_new = TaskTick.get_or_create(placement=placement.id, code=task.value, defaults={**said})
    if not is_new and row.is_done is not is_done:
        TaskTick.update(said).where(TaskTick.id == row.id).execute()

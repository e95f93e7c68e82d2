"""Exports of an office, and whether somebody has left since one was made."""

import datetime as dt
import json

from mori.background.models import LongJob
from mori.background.queries import job_of_kind, jobs_of
from mori.core.db import literals

from ..models import Alumnus, AlumnusEvent
from ..rules import LEAVING
from .rules import KIND, SLACK


def export_by_key(key: str) -> LongJob | None:
    """An export with its office and who asked for it."""
    return job_of_kind(KIND, key)


def exports_of(office_id: int, before: int | None = None) -> list[LongJob]:
    """An office's exports, the latest first; one page and one more."""
    return jobs_of(office_id, before, KIND)


def someone_left(export: LongJob) -> bool:
    """Whether anybody took a consent back, or left the directory, since an export was begun."""
    begun_at = export.started_at or export.made_at
    left_before = json.loads(export.cursor)[-1] if export.cursor else 0
    return leaving_count(export.office_id, begun_at) > left_before


def leaving_count(office_id: int, at: dt.datetime) -> int:
    """How many left, or took a consent back, since a moment or just before it."""
    left = (
        AlumnusEvent.select(AlumnusEvent.id)
        .join(Alumnus)
        .where(
            Alumnus.office == office_id,
            AlumnusEvent.at >= at - SLACK,
            AlumnusEvent.verb.in_(literals(LEAVING)),
        )
    )
    return int(left.count())

"""Files asked for."""

import datetime as dt

from mori.background.models import LongJob
from mori.background.operations import begin_job

from .rules import FileType, Wanted


def begin_file(
    office_id: int,
    wanted: Wanted,
    rows: int,
    file_type: FileType,
    reason: str,
    locale: str,
    token: str,
    actor_id: int,
    at: dt.datetime,
) -> LongJob:
    """Ask for a file; the same form again is the same file."""
    job, _is_new = begin_job(
        wanted.kind,
        office_id,
        actor_id,
        at,
        token=token,
        asked={**wanted.args, "type": file_type},
        what=f"{wanted.title} · {file_type.ending.upper()}",
        why=reason,
        locale=locale,
        total=rows,
    )
    return job

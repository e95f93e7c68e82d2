"""Files that were asked for."""

from mori.background.models import LongJob
from mori.background.queries import job_by_key

from .rules import LAYOUTS


def report_file_by_key(key: str) -> LongJob | None:
    """A file of a report or of a yearly list, with its office and who asked for it."""
    job = job_by_key(key)
    return job if job and job.kind in LAYOUTS else None

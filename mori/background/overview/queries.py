"""An office's long jobs that failed or hang, for Ringkasan."""

from typing import Any

from mori.core.counts.overview import counted
from mori.core.db import literals

from ..models import LongJob
from ..rules import ACTIVE, JobState

LOOKED_AT = 100  # of an office's jobs, the latest first: no index is kept for those that failed


def failed(office: Any, before: Any) -> Any:
    """One row: how many failed within five working days, and can be gone on with."""
    is_failed = LongJob.state.in_(literals([JobState.FAILED]))
    lately = LongJob.ended_at >= before[-1]
    return counted("jobs_failed", _last(office).where(is_failed, LongJob.may_go_on, lately))


def stuck(office: Any, stale: Any) -> Any:
    """One row: how many nobody gets any further with."""
    is_active = LongJob.state.in_(literals(ACTIVE))
    return counted("jobs_stuck", _last(office).where(is_active, LongJob.beat_at < stale))


def _last(office: Any) -> Any:
    Last = LongJob.alias()
    ids = Last.select(Last.id).where(Last.office == office).order_by(Last.id.desc())
    return LongJob.select().where(LongJob.id.in_(ids.limit(LOOKED_AT)))

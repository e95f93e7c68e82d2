"""Assessments as they are counted."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from mori.core.compiled import Compiled
from mori.evaluation.assessments.models import Assessment
from mori.evaluation.assessments.rules import AssessmentState
from mori.offices.models import Office
from mori.placements.counting.queries import MOST


class LockedOne(NamedTuple):
    """An assessment that is complete, and since when."""

    placement_id: int
    locked_at: dt.datetime | None
    zone: str


def _locked(ids: Any, state: Any) -> Any:
    return (
        Assessment.select(
            Assessment.placement.alias("placement_id"), Assessment.locked_at, Office.zone
        )
        .join(Office)
        .where(
            Assessment.placement.in_(ids),
            Assessment.state == state,
            Assessment.locked_at.is_null(False),
        )
    )


_locked_of = Compiled(LockedOne, _locked, ids=MOST)


def locked_assessments(placement_ids: Sequence[int]) -> list[LockedOne]:
    """Of at most ``MOST`` placements."""
    return _locked_of(ids=placement_ids, state=AssessmentState.LOCKED)

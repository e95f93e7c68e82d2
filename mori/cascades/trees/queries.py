"""A tree as a list: who taught whom."""

import datetime as dt
from typing import NamedTuple

from mori.core.compiled import Compiled
from mori.core.db import literals
from mori.institutions.models import Region
from mori.network.models import Member

from ..models import Teaching
from ..rules import TeachingState

PAGE = 40
SHOWN = frozenset(TeachingState) - {TeachingState.DRAFT, TeachingState.WITHDRAWN}


class TreeRow(NamedTuple):
    """A teaching in its tree."""

    key: str
    path: str
    level: int
    lead: str
    region: str
    day: dt.date
    headcount: int | None
    state: TeachingState
    evidence: int


def _of_training(training: object, path: object) -> object:
    return (
        Teaching.select(
            Teaching.key,
            Teaching.path,
            Teaching.level,
            Member.name.alias("lead"),
            Region.name.alias("region"),
            Teaching.on.alias("day"),
            Teaching.headcount,
            Teaching.state,
            Teaching.evidence,
        )
        .join(Member, on=Teaching.lead)
        .switch(Teaching)
        .join(Region)
        .where(
            Teaching.training == training,
            Teaching.path > path,
            Teaching.merged_into.is_null(),
            Teaching.state.in_(literals(SHOWN)),
        )
        .order_by(Teaching.path)
        .limit(PAGE + 1)
    )


_rows = Compiled(TreeRow, _of_training)


def tree_rows(training_id: int, after: str = "") -> list[TreeRow]:
    """Teachings in the order of their paths, each before what was taught on from it; one page and
    one more.
    """
    return _rows(training=training_id, path=after)

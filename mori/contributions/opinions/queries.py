"""Opinions as whoever wrote them sees them: nothing here asks for anybody else's."""

import datetime as dt
from typing import Any, NamedTuple

from peewee import JOIN

from mori.core.workdays import DAY

from ..matters.models import Matter
from ..matters.queries import OF_LIST
from ..matters.rules import MatterState
from .models import Opinion, StepBack

PAGE = 30
REMEMBERED = 90 * DAY  # how long a phone is told what it should not keep any more
OwnOpinion = Opinion.alias("own_opinion")


class Row(NamedTuple):
    """A matter in somebody's list; ``is_sealed`` if they gave their opinion."""

    matter: Matter
    is_sealed: bool
    state: MatterState


def opinion_of(matter_id: int, person_id: int) -> Opinion | None:
    return Opinion.get_or_none(Opinion.matter == matter_id, Opinion.person == person_id)


def has_stepped_back(matter_id: int, person_id: int) -> bool:
    found = StepBack.select().where(StepBack.matter == matter_id, StepBack.person == person_id)
    return bool(found.exists())


def matters_for(
    office_id: int, person_id: int, at: dt.datetime, before: int | None = None
) -> list[Row]:
    """A page of those that take an opinion of somebody's now, or that they gave theirs on."""
    gone = StepBack.select(StepBack.matter).where(StepBack.person == person_id)
    is_open = (Matter.state == MatterState.OPEN) & (Matter.reveals_at > at)
    rows: Any = (
        Matter.select(*OF_LIST, OwnOpinion.id.alias("own"))
        .join(
            OwnOpinion,
            JOIN.LEFT_OUTER,
            on=(OwnOpinion.matter == Matter.id) & (OwnOpinion.person == person_id),
        )
        .where(Matter.office == office_id)
        .where(OwnOpinion.id.is_null(False) | (is_open & Matter.id.not_in(gone)))
    )
    if before is not None:
        rows = rows.where(Matter.id < before)
    found = rows.order_by(Matter.id.desc()).limit(PAGE + 1).objects()
    return [Row(row, row.own is not None, row.state_at(at)) for row in found]


def keys_to_forget(office_id: int, person_id: int, at: dt.datetime) -> list[str]:
    """Of matters of late on which somebody writes no opinion any more: their phone drops what it
    may hold of one.
    """
    rows = (
        Matter.select(Matter.key)
        .left_outer_join(
            OwnOpinion,
            on=(OwnOpinion.matter == Matter.id) & (OwnOpinion.person == person_id),
        )
        .switch(Matter)
        .left_outer_join(
            StepBack, on=(StepBack.matter == Matter.id) & (StepBack.person == person_id)
        )
        .where(
            Matter.office == office_id,
            Matter.opened_at >= at - REMEMBERED,
            (Matter.state != MatterState.OPEN)
            | (Matter.reveals_at <= at)
            | OwnOpinion.id.is_null(False)
            | StepBack.id.is_null(False),
        )
        .order_by(Matter.id.desc())
        .limit(PAGE)
    )
    return [row.key for row in rows]

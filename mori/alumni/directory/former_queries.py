"""The former interns of a supervisor: who they are, and when they were here."""

from collections.abc import Collection
from typing import Any, NamedTuple

from mori.alumni.models import Alumnus, AlumnusStay
from mori.alumni.rules import IN_TOUCH, AlumnusState

NAMED = IN_TOUCH | {AlumnusState.DORMANT}  # neither withdrawn nor erased nor deceased
Head = Alumnus.alias("head")


class Former(NamedTuple):
    placement_id: int
    name: str
    year: int


def former_of(placement_ids: Collection[int]) -> dict[int, Former]:
    """By placement, the name and year of whoever did it and is still called an alumnus."""
    if not placement_ids:
        return {}
    rows: Any = (
        AlumnusStay.select(AlumnusStay, Alumnus, Head)
        .join(Alumnus)
        .left_outer_join(Head, on=(Alumnus.merged_into == Head.id), attr="head")
        .where(AlumnusStay.placement.in_(list(placement_ids)))
    )
    found = {}
    for row in rows:
        alumnus = row.alumnus.head if row.alumnus.merged_into_id else row.alumnus
        if alumnus.state in NAMED and not (alumnus.is_restricted or row.alumnus.is_restricted):
            found[row.placement_id] = Former(row.placement_id, alumnus.name, row.year or 0)
    return found

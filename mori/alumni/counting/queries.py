"""When alumni answered, and on which placement that counts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

from mori.core.clock import local_date
from mori.offices.models import Office
from mori.placements.models import Placement

from ..models import Alumnus, AlumnusEvent, AlumnusStay
from ..queries import ids_with


class Stayed(NamedTuple):
    """A placement of an alumnus, whatever record it stands in."""

    starts_on: dt.date
    placement_id: int


class Answered(NamedTuple):
    """An alumnus's placements, and the days on which they said what is right."""

    stays: list[Stayed]
    days: set[dt.date]


def alumni_of_placements(placement_ids: Collection[int]) -> set[int]:
    """The records that some placements stand in."""
    rows = AlumnusStay.select(AlumnusStay.alumnus).where(
        AlumnusStay.placement.in_(list(placement_ids))
    )
    return {row.alumnus_id for row in rows}


def answers_of(alumnus_ids: Collection[int]) -> list[Answered]:
    """Of these alumni, and of whoever is shown as the same person; who had a placement."""
    if not alumnus_ids:
        return []
    shown_as = ids_with(set(ids_with(alumnus_ids).values()))
    found: dict[int, Answered] = defaultdict(lambda: Answered([], set()))
    for alumnus_id, *stayed in _stays(shown_as):
        found[shown_as[alumnus_id]].stays.append(Stayed(*stayed))
    if found:
        for alumnus_id, at, zone in _confirmed(shown_as):
            found[shown_as[alumnus_id]].days.add(local_date(at, zone))
    return [each for each in found.values() if each.stays and each.days]


def _stays(alumnus_ids: Collection[int]) -> Any:
    return (
        AlumnusStay.select(AlumnusStay.alumnus, Placement.starts_on, Placement.id)
        .join(Placement)
        .where(AlumnusStay.alumnus.in_(list(alumnus_ids)))
        .tuples()
    )


def _confirmed(alumnus_ids: Collection[int]) -> Any:
    return (
        AlumnusEvent.select(AlumnusEvent.alumnus, AlumnusEvent.at, Office.zone)
        .join(Alumnus)
        .join(Office)
        .where(AlumnusEvent.alumnus.in_(list(alumnus_ids)), AlumnusEvent.verb == "confirm")
        .tuples()
    )

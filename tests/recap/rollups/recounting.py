"""Counting all anew, beside what is kept."""

import datetime as dt
from typing import Any

from mori.core.clock import now
from mori.logbook.operations import Post
from mori.offices.models import Office
from mori.offices.queries import all_offices, calendar_of, office_by_id
from mori.placements.counting.queries import MOST
from mori.placements.models import Placement
from mori.placements.queries import placement_by_id, spans_of
from mori.placements.rules import span_on
from mori.recap.rollups import queries
from mori.recap.rollups.operations import ALL, Asked, batches, recounted
from mori.recap.rollups.rebuilding_operations import Building, count_lapses, rebuild_office
from mori.recap.rollups.rules import NOUGHT, Fact, sums_of

ALWAYS = (dt.date.min, dt.date.max)


def rebuild(*offices: Office) -> None:
    for office in offices or all_offices():
        for _progress in rebuild_office(office, now()):
            pass


def settle() -> None:
    """What the background work does: counts lapses, and offices whose calendar was changed."""
    count_lapses(now())
    building = Building()
    while building(now()):
        pass


def facts(office: Office) -> dict[tuple[int, dt.date], Fact]:
    found = queries.facts_between(office.id, *ALWAYS)
    return {(each.placement_id, each.day): each for each in found}


def wrong() -> list[Any]:
    """What is kept otherwise than it is counted anew: days, and sums."""
    found: list[Any] = []
    for office in all_offices():
        for ids in batches(queries.placements_of(office.id), MOST):
            kept, new = recounted(Asked(ids, *ALWAYS, ALL), now())
            found += [
                (kept.get(each), new.get(each))
                for each in {*kept, *new}
                if kept.get(each) != new.get(each)
            ]
        sums = queries.sums_between(office.id, *ALWAYS)
        wanted = {place: tuple(row) for place, row in sums_of(facts(office).values()).items()}
        found += [
            (place, sums.get(place), wanted.get(place))
            for place in {*sums, *wanted}
            if sums.get(place, NOUGHT) != wanted.get(place, NOUGHT)
        ]
    return found


def post_of(placement: Placement, day: dt.date) -> Post:
    """Where an entry of a day belongs."""
    placement = placement_by_id(placement.id)
    span = span_on(spans_of([placement.id]), day)
    office = office_by_id(placement.office_id)
    return Post(
        placement_id=placement.id,
        person_id=placement.person_id,
        office_id=office.id,
        unit_id=span.unit_id,
        supervisor_id=span.supervisor_id,
        stand_in_id=span.stand_in_id,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        zone=office.zone,
        calendar=calendar_of(office.id, office.calendar_version),
    )

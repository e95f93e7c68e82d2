"""Which staffed hours lack two officers who can be reached and may be told. No database."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

AHEAD = dt.timedelta(weeks=4)
TWO = 2  # officers in each staffed hour, for every intern


class Gap(NamedTuple):
    """A staffed hour with fewer than two: for everybody, or for some interns, whoever they are."""

    hour: dt.datetime
    is_for_all: bool
    officers: int  # who can be reached at all


def gaps(
    on_duty: Mapping[dt.datetime, Sequence[int]],
    reachable: Collection[int],
    excluded: Mapping[dt.date, Sequence[Collection[int]]],
    day_of: Mapping[dt.datetime, dt.date],
) -> list[Gap]:
    """The hours that lack somebody; ``excluded`` holds of each day whom each intern keeps out.

    Of some interns it is not said how many, nor how many officers are left to them: that would
    say who they are.
    """
    found = []
    for hour, people in on_duty.items():
        there = {person for person in people if person in reachable}
        if len(there) < TWO:
            found.append(Gap(hour, True, len(there)))
        elif any(len(there - set(each)) < TWO for each in excluded[day_of[hour]]):
            found.append(Gap(hour, False, len(there)))
    return found


class Stretch(NamedTuple):
    """Hours that follow each other and lack the same."""

    first: dt.datetime
    last: dt.datetime  # when the last of them is over
    is_for_all: bool
    officers: int


def stretches(found: Sequence[Gap]) -> list[Stretch]:
    """The same, hours joined that follow each other."""
    joined: list[Stretch] = []
    for gap in found:
        over = gap.hour + dt.timedelta(hours=1)
        last = joined[-1] if joined else None
        if last and (last.last, last.is_for_all, last.officers) == (gap.hour, *gap[1:]):
            joined[-1] = last._replace(last=over)
        else:
            joined.append(Stretch(gap.hour, over, gap.is_for_all, gap.officers))
    return joined

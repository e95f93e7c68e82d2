"""Which figures of a year may be published, so that no small number can be worked out of them.

docs/decisions/0044-what-comes-after.md proves it; a test attacks what is published. No database.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

LEAST = 10  # a smaller count is nobody's to know, and zero is small
SETTLED = dt.timedelta(days=31)  # after the year: what waited on a phone for a month is in
IN_TIME = dt.timedelta(minutes=5)  # of drills alone; then a page says that nobody has read it
NATION = 0  # no office has this id
NOBODY_KNOWN = -1  # calls of people whom nobody knew: of no office, and on no page

Counts = tuple[int, int]  # calls of a year, by what they had come to: not closed, closed


class Shown(NamedTuple):
    """What may be said of an office's year, or of the nation's; None: it may not."""

    calls: int | None = None
    not_closed: int | None = None
    closed: int | None = None


def published(rows: Mapping[int, Counts]) -> dict[int, Shown]:
    """What may be said, by office, of the counts of a whole year in the whole nation.

    Three things add up: offices to the nation, what calls came to to an office's, and both to the
    nation's. So what is small is left out, and then so much more that even an officer who knows
    their own office's counts can narrow down no other's.
    """
    totals = {office: sum(counts) for office, counts in rows.items()}
    hidden = _hidden(totals)
    if hidden is None:
        return dict.fromkeys([*rows, NATION], Shown())
    whole, is_nation_whole = _whole(rows, hidden)
    said = {
        office: Shown()
        if office in hidden
        else Shown(totals[office], *(rows[office] if office in whole else ()))
        for office in rows
    }
    columns = (sum(column) for column in zip(*rows.values(), strict=True))
    said[NATION] = Shown(sum(totals.values()), *(columns if is_nation_whole else ()))
    return said


def _hidden(totals: Mapping[int, int]) -> set[int] | None:
    """Offices whose number of calls is left out; None where the nation's has to be as well."""
    hidden = {each for each, total in totals.items() if total < LEAST or each == NOBODY_KNOWN}
    others = sorted(totals.keys() - hidden, key=lambda each: (totals[each], each))
    while hidden and not _is_wide([totals[each] for each in hidden]):
        if not others:
            return None
        hidden.add(others.pop(0))
    return hidden


def _is_wide(left_out: Sequence[int]) -> bool:
    """Whether the sum of what is left out says nothing, to whoever knows one of it either."""
    return len(left_out) > 2 and sum(left_out) - max(left_out) >= LEAST


def _whole(rows: Mapping[int, Counts], hidden: Collection[int]) -> tuple[set[int], bool]:
    """Offices of which it is said what calls came to, and whether it is of the nation."""
    able = [o for o, counts in rows.items() if o not in hidden and min(counts) >= LEAST]
    able.sort(key=lambda office: (-sum(rows[office]), office))
    for count in range(len(able), -1, -1):
        rest = {office: rows[office] for office in rows if office not in able[:count]}
        if _is_safe(rest, hidden):
            return set(able[:count]), True
    return set(able), False


def _is_safe(rest: Mapping[int, Counts], hidden: Collection[int]) -> bool:
    """Whether sums by column say nothing of single cells, to whoever knows one office's either."""
    without_one = [{o: c for o, c in rest.items() if o != known} for known in rest]
    return all(_is_open(each, hidden) for each in (rest, *without_one))


def _is_open(rest: Mapping[int, Counts], hidden: Collection[int]) -> bool:
    """Of a table of which sums alone are known, each cell has ten or more values it can have.

    A cell lies between max(0, row + column - all) and min(row, column) (Fréchet 1940): apart by the
    least of row, column, all - row and all - column.
    """
    everything = sum(map(sum, rest.values()))
    columns = [sum(column) for column in zip(*rest.values(), strict=True)]
    lines = [*columns, *(sum(counts) for office, counts in rest.items() if office not in hidden)]
    return len(rest) > 1 and all(LEAST <= line <= everything - LEAST for line in lines)


def is_settled(year: int, at: dt.datetime) -> bool:
    """Whether a year is long enough ago for its figures to stay as they are."""
    return at >= dt.datetime(year + 1, 1, 1, tzinfo=dt.UTC) + SETTLED


class Drilled(NamedTuple):
    """A year's drills: how many, and of those how many were read in time, and by nobody."""

    drills: int
    in_time: int
    unread: int


def drilled(times: Collection[dt.timedelta | None]) -> Drilled:
    """Of how long each was unread; None if nobody read it. Drills are nobody's secret."""
    read = [time for time in times if time is not None]
    return Drilled(len(times), sum(time <= IN_TIME for time in read), len(times) - len(read))

"""Working out what was left out of a year's figures, from all that is published of it.

Every count that is not said is an unknown of zero or more, and every sum that is said an equation.
An attacker may also know one office's own counts, as its officers do. The range of an unknown is
found by trying one value after the other: the rest is a transport of what is left of the rows to
what is left of the columns, which exists when nothing is negative and all adds up.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mori.cases.statistics.rules import NATION, Counts, Shown

WIDE = 9  # values beside one: a range of ten


class Found(NamedTuple):
    """The least and the most that a count can be, and which one."""

    what: tuple[int, int | None]  # office, and column; None: its number of calls
    low: int
    high: int


def ranges(said: Mapping[int, Shown], known: Mapping[int, Counts] | None = None) -> Iterator[Found]:
    """Of each count that is not said, and that the attacker does not know, what it can be."""
    left = _Left(said, known or {})
    for office in left.offices:
        if said[office].calls is None:
            yield _range((office, None), left)
        for column in (0, 1):
            yield _range((office, column), left)


def worked_out(found: Found) -> bool:
    """Whether it is known too well: fewer than ten, or within ten values."""
    return found.high <= WIDE or found.high - found.low < WIDE


class _Left:
    """What is left of rows, columns and everything when all that is known is taken out."""

    def __init__(self, said: Mapping[int, Shown], known: Mapping[int, Counts]) -> None:
        whole = {o: (s.not_closed, s.closed) for o, s in said.items() if s.closed is not None}
        nation, cells = said[NATION], {**whole, **known}
        columns = cells.pop(NATION, (None, None))
        self.offices = [each for each in said if each not in (*cells, NATION)]
        taken = [sum(cell[column] for cell in cells.values()) for column in (0, 1)]
        self.everything = nation.calls - sum(taken)
        self.columns = [
            None if column is None else column - taken[place]
            for place, column in enumerate(columns)
        ]
        self.rows = {o: said[o].calls for o in self.offices if said[o].calls is not None}
        pool = [each for each in self.offices if each not in self.rows]
        self.pool = self.everything - sum(self.rows.values())
        if len(pool) == 1:
            self.rows[pool[0]] = self.pool
            self.pool = 0

    def is_possible(self, what: tuple[int, int | None], value: int) -> bool:
        office, column = what
        row = self.rows.get(office)
        if column is None:
            return value == row if row is not None else value <= self.pool
        here = self.columns[column]
        if value > (self.pool if row is None else row) or (here is not None and value > here):
            return False
        elsewhere = self.everything if here is None else self.everything - here
        return row is None or here is None or row - value <= elsewhere


def _range(what: tuple[int, int | None], left: _Left) -> Found:
    """Possible values have no gap between them: the first from either end."""
    values = range(left.everything + 1)
    low = next(value for value in values if left.is_possible(what, value))
    high = next(value for value in reversed(values) if left.is_possible(what, value))
    return Found(what, low, high)

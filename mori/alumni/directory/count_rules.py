"""Counts of alumni as bars. No database, no request."""

from collections.abc import Sequence
from typing import NamedTuple

WIDE = 340  # as wide as a phone shows, in units of the drawing
LABEL, NUMBER = 132, 44  # room for what stands left and right of a bar
STEP = 22  # from one bar to the next


class Bar(NamedTuple):
    """One row of a chart: an outline for all, filled as far as they are shown."""

    label: str
    top: int
    known: int  # how wide
    shown: int
    number: int


def bars(counts: Sequence[tuple[str, int, int]]) -> list[Bar]:
    """Of (label, known, shown), in proportion to the most there is of any."""
    most = max((known for _label, known, _shown in counts), default=0) or 1
    room = WIDE - LABEL - NUMBER
    return [
        Bar(label, place * STEP, _width(known, most, room), _width(shown, most, room), known)
        for place, (label, known, shown) in enumerate(counts)
    ]


def _width(number: int, most: int, room: int) -> int:
    """Something is seen of whatever there is."""
    return max(2, round(number * room / most)) if number else 0

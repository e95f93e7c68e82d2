"""A piece of a tree as a drawing. No database, no request."""

from collections.abc import Sequence
from typing import NamedTuple

from ..rules import WIDTH, level_of

ACROSS, DOWN = 22, 14  # from level to level, from row to row
MARGIN = 8


class Drawn(NamedTuple):
    """Nodes, hollow and filled, and the lines between them, as paths of an SVG."""

    width: int
    height: int
    lines: str
    hollow: Sequence[tuple[int, int]]
    filled: Sequence[tuple[int, int]]


def drawing(paths: Sequence[tuple[str, bool]]) -> Drawn:
    """Of rows in the order of their paths, and whether each is shown well enough to be filled.

    A line whose beginning stands on an earlier page comes in at the top.
    """
    lines: list[str] = []
    hollow: list[tuple[int, int]] = []
    filled: list[tuple[int, int]] = []
    places: dict[str, tuple[int, int]] = {}
    first = min((level_of(path) for path, _is_good in paths), default=1)
    for row, (path, is_good) in enumerate(paths):
        x, y = (level_of(path) - first + 1) * ACROSS + MARGIN, row * DOWN + DOWN
        places[path] = x, y
        from_x, from_y = places.get(path[:-WIDTH], (x - ACROSS, 0))
        lines.append(f"M{from_x} {from_y}V{y}H{x}")
        (filled if is_good else hollow).append((x, y))
    deepest = max((x for x, _y in places.values()), default=0)
    return Drawn(
        deepest + MARGIN, len(paths) * DOWN + DOWN, "".join(lines), tuple(hollow), tuple(filled)
    )

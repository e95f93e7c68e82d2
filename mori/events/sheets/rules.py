"""Numbers of rows as people type them from a signed sheet. Standard library only."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from mori.core.words import Labelled, marked

BLANK_ROWS = 6  # on a printed sheet, for who comes without an invitation
MOST_TYPED = 400  # signs of one line

BETWEEN = re.compile(r"\s*(?:[-–—]|s\.?[/.]?d\.?|sampai)\s*", re.IGNORECASE)
APART = re.compile(r"[\s,;.]+")
NUMBERS = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")


class Slip(Labelled):
    """What cannot be read in a line of rows; ``part`` is filled in."""

    EMPTY = "empty", marked("Type the numbers of the rows that are signed, such as 1-12 14 17-23.")
    UNCLEAR = (
        "unclear",
        marked("“%(part)s” is no number of a row. Write it such as 14, or 1-12 for several."),
    )
    BACKWARDS = "backwards", marked("“%(part)s” goes backwards. Write the smaller number first.")
    UNKNOWN = "unknown", marked("Nobody stands in row %(part)s. Look at the sheet once more.")


class Rows(NamedTuple):
    """The rows in their order, each once; or what is wrong, and where."""

    numbers: Sequence[int] = ()
    slip: Slip | None = None
    part: str = ""


def rows_in(text: str, there: Collection[int]) -> Rows:
    """Read ``1-12 14 17-23``; ``there`` are the rows in which somebody stands."""
    parts = [each for each in APART.split(BETWEEN.sub("-", text.strip())) if each]
    if not parts:
        return Rows(slip=Slip.EMPTY)
    numbers: set[int] = set()
    for part in parts:
        read = _numbers(part, there)
        if read.slip:
            return read
        numbers.update(read.numbers)
    return Rows(sorted(numbers))


def _numbers(part: str, there: Collection[int]) -> Rows:
    found = NUMBERS.fullmatch(part)
    if not found:
        return Rows(slip=Slip.UNCLEAR, part=part)
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        return Rows(slip=Slip.BACKWARDS, part=part)
    numbers = range(first, last + 1)
    missing = next((each for each in numbers if each not in there), None)
    if missing is not None:
        return Rows(slip=Slip.UNKNOWN, part=str(missing))
    return Rows(numbers)

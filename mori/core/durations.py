"""Hours as people write them, and as they are printed. Pure."""

import re
from collections.abc import Iterable

HOUR = 60
DECIMAL = re.compile(r"(\d{1,4})(?:[.,](\d{1,2}))?(?: ?(?:jam|j|h|hours?))?", re.IGNORECASE)
CLOCK = re.compile(
    r"(\d{1,4}) ?(?:jam|j|h|hours?|:) ?(\d{1,2})(?: ?(?:menit|mnt|m|min|minutes?))?", re.IGNORECASE
)
QUARTERS = {"25", "50", "75"}


def minutes_said(text: str) -> int | None:
    """The minutes that "7,5", "7:30", "7.30" or "7 jam 30 menit" say; None if it says none.

    Two digits after a comma or point are minutes, as Indonesian clocks are written, unless they
    are a quarter of an hour in decimals or no minutes at all: 7.30 is 7:30, 7.25 is 7:15.
    """
    text = " ".join(text.split())
    if clock := CLOCK.fullmatch(text):
        hours, minutes = map(int, clock.groups())
        return hours * HOUR + minutes if minutes < HOUR else None
    if not (decimal := DECIMAL.fullmatch(text)):
        return None
    hours, fraction = int(decimal[1]), decimal[2] or ""
    if len(fraction) == 2 and fraction not in QUARTERS and int(fraction) < HOUR:
        return hours * HOUR + int(fraction)
    return hours * HOUR + round(float(f"0.{fraction or 0}") * HOUR)


def minutes_written(minutes: int, comma: str) -> str:
    """How minutes stand in a field, to be read as the same again: "8", "7,5" or "7:20"."""
    hours, rest = divmod(minutes, HOUR)
    if rest * 10 % HOUR:
        return f"{hours}:{rest:02}"
    return f"{hours}{comma}{rest * 10 // HOUR}" if rest else str(hours)


def hundredths(minutes: int) -> int:
    """Minutes in hundredths of an hour, as they are printed."""
    return (minutes * 10 + 3) // 6


def hundredths_in_all(minutes: Iterable[int]) -> int:
    """The sum of what is printed, so that whoever adds up a column finds the figure below it."""
    return sum(map(hundredths, minutes))

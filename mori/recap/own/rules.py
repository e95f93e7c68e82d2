"""What an internship's days come to. No database, no request."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol


class Day(Protocol):
    @property
    def minutes(self) -> int: ...
    @property
    def activity(self) -> str | None: ...


def minutes_by_work(days: Iterable[Day]) -> list[tuple[str | None, int]]:
    """By kind of work, the most first; what has none comes last."""
    sums: Counter[str | None] = Counter()
    for day in days:
        if day.minutes:
            sums[day.activity] += day.minutes
    return sorted(sums.items(), key=lambda each: (each[0] is None, -each[1], each[0] or ""))

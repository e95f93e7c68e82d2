"""What a report says. No database, no request."""

from collections.abc import Iterable

MOST_LEARNERS = 60
MOST_NAME = 80


def names_written(text: str) -> list[str]:
    """Names, one a line; the same one twice is one."""
    found = dict.fromkeys(" ".join(line.split())[:MOST_NAME] for line in text.splitlines())
    return [each for each in found if each]


def names_shown(names: Iterable[str]) -> str:
    return "\n".join(names)

"""Pictures that show a teaching, and for how long. No database, no request."""

from mori.core.workdays import DAY

FOLDER = "teachings"  # in the store
MOST_FILES = 4  # of one teaching
KEPT = 90 * DAY  # once a teaching is checked


def path_of(key: str) -> str:
    """Where a picture lies in the store."""
    return f"{FOLDER}/{key}"

"""How minutes go on: a draft, a published version, and the next one. No database, no request."""

from mori.core.words import Labelled, marked

MOST_TEXT = 20_000
MOST_DECISIONS = 40
MOST_DECISION = 300


class MinutesState(Labelled):
    DRAFT = "draft", marked("Draft")
    PUBLISHED = "published", marked("Published")
    REPLACED = "replaced", marked("Replaced by a newer version")


MOVES = {
    "publish": (frozenset({MinutesState.DRAFT}), MinutesState.PUBLISHED),
    "replace": (frozenset({MinutesState.PUBLISHED}), MinutesState.REPLACED),
}


def decisions_written(text: str) -> list[str]:
    """One a line, without blanks and the marks of a list."""
    lines = (" ".join(line.split()).lstrip("-•*– ") for line in text.splitlines())
    return [line for line in lines if line]

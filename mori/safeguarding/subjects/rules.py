"""Whom an alert is said to be about, and how that is taken back. No database, no request."""

from typing import NamedTuple

from mori.core.words import Labelled, marked


class SubjectState(Labelled):
    NAMED = "named", marked("Learns nothing of it")
    DOUBTED = "doubted", marked("One officer thinks that it is a mistake")
    DROPPED = "dropped", marked("A mistake, as two officers found")

    @property
    def is_named(self) -> bool:
        return self is SubjectState.NAMED

    @property
    def is_doubted(self) -> bool:
        return self is SubjectState.DOUBTED


SHUT_OUT = frozenset({SubjectState.NAMED, SubjectState.DOUBTED})

MOVES = {
    "doubt_subject": ({SubjectState.NAMED}, SubjectState.DOUBTED),
    "uphold_subject": ({SubjectState.DOUBTED}, SubjectState.NAMED),
    "drop_subject": ({SubjectState.DOUBTED}, SubjectState.DROPPED),
}


class Said(NamedTuple):
    """What somebody said of whom it is about; texts are sealed."""

    token: str
    person_id: int | None = None  # None: somebody whom the office does not list
    words: str = ""
    reason: str = ""
    officer_id: int | None = None  # None: the person who called said it

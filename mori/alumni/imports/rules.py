"""How far a list has been taken in, and what becomes of each of its rows.

No database, no request.
"""

from enum import StrEnum
from typing import NamedTuple

from mori.core.words import Labelled, marked

AT_ONCE = 200  # rows of one transaction


class ImportState(Labelled):
    """How far a list of alumni has been taken in."""

    UPLOADED = "uploaded", marked("Being looked at")
    MAPPED = "mapped", marked("Columns to check")
    READING = "reading", marked("Being read")
    READING_HELD = "reading_held", marked("Reading stopped")
    DECIDING = "deciding", marked("To be decided")
    APPLYING = "applying", marked("Being taken over")
    APPLYING_HELD = "applying_held", marked("Taking over stopped")
    APPLIED = "applied", marked("Taken over")
    UNDOING = "undoing", marked("Being undone")
    UNDOING_HELD = "undoing_held", marked("Undoing stopped")
    UNDONE = "undone", marked("Undone")
    DROPPED = "dropped", marked("Dropped")
    REFUSED = "refused", marked("Not readable")


RUNNING = frozenset(  # what the background work goes on with
    {ImportState.UPLOADED, ImportState.READING, ImportState.APPLYING, ImportState.UNDOING}
)
ENDED = frozenset(  # the file is not needed any more
    {ImportState.APPLIED, ImportState.UNDONE, ImportState.DROPPED, ImportState.REFUSED}
)
GIVEN_UP = frozenset({ImportState.DROPPED, ImportState.REFUSED})  # nor are the rows
WAITING = frozenset(  # goes on only if somebody does something
    {ImportState.MAPPED, ImportState.READING_HELD, ImportState.DECIDING}
    | {ImportState.APPLYING_HELD, ImportState.UNDOING_HELD}
)
DROPPABLE = frozenset(
    {ImportState.UPLOADED, ImportState.MAPPED, ImportState.READING, ImportState.READING_HELD}
    | {ImportState.DECIDING}
)

MOVES = {
    "look": ({ImportState.UPLOADED}, ImportState.MAPPED),
    "refuse": ({ImportState.UPLOADED, ImportState.READING}, ImportState.REFUSED),
    "read": ({ImportState.MAPPED}, ImportState.READING),
    "stop_reading": ({ImportState.READING}, ImportState.READING_HELD),
    "resume_read": ({ImportState.READING_HELD}, ImportState.READING),
    "finish_read": ({ImportState.READING}, ImportState.DECIDING),
    "map_again": ({ImportState.READING_HELD, ImportState.DECIDING}, ImportState.MAPPED),
    # The rows stay; each that nobody decided on is compared with who is known by now.
    "compare": ({ImportState.DECIDING}, ImportState.READING),
    "apply": ({ImportState.DECIDING}, ImportState.APPLYING),
    "stop_apply": ({ImportState.APPLYING}, ImportState.APPLYING_HELD),
    "resume_apply": ({ImportState.APPLYING_HELD}, ImportState.APPLYING),
    "finish_apply": ({ImportState.APPLYING}, ImportState.APPLIED),
    "undo": ({ImportState.APPLIED, ImportState.APPLYING_HELD}, ImportState.UNDOING),
    "stop_undo": ({ImportState.UNDOING}, ImportState.UNDOING_HELD),
    "resume_undo": ({ImportState.UNDOING_HELD}, ImportState.UNDOING),
    "finish_undo": ({ImportState.UNDOING}, ImportState.UNDONE),
    "drop": (DROPPABLE, ImportState.DROPPED),
    # Nobody went on with it: what is taken over stays, and the rest is left as it is.
    "close": ({ImportState.APPLYING_HELD, ImportState.UNDOING_HELD}, ImportState.APPLIED),
}


class ListJob(NamedTuple):
    """In which state a long job works on a list, and what is done to the list with the job."""

    state: ImportState
    stop: str = ""
    resume: str = ""


LOOKING, READING, APPLYING, UNDOING = "list_look", "list_read", "list_apply", "list_undo"
LIST_JOBS = {
    LOOKING: ListJob(ImportState.UPLOADED),
    READING: ListJob(ImportState.READING, "stop_reading", "resume_read"),
    APPLYING: ListJob(ImportState.APPLYING, "stop_apply", "resume_apply"),
    UNDOING: ListJob(ImportState.UNDOING, "stop_undo", "resume_undo"),
}


class RowVerdict(Labelled):
    """What a row was found to be, before anybody decided."""

    NEW = "new", marked("New")
    JOINS = "joins", marked("Joins somebody known")
    DOUBTFUL = "doubtful", marked("Doubtful")
    UNREADABLE = "unreadable", marked("Not understood")
    OTHER = "other", marked("Nobody's row")


FILTERS = {  # as addresses name them
    "ragu": RowVerdict.DOUBTFUL,
    "baru": RowVerdict.NEW,
    "gabung": RowVerdict.JOINS,
    "tak-terbaca": RowVerdict.UNREADABLE,
    "lain": RowVerdict.OTHER,
}


class RowDecision(Labelled):
    """What somebody decided on a row."""

    NEW = "new", marked("Somebody new")
    JOIN = "join", marked("Joins")
    SKIP = "skip", marked("Not taken over")
    LEFT = "left", marked("Left as it is for now")


class RowOutcome(Labelled):
    """What came of a row when its list was taken over."""

    MADE = "made", marked("New record")
    JOINED = "joined", marked("Joined a record")
    SAME = "same", marked("Nothing new")
    SKIPPED = "skipped", marked("Not taken over")
    KEPT = "kept", marked("Kept as it was")


class Fate(StrEnum):
    """What is to be done with a row, by what was found and what was decided."""

    MAKE = "make"  # somebody new
    JOIN = "join"  # ``joins``, or whoever ``joins_row`` becomes
    SKIP = "skip"
    LEAVE = "leave"  # kept as it was, and said in the report
    OPEN = "open"  # waits for a decision
    NOBODY = "nobody"  # a heading, a total, an empty row


FOUND = {
    RowVerdict.NEW: Fate.MAKE,
    RowVerdict.JOINS: Fate.JOIN,
    RowVerdict.DOUBTFUL: Fate.OPEN,
    RowVerdict.UNREADABLE: Fate.LEAVE,
    RowVerdict.OTHER: Fate.NOBODY,
}
DECIDED = {
    RowDecision.NEW: Fate.MAKE,
    RowDecision.JOIN: Fate.JOIN,
    RowDecision.SKIP: Fate.SKIP,
    RowDecision.LEFT: Fate.LEAVE,
}


def fate(verdict: str, decision: str) -> Fate:
    """What is to be done with a row; one that was not compared yet is open."""
    if decision:
        return DECIDED[RowDecision(decision)]
    return FOUND[RowVerdict(verdict)] if verdict else Fate.OPEN

"""What a teaching may be, where it hangs, and how far it is shown. No database, no request."""

import datetime as dt
import secrets
from enum import IntEnum

from mori.core.words import Labelled, filled, marked

TRAINING_LEVEL = 1  # whoever was at the training; they teach at the next
DEEPEST = 12  # levels, so that a path has an end
WIDTH = 10  # digits of an id in a path
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L: read from a screen
CODE_LENGTH = 6
MOST_HEADS = 2000
MOST_MINUTES = 600
CONFIRMED_BY = 3  # participants; one alone could be whoever taught


class TeachingState(Labelled):
    """How far a report of a teaching is."""

    DRAFT = "draft", marked("Draft")
    SENT = "sent", marked("Sent")
    RETURNED = "returned", marked("Returned")
    CHECKED = "checked", marked("Checked")
    WITHDRAWN = "withdrawn", marked("Withdrawn")


OPEN = frozenset({TeachingState.DRAFT, TeachingState.RETURNED})  # its reporter may change it
COUNTED = frozenset({TeachingState.SENT, TeachingState.CHECKED})

MOVES = {
    "send": (OPEN, TeachingState.SENT),
    "return": ({TeachingState.SENT}, TeachingState.RETURNED),
    "check": ({TeachingState.SENT}, TeachingState.CHECKED),
    "reopen": ({TeachingState.CHECKED}, TeachingState.SENT),
    "withdraw": (OPEN | {TeachingState.SENT}, TeachingState.WITHDRAWN),
}


class PlaceKind(Labelled):
    """Where it was."""

    HOME = "home", marked("At somebody's home")
    HALL = "hall", marked("Village or community hall")
    SCHOOL = "school", marked("School or campus")
    WORSHIP = "worship", marked("House of worship")
    WORK = "work", marked("Place of work")
    OUTDOORS = "outdoors", marked("Outdoors, a market")
    ONLINE = "online", marked("Online")


class AudienceKind(Labelled):
    """Who was taught."""

    NEIGHBOURS = "neighbours", marked("Neighbours")
    SAVINGS = "savings", marked("A savings circle (arisan)")
    CLASS = "class", marked("A class")
    COLLEAGUES = "colleagues", marked("Colleagues")
    MEMBERS = "members", marked("Members of a community")
    FAMILY = "family", marked("Family and friends")
    OTHER = "other", marked("Others")


class EvidenceKind(Labelled):
    SHEET = "sheet", marked("Attendance sheet")
    PHOTO = "photo", marked("Photo")


class EvidenceLevel(IntEnum):
    """How well a teaching is shown to have been: each is more than the one before."""

    SAID = 0
    FILED = 1
    CONFIRMED = 2
    CHECKED = 3

    @property
    def label(self) -> object:
        return filled(EVIDENCE[self])


EVIDENCE = {
    EvidenceLevel.SAID: marked("Said by whoever taught"),
    EvidenceLevel.FILED: marked("With a sheet or a photo"),
    EvidenceLevel.CONFIRMED: marked("Confirmed by participants"),
    EvidenceLevel.CHECKED: marked("Checked by the office"),
}


def evidence_of(*, is_checked: bool, confirmations: int, heads: int, files: int) -> EvidenceLevel:
    """By the best there is; of a small group all of them confirm it."""
    if is_checked:
        return EvidenceLevel.CHECKED
    if confirmations >= min(CONFIRMED_BY, max(heads, 1)):
        return EvidenceLevel.CONFIRMED
    return EvidenceLevel.FILED if files else EvidenceLevel.SAID


def new_code() -> str:
    """What participants type to find a teaching."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def code_meant(written: str) -> str:
    """A code as it was typed: in small letters, with blanks."""
    return "".join(written.upper().split())[: CODE_LENGTH + 1]


def code_shown(code: str) -> str:
    """In two parts, as one reads it aloud."""
    half = CODE_LENGTH // 2
    return f"{code[:half]} {code[half:]}"


def segment(number: int) -> str:
    """An id in a path: digits alone, which every database sorts alike."""
    return f"{number:0{WIDTH}}"


def path_below(parent: str, number: int) -> str:
    """The path of a row below another one's: those of its ancestors, then its own id."""
    return parent + segment(number)


def level_of(path: str) -> int:
    """How far from the training; the path's first part is the training's own id."""
    return len(path) // WIDTH


def subtree(path: str) -> tuple[str, str]:
    """The paths of a row and of all below it, from the first to one behind the last."""
    return path, path[:-WIDTH] + segment(int(path[-WIDTH:]) + 1)


def moved_path(path: str, old: str, new: str) -> str:
    """The path of a row in a subtree that hung at ``old`` and now hangs at ``new``."""
    return new + path.removeprefix(old)


def may_follow_training(ends_on: dt.date, on: dt.date) -> bool:
    """From the evening of its last day on, one teaches what one learnt there."""
    return on >= ends_on


def may_follow_teaching(source_on: dt.date, on: dt.date) -> bool:
    """A later day: so no teaching can come from itself, by whatever detour."""
    return on > source_on

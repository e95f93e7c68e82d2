"""What may happen to a logbook entry, and how it is read. No database, no request."""

import datetime as dt
import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple, Protocol

from mori.core.texts.tidying import plain
from mori.core.words import Labelled, marked

MAX_TEXT = 4000
MOST_PHOTOS = 3
MOST_COMMENTS = 100  # under an entry
MISSING_SINCE = dt.timedelta(days=14)  # how far back missing days are pointed out
LATE_AFTER = dt.time(12, 0)  # of the next working day, in the office's zone
PAGE = 10  # entries on a page of a logbook
AT_ONCE = 10  # on a page of the queue, and so many may be initialled at once
OLD_AFTER = 2  # working days an entry may wait before it stands out


class EntryState(Labelled):
    SUBMITTED = "submitted", marked("not reviewed yet")
    RETURNED = "returned", marked("Returned")
    APPROVED = "approved", marked("Initialled")
    WITHDRAWN = "withdrawn", marked("Taken back")

    @property
    def awaits_review(self) -> bool:
        return self is EntryState.SUBMITTED

    @property
    def is_returned(self) -> bool:
        return self is EntryState.RETURNED

    @property
    def is_approved(self) -> bool:
        return self is EntryState.APPROVED

    @property
    def is_withdrawn(self) -> bool:
        return self is EntryState.WITHDRAWN


MOVES = {
    "edit": ({EntryState.SUBMITTED}, EntryState.SUBMITTED),
    "resubmit": ({EntryState.RETURNED, EntryState.WITHDRAWN}, EntryState.SUBMITTED),
    "withdraw": ({EntryState.SUBMITTED}, EntryState.WITHDRAWN),
    "return": ({EntryState.SUBMITTED}, EntryState.RETURNED),
    "approve": ({EntryState.SUBMITTED}, EntryState.APPROVED),
}


class Sent(Protocol):
    """An entry, as far as taking it back asks."""

    day: dt.date
    state: EntryState
    seen_at: dt.datetime | None
    reviewed_at: dt.datetime | None


def may_withdraw(entry: Sent, today: dt.date) -> bool:
    """Whether it is today's entry, and nobody has opened or decided on it yet."""
    is_untouched = entry.seen_at is None and entry.reviewed_at is None
    return entry.state.awaits_review and is_untouched and entry.day == today


class Hint(StrEnum):
    """What a text seems to give away about a complainant."""

    NAME = "name"
    NIK = "nik"
    PHONE = "phone"


TITLES = r"(?:(?i:bapak|ibu|pak|bu|sdri?|saudara|saudari|tn|ny|nn|hj?)\.?\s+)"
NAME = r"(?!(?i:dinas|kantor|badan|unit|perwakilan|ombudsman|rumah|puskesmas))[A-Z][a-z]{2,}"
GAP = "[ .-]?"
BIRTHDAY = rf"(?:[04]{GAP}[1-9]|[1256]{GAP}\d|[37]{GAP}[01])"  # a woman's is 40 higher
BIRTH_MONTH = rf"(?:0{GAP}[1-9]|1{GAP}[0-2])"
NIK = GAP.join(("[1-9]", *[r"\d"] * 5, BIRTHDAY, BIRTH_MONTH, *[r"\d"] * 6))
TELLTALES = {
    Hint.NIK: re.compile(rf"(?<!\d)(?:\d{{16}}|{NIK})(?!\d)"),
    Hint.PHONE: re.compile(
        rf"(?<!\d)(?:\+?(?:00)?62\)?{GAP}(?:\(0\)|0)?|0){GAP}8\d(?:[ .)-]{{0,2}}\d){{6,11}}(?!\d)"
    ),
    Hint.NAME: re.compile(
        rf"(?i:pelapor|terlapor|korban|saksi)\s+(?:(?i:atas nama|bernama|a\.n\.|an\.)\s+)?"
        rf"{TITLES}*{NAME}"
        rf"|(?i:atas nama|bernama|a\.n\.)\s+{TITLES}*{NAME}"
        rf"|(?i:sdri?\.|saudara|saudari)\s+{NAME}"
    ),
}


def hints_in(text: str) -> list[Hint]:
    """What in a text looks like a complainant's name, NIK or phone number."""
    read = plain(text)
    return [hint for hint in Hint if TELLTALES[hint].search(read)]


class Part(NamedTuple):
    """A run of words that was kept, added or removed."""

    change: str
    text: str


class Text(Protocol):
    """What an entry said, and since when."""

    text: str
    at: dt.datetime


def text_before(earlier: Sequence[Text], reviewed_at: dt.datetime | None) -> str:
    """The text that was returned, among earlier ones, the latest first.

    Whoever improves an entry twice before it is read again has changed all of it since.
    """
    returned = [each for each in earlier if reviewed_at and each.at <= reviewed_at]
    return (returned or earlier)[0].text


def changes(before: str, after: str) -> list[Part]:
    """How a text was changed, word by word."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    parts = []
    bare_old, bare_new = ([word.strip() for word in each] for each in (old, new))
    for tag, i, j, k, m in SequenceMatcher(None, bare_old, bare_new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Part("same", "".join(new[k:m])))
            continue
        if j > i:
            parts.append(Part("removed", "".join(old[i:j])))
        if m > k:
            parts.append(Part("added", "".join(new[k:m])))
    return parts

"""How the texts of an office's books go on. No database, no request.

A revision is a chapter's text as somebody wrote it; an edition is a book as an office published it.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from mori.core.words import Labelled, marked

LANGUAGES = ("id", "en")
SLOT = re.compile(r"\{\{\s*(\w+)\s*\}\}")
ALIKE = 0.5  # from here on a paragraph is the same one, said otherwise


class RevisionState(Labelled):
    DRAFT = "draft", marked("Draft")
    PROPOSED = "proposed", marked("Proposed")
    RETURNED = "returned", marked("Returned")
    APPROVED = "approved", marked("Approved")
    DISCARDED = "discarded", marked("Discarded")


WITH_AUTHOR = {RevisionState.DRAFT, RevisionState.RETURNED}
REVISION_MOVES = {
    "propose": (WITH_AUTHOR, RevisionState.PROPOSED),
    "take_back": ({RevisionState.PROPOSED}, RevisionState.DRAFT),
    "return": ({RevisionState.PROPOSED}, RevisionState.RETURNED),
    "decline": ({RevisionState.PROPOSED}, RevisionState.DISCARDED),
    "approve": ({RevisionState.PROPOSED}, RevisionState.APPROVED),
    "discard": (WITH_AUTHOR, RevisionState.DISCARDED),
}


class EditionState(Labelled):
    CURRENT = "current", marked("Current")
    SUPERSEDED = "superseded", marked("Superseded")


EDITION_MOVES = {"supersede": ({EditionState.CURRENT}, EditionState.SUPERSEDED)}


class Change(Labelled):
    """Whether those who have read a chapter should read it again."""

    MATERIAL = "material", marked("What it says changes")
    EDITORIAL = "editorial", marked("Only the wording changes")


class Words(NamedTuple):
    """What a chapter says, in both languages; English may be missing."""

    title: str
    body: str
    title_en: str = ""
    body_en: str = ""

    @property
    def digest(self) -> str:
        return hashlib.sha256("\0".join(self).encode()).hexdigest()


class Reference(NamedTuple):
    """What a chapter rests on; without a day it is unverified, and its label says so."""

    cites: str
    url: str = ""
    checked_on: str = ""  # as in an address: 2026-11-03
    label: str = ""
    label_en: str = ""

    @property
    def is_unlabelled(self) -> bool:
        return not self.checked_on and not self.label


def slots_in(*texts: str) -> list[str]:
    """The names of the slots in some texts, each once, in their order."""
    return list(dict.fromkeys(name for text in texts for name in SLOT.findall(text)))


def filled(text: str, values: dict[str, str]) -> str:
    """A text with its slots filled; one without a value stays as it is."""
    return SLOT.sub(lambda found: values.get(found[1]) or found[0], text)


class Step(NamedTuple):
    """A stretch of two texts, paragraph by paragraph: what stood there and what stands there."""

    is_same: bool
    old: Sequence[str]
    new: Sequence[str]


def steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """How one text became another."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        Step(what == "equal", old[first:last], new[begin:end])
        for what, first, last, begin, end in matcher.get_opcodes()
    ]


def anchors_for(
    new: Sequence[str], old: Sequence[str] = (), known: Sequence[int] = (), last: int = 0
) -> list[int]:
    """A number for each paragraph: its old one where it is the same one, perhaps said otherwise.

    ``last`` is the greatest number ever given in the chapter, so that none is given twice.
    """
    last = max([last, *known])
    given: list[int] = []
    place = 0
    for step in steps(old, new):
        numbers = known[place : place + len(step.old)]
        place += len(step.old)
        kept = numbers if step.is_same else _carried(step, numbers)
        for number in kept:
            last += number == 0
            given.append(number or last)
    return given


def _carried(step: Step, numbers: Sequence[int]) -> list[int]:
    """For each new paragraph the number of the old one that it is most like; 0 for none."""
    found, begin = [], 0
    for text in step.new:
        ratios = [_likeness(text, old) for old in step.old[begin:]]
        best = max(ratios, default=0.0)
        if best < ALIKE:
            found.append(0)
            continue
        begin += ratios.index(best) + 1
        found.append(numbers[begin - 1])
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def slug_of(text: str) -> str:
    """A text as it may stand in an address."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:50].strip("-")


def next_number(year: int, numbers: Iterable[str]) -> str:
    """The number of the next edition: the year, and how many there were in it."""
    taken = [int(each.partition(".")[2]) for each in numbers if each.startswith(f"{year}.")]
    return f"{year}.{max(taken, default=0) + 1}"

"""Matters on which interns give an opinion, their states and what is sealed. No database."""

import datetime as dt
import hashlib
import json
from typing import NamedTuple

from mori.core.words import Labelled, marked

LONGEST_TITLE = 120
LONGEST_TEXT = 6000
LONGEST_WORDS = 4000


class MatterKind(Labelled):
    """Whether the office knows its conclusion already."""

    STUDY = "study", marked("Study: the office seals its conclusion first")
    CONSULTATION = (
        "consultation",
        marked("Consultation: the office promises its conclusion by a day"),
    )

    @property
    def is_study(self) -> bool:
        return self is MatterKind.STUDY


class Level(Labelled):
    """How secret a matter is."""

    FICTION = "fiction", marked("Made up")
    CLOSED = "closed", marked("Closed case, anonymised")

    @property
    def needs_pledge(self) -> bool:
        return self is Level.CLOSED


class MatterState(Labelled):
    DRAFT = "draft", marked("Draft, waits to be checked")
    CHECKED = "checked", marked("Checked, not open yet")
    OPEN = "open", marked("Open for opinions")
    CLOSED = "closed", marked("Takes no more opinions, not revealed yet")
    REVEALED = "revealed", marked("Revealed")
    CONCLUDED = "concluded", marked("Concluded")
    ARCHIVED = "archived", marked("Put away")
    RECALLED = "recalled", marked("Recalled, its text is erased")

    @property
    def is_draft(self) -> bool:
        return self is MatterState.DRAFT

    @property
    def is_changeable(self) -> bool:
        """Nobody but colleagues has read it."""
        return self in (MatterState.DRAFT, MatterState.CHECKED)

    @property
    def takes_opinions(self) -> bool:
        return self is MatterState.OPEN

    @property
    def is_revealed(self) -> bool:
        return self in (MatterState.REVEALED, MatterState.CONCLUDED, MatterState.ARCHIVED)

    @property
    def is_recalled(self) -> bool:
        return self is MatterState.RECALLED


WAITING = frozenset({MatterState.OPEN, MatterState.CLOSED})
MOVES = {
    "check": ({MatterState.DRAFT}, MatterState.CHECKED),
    "void": ({MatterState.CHECKED}, MatterState.DRAFT),
    "open": ({MatterState.CHECKED}, MatterState.OPEN),
    "close": ({MatterState.OPEN}, MatterState.CLOSED),
    "reveal": (WAITING, MatterState.REVEALED),
    "conclude": ({MatterState.REVEALED}, MatterState.CONCLUDED),
    "archive": ({MatterState.CONCLUDED}, MatterState.ARCHIVED),
    "recall": (frozenset(MatterState) - {MatterState.RECALLED}, MatterState.RECALLED),
}


def state_at(state: MatterState, reveals_at: dt.datetime, at: dt.datetime) -> MatterState:
    """The state as it is at a moment: revealed from the announced second on, whoever works."""
    return MatterState.REVEALED if state in WAITING and reveals_at <= at else state


class Step(Labelled):
    """What is done to a matter, as its button says it."""

    OPEN = "open", marked("Open it to interns")
    CLOSE = "close", marked("Take no more opinions")
    ARCHIVE = "archive", marked("Put it away")

    def is_possible(self, state: MatterState) -> bool:
        return state in MOVES[self.value][0]


class Finding(Labelled):
    """What somebody finds in a matter."""

    FOUND = "found", marked("There is maladministration")
    NONE = "none", marked("There is none")
    UNPROVEN = "unproven", marked("Not enough evidence yet")


class CheckQuestion(Labelled):
    """What whoever checks a text is asked; a yes to any of them sends it back."""

    NAME = "name", marked("Is there a bare name, even a first name?")
    POST = "post", marked("Is there a post that only one person holds?")
    PLACE = "place", marked("Is there a date together with a place?")
    SEARCH = "search", marked("Could somebody find the case by searching for it?")


class Draft(NamedTuple):
    """A matter as its author writes it."""

    title: str
    body: str
    kind: MatterKind
    level: Level
    reveals_at: dt.datetime
    conclusion_due_on: dt.date | None

    @property
    def digest(self) -> str:
        return digest_of(self.title, self.body, self.kind, self.level)


def digest_of(*parts: str) -> str:
    """What stands for a text: another text has another one."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


class Judgement(NamedTuple):
    """What somebody seals of a matter: an intern their opinion, the office its conclusion.

    ``forms`` and ``components`` are codes, in their order.
    """

    finding: Finding
    forms: tuple[str, ...]
    components: tuple[str, ...]
    reasons: str
    proposal: str = ""
    sure: str = ""

    def digest_for(self, *of: str) -> str:
        """Its digest, as of one matter and one person."""
        codes = (" ".join(self.forms), " ".join(self.components))
        return digest_of(*of, self.finding, *codes, self.reasons, self.proposal, self.sure)

"""What a report to the Ombudsman still lacks, and what in it is weak. No database, no request.

The rules are rows of ``facts.csv``, so that a phone can hold the same. A test is one or more
conditions, of which all have to hold (``&``), or one of several groups of them (``or``):
``name`` is filled, ``!name`` is empty, ``name=a|b`` is one of these, ``name!=a`` is none,
``name<80`` is shorter, and ``@clock=over`` asks where a clock stands.
"""

import csv
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mori.core.words import Labelled, marked

from ..clocks.rules import Reading
from ..rules import FIELDS, Note

FACTS = Path(__file__).with_name("facts.csv")
CONDITION = re.compile(r"(!?)(@?\w+)(?:(=|!=|<)(.+))?")


class Part(Labelled):
    """Formal and material facts have to be there; a weakness may be, and is said."""

    FORMAL = "formal", marked("Formal requirements")
    MATERIAL = "material", marked("Material requirements")
    WEAK = "weak", marked("Weak points")


class Page(Labelled):
    """Where somebody fills in what is missing."""

    NOTE = "note", marked("the note")
    WAY = "way", marked("complaint and answers")
    FILE = "file", marked("the file")


@dataclass(frozen=True)
class Identity:
    """Who reports: asked when the file is made, and kept by nobody but its maker."""

    name: str = ""
    birth_place: str = ""
    birth_on: dt.date | None = None
    marital: str = ""
    job: str = ""
    address: str = ""


@dataclass(frozen=True)
class Requirement:
    """A row of ``facts.csv``: what has to be so, where that is written, and what is said."""

    code: str
    part: Part
    page: Page
    article: str
    test: str
    said: Mapping[str, str]


@dataclass(frozen=True)
class Readiness:
    """What is missing and what is weak; it promises nothing about what the Ombudsman decides."""

    missing: Sequence[Requirement]
    weak: Sequence[Requirement]
    asked: int  # how many facts there have to be

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def there(self) -> int:
        return self.asked - len(self.missing)


@cache
def facts() -> tuple[Requirement, ...]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        return tuple(_fact(row) for row in csv.DictReader(file))


def _fact(row: dict[str, str]) -> Requirement:
    said = {"id": row["said_id"], "en": row["said_en"]}
    part, page = Part(row["part"]), Page(row["page"])
    return Requirement(row["code"], part, page, row["article"], row["test"], said)


def readiness(note: Note, identity: Identity, readings: Sequence[Reading]) -> Readiness:
    values = {name: getattr(note, name) for name in FIELDS} | vars(identity)
    values["happened"] = note.troubles
    stands = {f"@{each.clock.code}": each.standing.value for each in readings}
    known = {**values, **stands}
    needed = [each for each in facts() if each.part is not Part.WEAK]
    weak = [each for each in facts() if each.part is Part.WEAK]
    return Readiness(
        [each for each in needed if not holds(each.test, known)],
        [each for each in weak if holds(each.test, known)],
        len(needed),
    )


def holds(test: str, known: Mapping[str, Any]) -> bool:
    return any(all(_is_so(each, known) for each in group) for group in _parsed(test))


@cache
def _parsed(test: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Its groups of conditions: what empties it, its name, how it is compared, with what."""
    groups = [group.split(" & ") for group in test.split(" or ")]
    return tuple(tuple(_condition(each) for each in group) for group in groups)


def _condition(text: str) -> tuple[str, ...]:
    matched = CONDITION.fullmatch(text)
    if matched is None:
        raise ValueError(f"no condition: {text}")
    return matched.groups("")


def _is_so(condition: tuple[str, ...], known: Mapping[str, Any]) -> bool:
    empty, name, compared, wanted = condition
    value = known[name]
    if compared == "<":
        return 0 < len(value) < int(wanted)
    if compared:
        return (str(value or "") in wanted.split("|")) is (compared == "=")
    is_filled = bool(value.strip() if isinstance(value, str) else value)
    return is_filled is not bool(empty)

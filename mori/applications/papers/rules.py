"""Which papers an application comes with, from papers.csv. No database, no request."""

import csv
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "papers.csv"
FOLDER = "applications"  # in the store
MOST_PAGES = 6  # photos or files of one paper
MOST_ALL = 200  # of one application
MOST_BYTES = 5_000_000


class Wanted(NamedTuple):
    """A paper of the checklist: of whom, for which kinds of interns, and only when."""

    code: str
    names: dict[str, str]
    is_of_all: bool  # one for the whole application
    kinds: frozenset[str]
    when: str

    def name_in(self, language: str) -> str:
        return self.names[language]


@cache
def papers() -> dict[str, Wanted]:
    """By code, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Wanted(
                row["code"],
                {"id": row["id"], "en": row["en"]},
                row["of"] == "application",
                frozenset(row["kinds"].split()),
                row["when"],
            )
            for row in csv.DictReader(file)
        }


def paper_named(code: str, language: str) -> str:
    """A paper in words; one that the file lists no longer by its code."""
    return papers()[code].name_in(language) if code in papers() else code


def wanted_of_all(kind: str) -> list[str]:
    """What the application as a whole comes with."""
    return [each.code for each in papers().values() if each.is_of_all and kind in each.kinds]


def wanted_of(kind: str, *, is_minor: bool, is_foreign: bool) -> list[str]:
    """What each applicant brings."""
    holds = {"": True, "minor": is_minor, "foreign": is_foreign}
    return [
        each.code
        for each in papers().values()
        if not each.is_of_all and kind in each.kinds and holds[each.when]
    ]


def missing(wanted: Iterable[str], there: Collection[str]) -> list[str]:
    return [code for code in wanted if code not in there]


def asked_in(note: str) -> tuple[list[str], str]:
    """What an event that asks for papers says: their codes on its first line, then free words."""
    line, _, words = note.partition("\n")
    asked = [code for code in line.split() if code in papers()]
    return (asked, words.strip()) if asked else ([], note)


def note_asking(codes: Iterable[str], words: str = "") -> str:
    """What such an event's note is made of."""
    return f"{' '.join(codes)}\n{words}".strip()

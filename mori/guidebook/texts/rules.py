"""The books as they come with MORI, read from the files in this folder."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..rules import Reference, Words

FOLDER = Path(__file__).parent
NAME = re.compile(r"(?P<number>\d\d)-(?P<slug>[a-z0-9-]+)\.id\.md")


class ShippedBook(NamedTuple):
    slug: str
    position: int
    title: str
    title_en: str
    guarded: frozenset[str]  # numbers of chapters that a safeguarding officer agrees to


class ShippedChapter(NamedTuple):
    number: str  # 01
    slug: str
    words: Words
    references: tuple[Reference, ...]


class ShippedOption(NamedTuple):
    letter: str
    is_right: bool
    text: str
    text_en: str
    why: str
    why_en: str


class ShippedQuestion(NamedTuple):
    book: str
    chapter: str  # 01
    number: str
    text: str
    text_en: str
    options: tuple[ShippedOption, ...]


class SlotName(NamedTuple):
    """What an office fills in, and how it is asked for."""

    name: str
    label: str
    label_en: str
    help: str
    help_en: str

    def said(self, language: str) -> tuple[str, str]:
        return (self.label_en, self.help_en) if language == "en" else (self.label, self.help)


def shipped_books() -> list[ShippedBook]:
    return [
        ShippedBook(
            row["slug"],
            int(row["position"]),
            row["id_title"],
            row["en_title"],
            frozenset(row["guarded"].split()),
        )
        for row in _rows("books.csv")
    ]


def shipped_chapters(book: str) -> Iterator[ShippedChapter]:
    """The chapters of a book in their order, each in both languages."""
    for path in sorted((FOLDER / book).glob("*.id.md")):
        found = NAME.fullmatch(path.name)
        if found is None:
            raise ValueError(f"{path}: its name is no number and a slug")
        title, body = _read(path)
        other = path.with_name(path.name.replace(".id.md", ".en.md"))
        title_en, body_en = _read(other) if other.exists() else ("", "")
        words = Words(title, body, title_en, body_en)
        references = tuple(_references(book, found["number"]))
        yield ShippedChapter(found["number"], found["slug"], words, references)


def _read(path: Path) -> tuple[str, str]:
    """The title in the first line, and what follows it."""
    first, _newline, rest = path.read_text(encoding="utf-8").partition("\n")
    return first.removeprefix("# ").strip(), rest.strip()


def _references(book: str, number: str) -> Iterator[Reference]:
    for row in _rows("sources.csv"):
        if (row["book"], row["chapter"]) == (book, number):
            labels = ("", "") if row["checked_on"] else (row["note"], row["note_en"])
            yield Reference(row["cites"], row["url"], row["checked_on"], *labels)


def shipped_questions() -> list[ShippedQuestion]:
    """The questions of all chapters, each with its options."""
    choices: dict[tuple[str, ...], list[ShippedOption]] = {}
    for row in _rows("quiz_choices.csv"):
        texts = (row["id_text"], row["en_text"], row["id_why"], row["en_why"])
        option = ShippedOption(row["letter"], row["right"] == "yes", *texts)
        choices.setdefault(_place(row), []).append(option)
    return [
        ShippedQuestion(
            *_place(row), row["id_question"], row["en_question"], tuple(choices[_place(row)])
        )
        for row in _rows("quiz.csv")
    ]


def _place(row: dict[str, str]) -> tuple[str, str, str]:
    return row["book"], row["chapter"], row["number"]


@cache
def slot_names() -> dict[str, SlotName]:
    """Every slot that a text may have, by its name."""
    return {
        row["name"]: SlotName(
            row["name"], row["id_label"], row["en_label"], row["id_help"], row["en_help"]
        )
        for row in _rows("slots.csv")
    }


def _rows(name: str) -> list[dict[str, str]]:
    path = FOLDER / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [_named(row) for row in csv.DictReader(file)]


def _named(row: dict[str, str]) -> dict[str, str]:
    """A row with ``note_en`` under that name, however its language is put."""
    return {**row, "note_en": row.get("en_note") or ""}

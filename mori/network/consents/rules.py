"""In which words members agree. A changed text gets a new version; old ones stay, word by word."""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..rules import Purpose

NOTICE = "notice"  # what holds for all of them: on what it rests, and how it is taken back
BETWEEN = ", "
LANGUAGES = {"id": "Bahasa", "en": "English"}


class Wording(NamedTuple):
    """What somebody is asked to agree to, in one language."""

    version: str
    text: str


@cache
def _all() -> dict[tuple[str, str, str], Wording]:
    """What it is about, version and language → the words; the latest version stands last."""
    text = Path(__file__).with_name("words.csv").read_text(encoding="utf-8")
    return {
        (row["to"], row["version"], locale): Wording(row["version"], row[column])
        for row in csv.DictReader(text.splitlines())
        for locale, column in LANGUAGES.items()
    }


def wording(to: str, locale: str) -> Wording:
    """The words that stand now."""
    return [
        each for (about, _version, said), each in _all().items() if (about, said) == (to, locale)
    ][-1]


def forms_of_words() -> list[tuple[str, str]]:
    """In which version and language the words were ever given out, the latest first."""
    return sorted({(version, said) for _about, version, said in _all()}, key=_newest)


def _newest(form: tuple[str, str]) -> tuple[int, str]:
    version, said = form
    return -int(version), "" if said == "id" else said


def has_words(to: str, version: str, locale: str) -> bool:
    """Whether a form of words said anything of this at all."""
    return (to, version, locale) in _all()


def words_in(locale: str) -> dict[str, str]:
    """All that stands now: the notice, and what each purpose means."""
    return {each: wording(each, locale).text for each in (NOTICE, *Purpose)}


def noted(to: Iterable[Purpose]) -> str:
    """Purposes as an event's note keeps them."""
    wanted = set(to)
    return BETWEEN.join(each for each in Purpose if each in wanted)


def read_note(note: str) -> list[Purpose]:
    """Which purposes an event was about."""
    return [each for each in Purpose if each in note.split(BETWEEN)]

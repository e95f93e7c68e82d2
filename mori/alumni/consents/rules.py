"""In which words people agree. A changed text gets a new version; old ones stay, word by word."""

import csv
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..rules import Agreed

WORDS = Path(__file__).with_name("words.csv")
NOTICE = "notice"  # what holds for all of them: on what it rests, how long, which rights
LANGUAGES = {"id": "Bahasa", "en": "English"}
BETWEEN = ", "


class Wording(NamedTuple):
    """What somebody is asked to agree to, in one language."""

    version: str
    text: str


@cache
def _all() -> dict[tuple[str, str, str], Wording]:
    """What it is about, version and language → the words; the latest version stands last."""
    with WORDS.open(encoding="utf-8", newline="") as file:
        return {
            (row["to"], row["version"], locale): Wording(row["version"], row[column])
            for row in csv.DictReader(file)
            for locale, column in LANGUAGES.items()
        }


def wording(to: str, locale: str) -> Wording:
    """The words that stand now."""
    return [
        each for (about, _version, said), each in _all().items() if (about, said) == (to, locale)
    ][-1]


def words_in(locale: str) -> dict[str, str]:
    """All that stands now: the notice, and what each purpose and field means."""
    return {each: wording(each, locale).text for each in (NOTICE, *Agreed)}


def wording_of(to: str, version: str, locale: str) -> str:
    """The words of a version, as somebody agreed to them; empty where they were another's."""
    found = _all().get((to, version, locale))
    return found.text if found else ""


def noted(to: Iterable[Agreed]) -> str:
    """Purposes and fields as an event's note keeps them."""
    return BETWEEN.join(each for each in Agreed if each in set(to))


def read_note(note: str) -> Collection[Agreed]:
    """Which purposes and fields an event was about."""
    return [each for each in Agreed if each in note.split(BETWEEN)]

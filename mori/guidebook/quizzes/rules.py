"""Questions about a chapter: each option has its reason, and nothing is scored. No database."""

import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

from mori.core.words import Labelled, marked

LETTERS = ("a", "b", "c", "d")
FEWEST = 2  # options
READERS = 5  # what fewer of them chose is not shown, and they are counted together


class WordingState(Labelled):
    PROPOSED = "proposed", marked("Proposed")
    APPROVED = "approved", marked("Approved")
    DISCARDED = "discarded", marked("Discarded")


WORDING_MOVES = {
    "approve": ({WordingState.PROPOSED}, WordingState.APPROVED),
    "decline": ({WordingState.PROPOSED}, WordingState.DISCARDED),
    "take_back": ({WordingState.PROPOSED}, WordingState.DISCARDED),
}


class Option(NamedTuple):
    """One of the answers, with the reason why it is right or not."""

    letter: str
    is_right: bool
    text: str
    text_en: str
    why: str
    why_en: str


class Asked(NamedTuple):
    """A question as somebody words it, in both languages; English may be missing."""

    text: str
    text_en: str
    options: Sequence[Option]

    @property
    def digest(self) -> str:
        said = json.dumps([self.text, self.text_en, [list(each) for each in self.options]])
        return hashlib.sha256(said.encode()).hexdigest()


class Choice(NamedTuple):
    """An option in one language."""

    letter: str
    text: str
    why: str


class Shown(NamedTuple):
    """A question in one language; in Indonesian where not all of it is in English."""

    key: str
    text: str
    choices: Sequence[Choice]
    language: str


def frozen(questions: Sequence[tuple[str, Asked]]) -> str:
    """Questions, by the keys of their wordings, as an edition keeps them."""
    rows = [
        [key, asked.text, asked.text_en, [[each.letter, *each[2:]] for each in asked.options]]
        for key, asked in questions
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def shown_in(language: str, quiz: str) -> list[Shown]:
    """What an edition keeps, as its page asks it."""
    return [_shown(language, *row) for row in json.loads(quiz or "[]")]


def _shown(
    language: str, key: str, text: str, text_en: str, options: Sequence[Sequence[str]]
) -> Shown:
    in_english = [Choice(letter, words, why) for letter, _text, words, _why, why in options]
    if language == "en" and text_en and all(each.text and each.why for each in in_english):
        return Shown(key, text_en, in_english, "en")
    return Shown(key, text, [Choice(row[0], row[1], row[3]) for row in options], "id")


def keys_in(quiz: str) -> list[str]:
    """The keys of the wordings that an edition keeps."""
    return [row[0] for row in json.loads(quiz or "[]")]

"""What participants are asked, and when shares of their answers are shown.

No database, no request.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

ENOUGH = 5  # answers that are shown together: never fewer, and no fewer more than last time


class Choice(NamedTuple):
    code: str
    is_right: bool
    names: Mapping[str, str]

    def name_in(self, locale: str) -> str:
        return self.names[locale]


class Question(NamedTuple):
    """One of the three, with what may be tapped."""

    code: str
    names: Mapping[str, str]
    choices: tuple[Choice, ...]

    def name_in(self, locale: str) -> str:
        return self.names[locale]

    @property
    def right(self) -> str:
        return next(each.code for each in self.choices if each.is_right)


@cache
def questions() -> tuple[Question, ...]:
    """From questions.csv, in its order; a row with the code "ask" is the question itself."""
    text = (Path(__file__).parent / "questions.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return tuple(
        Question(
            row["question"],
            _names(row),
            tuple(
                Choice(each["code"], bool(each["right"]), _names(each))
                for each in rows
                if each["question"] == row["question"] and each["code"] != "ask"
            ),
        )
        for row in rows
        if row["code"] == "ask"
    )


def _names(row: Mapping[str, str]) -> dict[str, str]:
    return {locale: row[locale] for locale in ("id", "en")}


class Share(NamedTuple):
    """Of how many who answered at a level, how many per cent knew each of the three."""

    level: int
    answers: int
    percents: tuple[int, ...]


Tally = tuple[int, tuple[int, ...]]  # of how many, how many knew each


def tally(answers: Iterable[tuple[Sequence[str], int]]) -> Tally:
    """Of what was answered, each combination with how often it was."""
    rows = list(answers)
    return sum(times for _said, times in rows), tuple(
        sum(times for said, times in rows if said[place] == question.right)
        for place, question in enumerate(questions())
    )


def is_to_be_shown(answers: int, shown: int) -> bool:
    """Whether shares are made anew: with five more or fewer, so that no change tells of one.

    Fewer than five are never shown.
    """
    return answers >= ENOUGH and abs(answers - shown) >= ENOUGH


def share(level: int, found: Tally) -> Share:
    answers, right = found
    return Share(level, answers, tuple(round(100 * each / answers) for each in right))


def answered(given: Sequence[str | None]) -> tuple[str, ...]:
    """The answers, if all three are; a part of them would be a share of another number."""
    found = tuple(
        each
        for each, question in zip(given, questions(), strict=True)
        if each in {choice.code for choice in question.choices}
    )
    return found if len(found) == len(questions()) else ()

"""Saying of a part that one has understood it, or not yet, and signing a book. No database."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from mori.accounts.rules import sought
from mori.core.texts.folding import folded
from mori.core.words import Labelled, marked

AGREED = ("sop", "rahasia")  # the books that interns are asked to agree to
ENOUGH = 5  # readers: of fewer nobody learns which paragraphs confuse
MOST_SIGNS = 1000  # of a question, and of its answer


class Understanding(Labelled):
    """What somebody says of paragraphs. That they are not clear yet is an answer too."""

    UNDERSTOOD = "understood", marked("Clear to them")
    UNCLEAR = "unclear", marked("Not clear yet")

    @property
    def is_unclear(self) -> bool:
        return self is Understanding.UNCLEAR


def is_name_of(typed: str, name: str) -> bool:
    """Whether somebody typed their own name, with titles and capitals or without."""
    return folded(typed) == folded(name) or _bare(typed) == _bare(name) != ""


def _bare(name: str) -> str:
    return sought(name).replace(".", " ").replace("-", " ")


class Confusing(NamedTuple):
    """A paragraph with how many of a part's readers it was not clear to."""

    number: int
    times: int
    of: int


def confusing(readers: int, unclear: Sequence[tuple[int, int]]) -> list[Confusing]:
    """Of (paragraph, person): which paragraphs confuse, most of all first; none for few readers."""
    if readers < ENOUGH:
        return []
    people: dict[int, set[int]] = {}
    for number, person_id in unclear:
        people.setdefault(number, set()).add(person_id)
    rows = [Confusing(number, len(them), readers) for number, them in people.items()]
    return sorted(rows, key=lambda row: (-row.times, row.number))


class Part(NamedTuple):
    """Where somebody stands with a part of a book."""

    key: str  # its chapter's
    title: str
    position: int
    left: Collection[int]  # paragraphs that nothing was said about yet
    was_done: bool  # nothing was left once: what is left now has changed since
    waiting: int  # questions that have no answer yet
    answered: int  # and those that have one

    @property
    def is_done(self) -> bool:
        return not self.left

    @property
    def is_changed(self) -> bool:
        return self.was_done and bool(self.left)

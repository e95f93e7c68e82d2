"""Which paragraphs of a chapter its readers are asked for, edition by edition. No database.

A paragraph is known by its number, and what was last said in it on purpose by its *mark*. Wording
that changes leaves the mark as it is, so nobody is asked anew. What a material change takes out
stays behind with a minus, for those who had read it.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

MARK = 16  # signs of a digest


class Text(NamedTuple):
    """A chapter as it once came into force: its paragraphs by their numbers.

    In Indonesian: that is the text that is agreed to, and English says the same.
    """

    paragraphs: Mapping[int, str]
    is_material: bool = True

    @property
    def digests(self) -> dict[int, str]:
        """By number, what a paragraph says."""
        return {
            number: hashlib.sha256(text.encode()).hexdigest()[:MARK]
            for number, text in self.paragraphs.items()
        }


class Marks(NamedTuple):
    """What readers are asked for: a mark for each paragraph, and a digest of them all, which
    editorial changes leave as it is.
    """

    marks: Mapping[int, str]
    digest: str

    @property
    def written(self) -> str:
        """As a column keeps the marks."""
        return " ".join(tokens(self.marks))


NOTHING = Marks({}, "")


def tokens(marks: Mapping[int, str]) -> list[str]:
    return [f"{number}:{mark}" for number, mark in marks.items()]


def read_marks(written: str) -> dict[int, str]:
    rows = (token.split(":") for token in written.split())
    return {int(number): mark for number, mark in rows}


def asked_after(before: Marks, texts: Sequence[Text]) -> Marks:
    """What is asked once these came into force one after the other; of the first of them
    ``before`` is what was asked.
    """
    if not before.digest:
        return _asking(texts[-1].digests)
    asked = before
    for was, text in pairwise(texts):
        asked = _after(asked, was.digests, text)
    return asked


def _after(before: Marks, then: Mapping[int, str], text: Text) -> Marks:
    now, marks = text.digests, before.marks
    gone = {number: mark for number, mark in marks.items() if number < 0}
    if not text.is_material:
        kept = {number: mark for number, mark in marks.items() if number in now}
        return Marks({**kept, **gone}, before.digest)
    said = {
        number: marks.get(number, "") if then.get(number) == digest else digest
        for number, digest in now.items()
    }
    left = {-number: mark for number, mark in marks.items() if number > 0 and number not in now}
    return _asking({number: mark for number, mark in said.items() if mark} | gone | left)


def _asking(marks: Mapping[int, str]) -> Marks:
    return Marks(marks, hashlib.sha256(" ".join(tokens(marks)).encode()).hexdigest())


def left_of(marks: Mapping[int, str], answered: Collection[str]) -> dict[int, str]:
    """What of it somebody has not answered; what was taken out asks only those who had read it."""
    known = {abs(number) for token in answered for number in read_marks(token)}
    return {
        number: mark
        for number, mark in marks.items()
        if f"{number}:{mark}" not in answered and (number > 0 or -number in known)
    }

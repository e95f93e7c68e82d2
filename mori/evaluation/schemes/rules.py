"""What a scheme may be, and what its marks come to. No database, no request.

Marks are whole hundredths, so that nothing is lost in adding them up. The mean is exact until
it is rounded once, to hundredths, a half upwards; the band is that of the rounded result, so
that what is shown never contradicts it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from mori.core.texts.folding import folded
from mori.core.words import Labelled, marked

ONE = 100  # hundredths
HIGHEST = 1000 * ONE
MOST_MARKS = 1001  # of a scale: 0 to 100 by tenths
MOST_PILLS = 11  # marks that are offered one by one; of more, one is written
MOST_ASPECTS = 15
MOST_BANDS = 6
MOST_SCHEMES = 30  # of an office, drafts and those in use
HEAVIEST = 100


class SchemeState(Labelled):
    DRAFT = "draft", marked("Draft")
    IN_USE = "in_use", marked("In use")
    RETIRED = "retired", marked("Retired")
    DISCARDED = "discarded", marked("Discarded draft")

    @property
    def is_draft(self) -> bool:
        return self is SchemeState.DRAFT

    @property
    def is_in_use(self) -> bool:
        return self is SchemeState.IN_USE


STANDING = frozenset({SchemeState.DRAFT, SchemeState.IN_USE})

MOVES = {
    "publish": ({SchemeState.DRAFT}, SchemeState.IN_USE),
    "replace": ({SchemeState.IN_USE}, SchemeState.RETIRED),
    "retire": ({SchemeState.IN_USE}, SchemeState.RETIRED),
    "discard": ({SchemeState.DRAFT}, SchemeState.DISCARDED),
}


class Flaw(Labelled):
    """Why a scheme cannot be used as it is, in words that say what to do."""

    NO_SCALE = "no_scale", marked("The highest mark has to be above the lowest.")
    NO_STEP = "no_step", marked("The step has to be above zero.")
    UNEVEN = (
        "uneven",
        marked("Choose a step that leads from the lowest mark exactly to the highest."),
    )
    TOO_FINE = "too_fine", marked("This makes more than a thousand marks. Choose a larger step.")
    FIRST_BAND = "first_band", marked("The first band has to begin at the lowest mark.")
    NOT_RISING = "not_rising", marked("Each band has to begin above the one before it.")
    OFF_SCALE = "off_scale", marked("A band has to begin at a mark of the scale.")
    NO_ASPECT = "no_aspect", marked("Add at least one aspect.")
    SOME_WEIGHTS = "some_weights", marked("Give every aspect a weight, or none of them.")


@dataclass(frozen=True)
class Scale:
    """From the lowest mark to the highest, by steps."""

    lowest: int
    highest: int
    step: int

    @property
    def count(self) -> int:
        return (self.highest - self.lowest) // self.step + 1

    @property
    def marks(self) -> range:
        return range(self.lowest, self.highest + 1, self.step)

    @property
    def is_short(self) -> bool:
        """Whether its marks are offered one by one."""
        return self.count <= MOST_PILLS


@dataclass(frozen=True)
class Mark:
    """What was given for an aspect; without a value it could not be judged."""

    value: int | None
    weight: int | None = None


def scale_flaw(scale: Scale) -> Flaw | None:
    if scale.highest <= scale.lowest:
        return Flaw.NO_SCALE
    if scale.step <= 0:
        return Flaw.NO_STEP
    if (scale.highest - scale.lowest) % scale.step:
        return Flaw.UNEVEN
    return Flaw.TOO_FINE if scale.count > MOST_MARKS else None


def bands_flaw(scale: Scale, starts: Sequence[int]) -> tuple[int, Flaw] | None:
    """The first band, by its place, that does not fit a scale, and why; a scheme may have none."""
    for place, start in enumerate(starts):
        if place == 0 and start != scale.lowest:
            return place, Flaw.FIRST_BAND
        if place and start <= starts[place - 1]:
            return place, Flaw.NOT_RISING
        if start not in scale.marks:
            return place, Flaw.OFF_SCALE
    return None


def aspects_flaw(weights: Sequence[int | None]) -> Flaw | None:
    if not weights:
        return Flaw.NO_ASPECT
    given = [weight for weight in weights if weight is not None]
    return Flaw.SOME_WEIGHTS if given and len(given) < len(weights) else None


def result_of(marks: Iterable[Mark]) -> int | None:
    """The weighted mean in hundredths; without weights each counts the same.

    What could not be judged is left out, weight and all. None if nothing could be.
    """
    judged = [(mark.value, mark.weight or 1) for mark in marks if mark.value is not None]
    if not judged:
        return None
    whole = sum(weight for _, weight in judged)
    return rounded(Fraction(sum(value * weight for value, weight in judged), whole))


def rounded(hundredths: Fraction) -> int:
    """To whole hundredths, a half upwards."""
    return floor(hundredths + Fraction(1, 2))


def band_at(result: int, starts: Sequence[int]) -> int | None:
    """The place of the band that a result lies in; bands rise, and each ends where one begins."""
    reached = [place for place, start in enumerate(starts) if start <= result]
    return reached[-1] if reached else None


def hundredths_said(text: str) -> int | None:
    """A mark as people write it ("7,5", "7.50", "80"), in hundredths; None if it is none."""
    said = re.fullmatch(r"([0-9]{1,4})(?:[.,]([0-9]{1,2}))?", text)
    if not said:
        return None
    value = int(said[1]) * ONE + int((said[2] or "").ljust(2, "0"))
    return value if value <= HIGHEST else None


def mark_written(hundredths: int, comma: str) -> str:
    """A mark as it is shown: 7,5 and 80."""
    whole, rest = divmod(hundredths, ONE)
    return f"{whole}{comma}{rest:02}".rstrip("0") if rest else str(whole)


def free_name(name: str, taken: Iterable[str], most: int) -> str:
    """A name whose folded form is not taken yet: with a number behind it, if need be."""
    known, number, free = set(taken), 1, name
    while folded(free) in known:
        number += 1
        ending = f" ({number})"
        free = name[: most - len(ending)] + ending
    return free

"""What may happen to a learning plan, and what its hours are worth. No database, no request."""

import csv
import datetime as dt
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mori.core.words import Labelled, marked

HOUR = 60  # minutes
MOST = 8  # outcomes of a plan
LONGEST_LABEL = 120
MOST_MINUTES = 2000 * HOUR  # of one outcome
LONGEST_WORDS = 300


class PlanState(Labelled):
    DRAFT = "draft", marked("Draft")
    ASKED = "asked", marked("Waiting for the campus")
    AGREED = "agreed", marked("Agreed by the campus")
    RETURNED = "returned", marked("Sent back by the campus")

    @property
    def is_asked(self) -> bool:
        return self is PlanState.ASKED

    @property
    def is_agreed(self) -> bool:
        return self is PlanState.AGREED

    @property
    def is_returned(self) -> bool:
        return self is PlanState.RETURNED


MOVES = {
    "change": (frozenset(PlanState), PlanState.DRAFT),
    "ask": ({PlanState.DRAFT, PlanState.RETURNED}, PlanState.ASKED),
    "agree": ({PlanState.ASKED}, PlanState.AGREED),
    "send_back": ({PlanState.ASKED}, PlanState.RETURNED),
}


class Wanted(NamedTuple):
    """An outcome or course as it is wanted; ``key`` is that of one which the plan has."""

    key: str
    label: str
    minutes: int


class CreditTerms(NamedTuple):
    """How many hours make one credit (SKS), who says so, and when that was looked up."""

    hours: int
    source: str
    verified_on: dt.date


@cache
def national_terms() -> CreditTerms:
    """What holds where an office has said nothing else."""
    with (Path(__file__).parent / "credits.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    return CreditTerms(int(row["hours"]), row["source"], dt.date.fromisoformat(row["verified_on"]))


def credits_in(minutes: int, hours_per_credit: int) -> Fraction:
    """Exactly how many credits (SKS) so many minutes are."""
    return Fraction(minutes, hours_per_credit * HOUR)


def hundredths_of(credits: Fraction) -> int:
    """Credits as they are shown: two decimals, a half goes up."""
    return (200 * credits.numerator + credits.denominator) // (2 * credits.denominator)


def remaining(required_minutes: int, initialled_minutes: int) -> int:
    """What is left of an outcome's minutes; more than was wanted leaves nothing."""
    return max(0, required_minutes - initialled_minutes)

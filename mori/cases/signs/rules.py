"""What may be done to somebody because they called. No database, no request."""

from fractions import Fraction
from typing import NamedTuple

from ..tasks.rules import CaseTaskKind

FELL = Fraction(1, 10)  # of the scale: a mark that falls by as much is looked at

# What happened to a placement, and what officers are asked to look at.
HAPPENED = {
    "rotate": CaseTaskKind.CHANGED,
    "pause": CaseTaskKind.STOPPED,
    "end_early": CaseTaskKind.STOPPED,
    "withdraw": CaseTaskKind.STOPPED,
}


class Sign(NamedTuple):
    """Something to look at, and by what it is known: the same is looked at once."""

    kind: CaseTaskKind
    reason: str


def has_fallen(before: int, after: int, lowest: int, highest: int) -> bool:
    return before - after >= FELL * (highest - lowest)

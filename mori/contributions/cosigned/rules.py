"""What a campus supervisor answers to a study, and when it counts. No database."""

import hashlib
from collections.abc import Iterable

from mori.core.words import Labelled, marked

PURPOSE = "study.cosign"  # of links
MOST_SENTENCE = 500


class CampusAnswer(Labelled):
    """What a campus supervisor says to a study."""

    AGREES = "agrees", marked("Agrees")
    DECLINES = "declines", marked("Does not agree")

    @property
    def is_agreed(self) -> bool:
        return self is CampusAnswer.AGREES


def fingerprint(said: Iterable[object]) -> str:
    """A digest of what was shown, by which a signature knows what it was given to."""
    return hashlib.sha256(repr([str(each) for each in said]).encode()).hexdigest()

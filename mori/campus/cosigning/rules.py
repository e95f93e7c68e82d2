"""What a co-signature answers to, and when it counts. No database, no request."""

import hashlib
from collections.abc import Iterable

from mori.core.words import Labelled, marked

PURPOSE = "campus.final"  # of links
MOST_SENTENCE = 500


class Answer(Labelled):
    """What a campus supervisor says to a final assessment."""

    AGREES = "agrees", marked("Agrees")
    DECLINES = "declines", marked("Does not agree")

    @property
    def is_agreed(self) -> bool:
        return self is Answer.AGREES


def fingerprint(said: Iterable[object]) -> str:
    """A digest of what was shown, by which a signature knows what it was given to."""
    return hashlib.sha256(repr([str(each) for each in said]).encode()).hexdigest()

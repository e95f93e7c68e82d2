"""Who is kept out of one alert."""

from collections.abc import Collection
from typing import Any

from .models import KeptOut


def kept_out_of(about: str) -> set[int]:
    """Who must not learn of the alert of this key, subjects among them."""
    return kept_out_of_each([about])[about]


def kept_out_of_each(about: Collection[str]) -> dict[str, set[int]]:
    """The same of many alerts, by their keys."""
    found: dict[str, set[int]] = {key: set() for key in about}
    for row in KeptOut.select().where(KeptOut.about.in_(list(about))):
        found[row.about].add(row.person_id)
    return found


def subjects_of(about: str) -> set[int]:
    """Whom the alert of this key is said to be about."""
    rows = KeptOut.select().where(KeptOut.about == about, KeptOut.is_subject)
    return {row.person_id for row in rows}


def kept_from(person: Any) -> Any:
    """A statement of the keys of all alerts that somebody must not learn of."""
    return KeptOut.select(KeptOut.about).where(KeptOut.person == person)

"""Who is kept out of one alert."""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from mori.accounts.models import Person

from ..routing import queries as routing
from ..routing.lasting_queries import ids_of, keys_of
from ..routing.rules import Whose, eligible, hears
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


def is_about_somebody(whose: Whose) -> bool:
    """Whether anybody was named as the one it is about, here or for the person's calls at all."""
    return bool(subjects_of(whose.key)) or routing.has_named(whose.people)


def people_inside(
    whose: Whose, named: Collection[int], before: Collection[int], at: dt.datetime
) -> set[int]:
    """Who must not learn of it because of an office; nobody, if a call would reach nobody else.

    ``before`` are those who were kept out so far: a role that ended since lets nobody in.
    """
    officers = routing.officers_at(at)
    caller = routing.caller_of(whose.people, whose.office, at, named=named)
    inside = {each.person for each in officers if each.office in caller.closed} | set(before)
    others = eligible(officers, replace(caller, excluded=caller.excluded | inside))
    return inside if hears(others) else set()


def as_lasting(about: str) -> dict[str, Any]:
    """Who is kept out of an alert, by keys, which mean the same in every copy of the database."""
    everybody, subjects = kept_out_of(about), subjects_of(about)
    keys = keys_of(Person, everybody)
    others = [keys[each] for each in sorted(everybody - subjects)]
    return {"alert": about, "subjects": [keys[each] for each in sorted(subjects)], "others": others}


def kept_out_as_said(said: dict[str, Any]) -> tuple[set[int], set[int]]:
    """The same again: the subjects and the others, of whom the copy knows."""
    ids = ids_of(Person, {*said["subjects"], *said["others"]})
    subjects, others = (
        {ids[key] for key in said[which] if key in ids} for which in ("subjects", "others")
    )
    return subjects, others


def subjects_of(about: str) -> set[int]:
    """Whom the alert of this key is said to be about."""
    rows = KeptOut.select().where(KeptOut.about == about, KeptOut.is_subject)
    return {row.person_id for row in rows}


def kept_from(person: Any) -> Any:
    """A statement of the keys of all alerts that somebody must not learn of."""
    return KeptOut.select(KeptOut.about).where(KeptOut.person == person)

"""Which placements come from an institution, and how many."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.institutions.models import Institution

from .models import Placement
from .rules import PlacementState

PAGE = 30


def counts_by_institution(ids: Collection[int]) -> dict[int, int]:
    """How many placements each of these has, with those of what was merged into it."""
    standing = fn.COALESCE(Institution.merged_into, Institution.id)
    rows: Any = (
        Institution.select(standing, fn.COUNT(Placement.id))
        .join(Placement, on=(Placement.institution == Institution.id))
        .where(Institution.id.in_(list(ids)) | Institution.merged_into.in_(list(ids)))
        .group_by(standing)
    )
    return dict(rows.tuples())


def placements_from(
    ids: Collection[int],
    after: tuple[dt.date, int] | None = None,
    since: dt.date = dt.date.min,
) -> list[Placement]:
    """Those from any of these that did not end before a day, the latest first, one page and one
    more; ``after`` is (day, id).
    """
    found: Any = (
        Placement.select(Placement, Person)
        .join(Person)
        .where(Placement.institution.in_(list(ids)), Placement.ends_on >= since)
        .order_by(Placement.ends_on.desc(), Placement.id.desc())
        .limit(PAGE + 1)
    )
    if after:
        day, last_id = after
        found = found.where(
            Placement.ends_on <= day, (Placement.ends_on < day) | (Placement.id < last_id)
        )
    return list(found)


def texts_without_institution() -> list[tuple[int, str]]:
    """(office, text) of placements that the release before made after the migration."""
    rows: Any = (
        Placement.select(Placement.office, Placement.institution_typed)
        .where(Placement.institution.is_null())
        .distinct()
    )
    return [(office, text) for office, text in rows.tuples() if text.strip()]


def without_institution(office_id: int, text: str) -> list[int]:
    """The placements of an office that say this, and are joined to no institution."""
    found = Placement.select(Placement.id).where(
        Placement.office == office_id,
        Placement.institution_typed == text,
        Placement.institution.is_null(),
    )
    return [row.id for row in found.order_by(Placement.id)]


def begun_from(ids: Collection[int], first: dt.date, last: dt.date) -> int:
    """How many internships of people from any of these began from one day to another."""
    began = Placement.select(Placement.id).where(
        Placement.institution.in_(list(ids)),
        Placement.starts_on.between(first, last),
        Placement.state != PlacementState.WITHDRAWN,
    )
    return len(list(began))  # some dozens a year

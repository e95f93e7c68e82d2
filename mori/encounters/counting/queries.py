"""Counts of an office's regencies, and forms that were sent."""

import datetime as dt
from typing import Any

from peewee import fn

from mori.institutions.models import Region

from .models import CountedForm, NoteCount
from .rules import Sort

MOST_MONTHS = 24


def is_counted(token: str) -> bool:
    return CountedForm.select().where(CountedForm.token == token).exists()


def _of_office(code: str) -> Any:
    """Regencies of the province that an office is for."""
    return Region.code.startswith(f"{code}.")


def months_counted(code: str) -> list[dt.date]:
    """Months of which something was counted in an office's province, the latest first."""
    found = (
        NoteCount.select(NoteCount.month)
        .join(Region)
        .where(_of_office(code))
        .distinct()
        .order_by(NoteCount.month.desc())
        .limit(MOST_MONTHS)
    )
    return [row.month for row in found]


def counts_in(code: str, month: dt.date) -> dict[Sort, dict[str, int]]:
    """By each thing that is counted, of all regencies of an office's province."""
    found: Any = (
        NoteCount.select(NoteCount.sort, NoteCount.value, fn.SUM(NoteCount.notes).alias("n"))
        .join(Region)
        .where(_of_office(code), NoteCount.month == month, NoteCount.sort != Sort.ALL)
        .group_by(NoteCount.sort, NoteCount.value)
    )
    counts: dict[Sort, dict[str, int]] = {}
    for sort, value, notes in found.tuples():
        counts.setdefault(sort, {})[value] = int(notes)
    return {**counts, Sort.ALL: _by_region(code, month)}


def _by_region(code: str, month: dt.date) -> dict[str, int]:
    found = (
        NoteCount.select(NoteCount.notes, Region.name)
        .join(Region)
        .where(_of_office(code), NoteCount.month == month, NoteCount.sort == Sort.ALL)
    )
    return {row.region.name: row.notes for row in found}

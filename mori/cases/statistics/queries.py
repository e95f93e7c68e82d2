"""Calls of a year, counted to be published, and what was published."""

import datetime as dt
from collections import defaultdict
from typing import Any, NamedTuple

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.rules import AlertKind
from mori.safeguarding.drills.queries import drills_between

from .models import YearFigures
from .rules import NOBODY_KNOWN, Counts, Drilled, drilled

_REAL = Alert.kind.in_(literals([AlertKind.REAL]))


def years_to_publish(at: dt.datetime) -> list[int]:
    """Years that are over and of which nothing is published, whether or not anybody called."""
    first = Person.select(fn.MIN(Person.made_at)).scalar()
    begun = _moment(first).year if first else at.year
    done = {row.year for row in YearFigures.select(YearFigures.year).distinct()}
    return [year for year in range(begun, at.year) if year not in done]


def _moment(value: dt.datetime | str) -> dt.datetime:
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else value


def all_office_ids() -> list[int]:
    return [row.id for row in Office.select(Office.id).order_by(Office.id)]


def counts_of(year: int) -> dict[int, Counts]:
    """Calls of a year by office and what they have come to; every office that had interns."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    had = Placement.select(Placement.office).where(
        Placement.starts_on <= last, Placement.ends_on >= first
    )
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    found[NOBODY_KNOWN] = [0, 0]
    for office in Office.select(Office.id).where(Office.id.in_(had)):
        found[office.id] = [0, 0]
    for row in _calls_of(year):
        office_id = row.office_id if row.person_id and row.office_id else NOBODY_KNOWN
        found[office_id][row.state.is_closed] += row.n
    return {office: (counts[0], counts[1]) for office, counts in found.items()}


def _calls_of(year: int) -> list[Any]:
    begins, ends = (dt.datetime(each, 1, 1, tzinfo=dt.UTC) for each in (year, year + 1))
    columns = (Alert.office, Alert.person, Alert.state)
    rows = Alert.select(*columns, fn.COUNT(Alert.id).alias("n")).where(
        _REAL, Alert.raised_at >= begins, Alert.raised_at < ends
    )
    return list(rows.group_by(*columns))


class Year(NamedTuple):
    """A year of an office, or of the nation: its calls as far as they may be said, its drills."""

    year: int
    figures: YearFigures | None  # None until they are made
    drills: Drilled


def years_of(office_id: int | None, at: dt.datetime) -> list[Year]:
    """The years of which there is something to say, the latest first; of the nation for None."""
    which = YearFigures.office == office_id if office_id else YearFigures.office.is_null()
    figures = {row.year: row for row in YearFigures.select().where(which)}
    drills: dict[int, list[dt.timedelta | None]] = defaultdict(list)
    for done in drills_between(office_id, dt.datetime(1, 1, 1, tzinfo=dt.UTC), at):
        drills[done.raised_at.year].append(done.took)
    years = sorted({at.year, *figures, *drills}, reverse=True)
    return [Year(year, figures.get(year), drilled(drills[year])) for year in years]


def offices_in(years: list[int]) -> list[tuple[str, list[YearFigures | None]]]:
    """Each office by name, with what was published of it in each of some years."""
    rows = YearFigures.select().where(YearFigures.year.in_(years)) if years else []
    found = {(row.office_id, row.year): row for row in rows}
    offices = Office.select(Office.id, Office.name).order_by(Office.name, Office.id)
    return [(each.name, [found.get((each.id, year)) for year in years]) for each in offices]

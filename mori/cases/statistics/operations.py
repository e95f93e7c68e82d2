"""Publishing the figures of a year, once."""

import datetime as dt
from collections.abc import Mapping

from mori.core.db import writing

from . import queries
from .models import YearFigures
from .rules import NATION, Shown, published


@writing()
def publish_year(year: int, at: dt.datetime) -> None:
    """Keep what may be said, and nothing else: whatever is closed or erased later changes none."""
    keep_figures(year, published(queries.counts_of(year)), at)


@writing()
def keep_figures(year: int, said: Mapping[int, Shown], at: dt.datetime) -> None:
    """Keep what may be said of a year; what was published before stays."""
    for office in (NATION, *queries.all_office_ids()):
        YearFigures.insert(
            token=f"{year} {office}",
            year=year,
            office=None if office == NATION else office,
            **said.get(office, Shown())._asdict(),
            published_at=at,
        ).on_conflict_ignore().execute()

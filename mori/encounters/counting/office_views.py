"""How many notes of the office's regencies were counted: never fewer than five, and no text."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.offices.models import Office
from mori.offices.queries import office_by_id
from mori.web.files import csv_file
from mori.web.i18n import locale
from mori.web.render import page

from ..rules import Happened
from ..services.rules import card_named
from . import queries
from .rules import FEWEST, Band, Sort, months_over, shown_counts

bp = Blueprint("encounter_counts", __name__)


class Table(NamedTuple):
    """Counts by one thing, and how many notes are in none of its rows."""

    sort: Sort
    rows: list[tuple[Any, int]]
    is_partly: bool


class Month(NamedTuple):
    day: dt.date
    notes: int | None
    tables: list[Table]

    @property
    def csv_month(self) -> str:
        return f"{self.day:%Y-%m}"


def office_part() -> dict[str, Any] | None:
    """The way here from the page of the office."""
    return {} if allowed(current_user, "encounter.counts") else None


def _months(office: Office) -> list[dt.date]:
    return months_over(queries.months_counted(office.code), local_date(now(), office.zone))


def _month(office: Office) -> Month | None:
    """The month asked for, or the latest."""
    months = _months(office)
    text = request.args.get("bulan", "")
    if text and text not in {f"{each:%Y-%m}" for each in months}:
        abort(404)
    if not months:
        return None
    day = next((each for each in months if f"{each:%Y-%m}" == text), months[0])
    counts = queries.counts_in(office.code, day)
    notes = sum(counts[Sort.ALL].values())
    if notes < FEWEST:
        return Month(day, None, [])
    return Month(day, notes, [_table(sort, counts.get(sort, {})) for sort in Sort])


def _table(sort: Sort, counts: dict[str, int]) -> Table:
    shown = shown_counts(counts)
    rows = sorted(shown.items(), key=lambda row: (-row[1], row[0]))
    named = [(_named(sort, value), notes) for value, notes in rows]
    return Table(sort, named, len(shown) < len(counts))


def _named(sort: Sort, value: str) -> Any:
    if sort is Sort.ALL:
        return value
    if sort is Sort.SERVICE:
        card = card_named(value)
        return card.names[locale()] if card else _("Another service")
    return (Happened(value) if sort is Sort.HAPPENED else Band(value)).label


@bp.get("/jumlah-catatan")
@may("encounter.counts")
def months() -> Response:
    office = office_by_id(current_user.office_id)
    found = _month(office)
    here = [
        (url_for("encounter_counts.months", bulan=f"{each:%Y-%m}"), each)
        for each in _months(office)
    ]
    return page(
        "encounters/counting/office.html", here="office", found=found, months=here, least=FEWEST
    )


@bp.get("/jumlah-catatan.csv")
@may("encounter.counts")
def table() -> Response:
    found = _month(office_by_id(current_user.office_id))
    return csv_file(_lines(found), _("citizens' notes"), found.csv_month if found else "")


def _lines(found: Month | None) -> Iterator[tuple[Any, ...]]:
    yield _("Month"), _("By"), _("Value"), _("Notes")
    if found is None:
        return
    for each in found.tables:
        for label, notes in each.rows:
            yield found.csv_month, each.sort.label, label, notes

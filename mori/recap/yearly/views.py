"""The list of a year's interns, in the form that offices send upwards."""

import datetime as dt

from flask import Blueprint, Response, request
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.web import asked
from mori.web.asked import after, next_page
from mori.web.i18n import locale
from mori.web.render import page

from ..reports.rules import YEARS
from ..rollups.queries import counting_of
from . import queries, words

bp = Blueprint("yearly", __name__)


@bp.get("/laporan/peserta")
@may("office_report.rows")
def interns() -> Response:
    return listing(asked_year())


def listing(year: int | None) -> Response:
    """The page of a year; without one, what there is to choose."""
    wrong = "" if year else _("That is no year of an office. Choose one below.")
    today = asked.today()
    year = year or today.year
    place = after(dt.date.fromisoformat, int)
    found = [] if wrong else queries.interns_of(current_user.office_id, year, place)
    shown, more = next_page(found, queries.PAGE, lambda row: (row.starts_on, row.id))
    is_counted = counting_of(current_user.office_id) is not None
    rows = queries.listed(shown, year, today, is_counted=is_counted)
    return page(
        "recap/yearly/interns.html",
        status=422 if wrong else 200,
        here="overview",
        office=current_user.office,
        year=year,
        is_last=year >= today.year,
        wrong=wrong,
        heads=words.heads(),
        rows=[(row.placement, words.brief_of(row, locale())[1:]) for row in rows],
        notes=words.notes_of(rows, year),
        more=more,
    )


def asked_year() -> int | None:
    """The year asked for, this one where none is; None on nonsense."""
    text = request.args.get("tahun", "") or str(asked.today().year)
    is_number = len(text) == 4 and text.isascii() and text.isdecimal()
    return int(text) if is_number and int(text) in YEARS else None

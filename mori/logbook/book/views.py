"""The whole logbook, to print and sign or to open in a spreadsheet."""

from flask import Blueprint, Response
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import supervisor_in
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.files.documents import make_pdf
from mori.placements.models import Placement
from mori.placements.queries import last_begun, placement_by_key
from mori.web import asked
from mori.web.files import csv_file, pdf_file
from mori.web.i18n import locale

from . import queries
from .prints import book_content, table_of

bp = Blueprint("book", __name__)


@bp.get("/logbook.pdf")
@may("day.read")
def own_book() -> Response:
    return _book(own_placement())


@bp.get("/logbook.csv")
@may("day.read")
def own_table() -> Response:
    return _table(own_placement())


@bp.get("/peserta/<key>/logbook.pdf")
@may("placement.read", on=placement_by_key)
def book(placement: Placement) -> Response:
    return _book(placement)


@bp.get("/peserta/<key>/logbook.csv")
@may("placement.read", on=placement_by_key)
def table(placement: Placement) -> Response:
    return _table(placement)


def own_placement() -> Placement:
    """The internship that is going on, or else the last one."""
    today = asked.today()
    begun = last_begun(current_user.person_id, today)
    placement = placement_by_key(begun.key) if begun else None
    if placement is None:
        raise Refused(_("Your logbook begins with your first day."))
    return placement


def _book(placement: Placement) -> Response:
    at, reviewer = now(), supervisor_in(current_user, "placement.read")
    entries = list(queries.entries_of_placement(placement.id, reviewer))
    only = current_user.name if reviewer else ""
    content = book_content(placement, entries, locale(), at, only)
    return pdf_file(
        make_pdf("logbook", content, at), "logbook", placement.person.name, placement.key
    )


def _table(placement: Placement) -> Response:
    rows = table_of(placement, locale(), supervisor_in(current_user, "placement.read"))
    return csv_file(rows, "logbook", placement.person.name, placement.key)

"""Year by year: of an office for its head and officers, and of the nation."""

from flask import Blueprint, Response
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.safeguarding.alerts.views import keep_no_copy
from mori.web.render import page

from . import queries
from .rules import LEAST

bp = Blueprint("years", __name__)
bp.after_request(keep_no_copy)

SIDE_BY_SIDE = 4  # years, of all offices


@bp.get("/jaga/tahunan")
@may("year.read")
def of_office() -> Response:
    years = queries.years_of(current_user.office_id, now())
    return page("cases/statistics/office.html", here="board", years=years, least=LEAST)


@bp.get("/nasional/tahunan")
@may("nation.years")
def of_nation() -> Response:
    years = queries.years_of(None, now())
    made = [each.year for each in years if each.figures][:SIDE_BY_SIDE]
    return page(
        "cases/statistics/nation.html",
        here="years",
        years=years,
        least=LEAST,
        made=made,
        offices=queries.offices_in(made),
    )

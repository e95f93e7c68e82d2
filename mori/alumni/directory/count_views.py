"""How many alumni there are, by year and by region, each number leading to them."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.alumni.finding.queries import tally_rows
from mori.alumni.finding.rules import EVERYBODY
from mori.institutions.models import Region
from mori.institutions.queries import region_by_code
from mori.web.render import page

from . import choice_queries as queries
from .choice_queries import Counted
from .count_rules import LABEL, STEP, WIDE, Bar, bars
from .forms import Narrowing
from .segments import NAMES, NONE, Segment

bp = Blueprint("alumni_counts", __name__)


class Figure(NamedTuple):
    """A row of the table: how many are shown and known, where they are, and what is inside."""

    label: str
    shown: int
    known: int
    shown_url: str
    known_url: str
    inside_url: str = ""


class Table(NamedTuple):
    name: str
    title: str
    first: str  # heading of its first column
    figures: list[Figure]
    bars: list[Bar]
    height: int
    shown: int  # the sums of the columns
    known: int


@bp.get("/alumni/jumlah")
@may("alumni.list")
def counts() -> Response:
    office_id = current_user.office_id
    province = region_by_code(request.args.get("provinsi", "")[:5])
    totals = next(iter(tally_rows(office_id, [EVERYBODY])), None)
    return page(
        "alumni/directory/counts.html",
        here="alumni",
        tables=[_regions(office_id, province), _years(office_id)],
        province=province,
        known=totals.known if totals else 0,
        shown=totals.shown if totals else 0,
        wide=WIDE,
        label_room=LABEL,
        step=STEP,
    )


def _years(office_id: int) -> Table:
    lacking = Counted(NONE, _("not known"), *queries.lacking_counted(office_id, "year"))
    counted = [*queries.years_counted(office_id), lacking]
    return _table("year", _("By year"), _("Year"), counted, {})


def _regions(office_id: int, province: Region | None) -> Table:
    if province:
        inside = queries.regions_counted(office_id, province.code)
        title = _("In %(name)s", name=province.name)
        return _table("region", title, _("Regency or city"), inside, {"provinsi": province.code})
    lacking = Counted(NONE, _("not known"), *queries.lacking_counted(office_id, "region"))
    counted = [*queries.provinces_counted(office_id), lacking]
    return _table("province", _("By province"), _("Province"), counted, {})


def _table(
    part: str, title: str, first: str, counted: Sequence[Counted], also: dict[str, str]
) -> Table:
    there = [each for each in counted if each.known or each.shown]
    # Who shows none may have told the office: one bar cannot say both.
    told = [each for each in there if each.value != NONE]
    drawn = bars([(each.label, each.known, each.shown) for each in told])
    return Table(
        part,
        title,
        first,
        [_figure(each, part, also) for each in there],
        drawn,
        max(len(drawn), 1) * STEP,
        sum(each.shown for each in there),
        sum(each.known for each in there),
    )


def _figure(each: Counted, part: str, also: dict[str, str]) -> Figure:
    segment = Segment.from_args({**also, NAMES[part]: each.value})
    is_province = part == "province" and each.value != NONE
    return Figure(
        each.label,
        each.shown,
        each.known,
        Narrowing(segment, None, shown=True).url(),
        Narrowing(segment, None, shown=False).url(),
        url_for("alumni_counts.counts", provinsi=each.value) if is_province else "",
    )

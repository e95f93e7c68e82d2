"""Choosing what a list of alumni is narrowed by, with how many there are of each."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import Blueprint, Response, request
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.institutions.queries import PAGE as INSTITUTIONS
from mori.web.asked import after, next_page
from mori.web.render import page

from . import choice_queries as queries
from .choice_queries import CHOICES, Counted
from .forms import RECORDS, By, Narrowing, narrowing_to_choose
from .segments import NAMES, NONE

bp = Blueprint("alumni_choices", __name__)

SEARCHED = frozenset({By.INSTITUTION, By.SKILL})  # by a text, as there may be many


class Choice(NamedTuple):
    label: str
    url: str
    times: int


@bp.get("/alumni/pilih")
@may("alumni.list")
def choice() -> Response:
    narrowing = narrowing_to_choose()
    by = next((each for each in By if each == request.args.get("menurut")), By.YEAR)
    search = " ".join(request.args.get("dicari", "").split())[:80]
    choices, more = _choices(by, narrowing, search)
    return page(
        "alumni/directory/choice.html",
        here="alumni",
        by=by,
        choices=choices,
        more=more,
        search=search,
        is_searched=by in SEARCHED,
        is_typed=by in {By.YEAR, By.NOW_AT},
        typed=narrowing.segment.year if by == By.YEAR else narrowing.segment.now_at,
        narrowing=narrowing,
        kept=list(narrowing.args.items()),
        is_of_records=not narrowing.shown,
        records=RECORDS,
    )


def _choices(by: By, narrowing: Narrowing, search: str) -> tuple[list[Choice], str]:
    office_id, more = current_user.office_id, ""
    if by == By.REGION:
        return _regions(narrowing), ""
    (begin,) = after(str) or ("",)
    counted: Sequence[Counted] = []
    if by == By.YEAR:
        counted = [*queries.years_counted(office_id), _lacking(office_id, "year")]
    elif by == By.UNIT:
        counted = queries.units_counted(office_id)
    elif by == By.INSTITUTION:
        found = queries.institutions_counted(office_id, search, begin)
        pairs, more = next_page(found, INSTITUTIONS, lambda each: (each[1],))
        counted = [each for each, _name in pairs]
    elif by == By.SKILL:
        skills = queries.skills_counted(office_id, search, begin, shown=narrowing.shown)
        counted, more = next_page(skills, CHOICES, lambda each: (each.value,))
    return _linked(counted, narrowing, str(by)), more


def _regions(narrowing: Narrowing) -> list[Choice]:
    """The provinces; of the one that was chosen, what is inside."""
    office_id, province = current_user.office_id, narrowing.segment.province
    if province and province != NONE:
        inside = queries.regions_counted(office_id, province)
        return _linked(inside, narrowing, NAMES["region"])
    lacking = _lacking(office_id, "region")
    counted = [*queries.provinces_counted(office_id), lacking]
    return _linked(counted, narrowing, NAMES["province"])


def _lacking(office_id: int, name: str) -> Counted:
    return Counted(NONE, _("not known"), *queries.lacking_counted(office_id, name))


def _linked(counted: Sequence[Counted], narrowing: Narrowing, name: str) -> list[Choice]:
    numbers = [each.shown if narrowing.shown else each.known for each in counted]
    return [
        Choice(each.label, narrowing.url(**{name: each.value}), number)
        for each, number in zip(counted, numbers, strict=True)
        if number
    ]

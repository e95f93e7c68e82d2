"""Alumni who agreed to it find each other, within their office: nobody else does."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.accounts.views import not_stored
from mori.alumni.finding.rules import EVERYBODY, FacetKind, Term
from mori.alumni.models import Alumnus
from mori.alumni.queries import alumnus_of_person, record_of
from mori.alumni.rules import Agreed, Record
from mori.links.models import SignedLink
from mori.web.asked import after, next_page
from mori.web.menu import page_url
from mori.web.render import page, see_other

from .queries import institution_keys, people_in
from .row_queries import rows_of
from .segments import NAMES, Segment

bp = Blueprint("fellows", __name__)

PAGE = 20  # they look on a phone
BOTH = (Agreed.NETWORK, Agreed.DIRECTORY)
ASKED = ("word", "year", "institution")  # they look for a name, a year or a campus alone


class Offered(NamedTuple):
    """One of their own campuses or years, to find those from the same one."""

    label: str
    url: str
    is_on: bool


@bp.get("/saya/alumni/teman")
@may("self.read")
def own_fellows() -> Response:
    alumnus = alumnus_of_person(current_user.person_id, current_user.office_id)
    if alumnus is None:
        return see_other(page_url("me"))
    return show_fellows(alumnus, current_user.zone, url_for("fellows.own_fellows"))


def show_fellows(
    alumnus: Alumnus,
    zone: str,
    url: str,
    back_url: str = "",
    here: str = "me",
    link: SignedLink | None = None,
) -> Response:
    """Those who want to be found by others, for one who wants it too; ``url`` is this page's."""
    record = record_of(alumnus)
    is_one = all(map(record.agrees_to, BOTH))
    segment = Segment(
        **{
            part: text
            for part, text in vars(Segment.from_args(request.args)).items()
            if part in ASKED
        }
    )
    found = _found(record, segment) if is_one else []
    listed, more = next_page(found, PAGE, lambda each: each)
    rows = rows_of([number for _name, number in listed], zone, shown=True)
    response = page(
        "alumni/directory/fellows.html",
        here=here,
        link=link,
        is_one=is_one,
        url=url,
        back_url=back_url,
        segment=segment,
        offered=_offered(record, segment, url) if is_one else [],
        rows=[each.record for each in rows if each.record.id != record.id],
        more=more,
    )
    return not_stored(response)


def _found(record: Record, segment: Segment) -> list[tuple[str, int]]:
    both = (EVERYBODY, Term(FacetKind.AGREED, (str(Agreed.NETWORK),)))
    place = after(str, int)
    return people_in(record.office_id, segment, *both, shown=True, after=place, limit=PAGE + 1)[1]


def _offered(record: Record, segment: Segment, url: str) -> list[Offered]:
    keys = institution_keys([number for number, _name in record.institutions if number])
    places = [
        (name, NAMES["institution"], keys[number])
        for number, name in record.institutions
        if number in keys
    ]
    years = [(str(year), NAMES["year"], str(year)) for year in record.years]
    args = segment.as_args()
    return [
        Offered(label, _toggled(url, args, name, value), args.get(name) == value)
        for label, name, value in places + years
    ]


def _toggled(url: str, args: Mapping[str, str], name: str, value: str) -> str:
    kept = {each: text for each, text in args.items() if each != name}
    changed = kept if args.get(name) == value else {**kept, name: value}
    return f"{url}?{urlencode(changed)}" if changed else url

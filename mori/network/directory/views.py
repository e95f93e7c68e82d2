"""The directory: for coordinators, and for members who are in it themselves."""

from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import by_link, may
from mori.accounts.rules import shown_phone
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.institutions.forms import region_label
from mori.links.models import SignedLink
from mori.web.asked import after, next_page, today
from mori.web.files import csv_file
from mori.web.render import page

from ..members.queries import communities_by_member
from ..models import Member
from ..queries import PAGE, may_be, member_of_link, setting_of
from ..rules import OWN, Purpose
from . import operations, queries

bp = Blueprint("network_directory", __name__)


@bp.get("/jejaring/direktori")
@may("member.list")
def directory() -> Response:
    office_id = current_user.office_id
    return page(
        "network/directory/directory.html",
        here="network",
        setting=setting_of(office_id),
        exports=queries.exports_of(office_id),
        **_listed(office_id, today()),
    )


def _listed(office_id: int, day: Any) -> dict[str, Any]:
    search = request.args.get("cari", "")[:80].strip()
    found = queries.people_in(office_id, search, after(str, int))
    rows, more = next_page(found, PAGE, lambda row: (row.name_folded, row.id))
    communities = communities_by_member(list(rows), day) if rows else {}
    return {
        "rows": [(row, communities[row.id]) for row in rows],
        "more": more,
        "search": search,
    }


@bp.post("/jejaring/direktori/unduh")
@may("member.export")
def take_out() -> Response:
    """A table of those who agree now; that it was taken is kept."""
    people = operations.take_out(current_user.office_id, current_user.person_id, now())
    return csv_file(_lines(people), _("network directory"), today())


def _lines(people: list[Member]) -> list[list[str]]:
    heads = [_("Name"), _("Communities"), _("Place"), _("Phone"), _("E-mail")]
    communities = communities_by_member(people, today())
    rows = [
        [
            each.name,
            "; ".join(one.name for one in communities[each.id]),
            region_label(each.region),
            shown_phone(each.phone) if each.phone else "",
            each.mail,
        ]
        for each in people
    ]
    return [heads, *rows]


@bp.get("/t/<key>/jejaring/direktori")
@by_link(OWN, on=member_of_link)
def fellows(link: SignedLink, member: Member) -> Response:
    """For whoever is in it: names, communities and places, and no way to reach anybody."""
    is_in = may_be(member, Purpose.DIRECTORY)
    day = local_date(now(), member.office.zone)
    listed = _listed(member.office_id, day) if is_in else {"rows": [], "more": "", "search": ""}
    shown = page(
        "network/directory/fellows.html",
        here="link",
        link=link,
        member=member,
        setting=setting_of(member.office_id),
        is_in=is_in,
        **listed,
    )
    return not_stored(shown)

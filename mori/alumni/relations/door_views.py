"""Who can open a door: by agency, or by what is offered."""

import re

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.alumni.records.views import HERE
from mori.core.texts.folding import folded
from mori.web.asked import after, next_page
from mori.web.i18n import locale
from mori.web.render import page

from . import door_queries, queries
from .desk import doors, heads_of
from .rules import kind_label, kinds

bp = Blueprint("doors", __name__)

WORDS = 6  # of a place's name that are looked for


@bp.get("/alumni/pintu")
@may("alumni.list")
def door() -> Response:
    """Who is at an agency, or with ``?tawaran=`` who offers something."""
    kind = request.args.get("tawaran", "")
    search = request.args.get("cari", "")[:80].strip()
    words = re.findall(r"\w+", folded(search))[:WORDS]
    office_id = current_user.office_id
    meant = door_queries.words_meant(office_id, words)
    if kind in kinds("offer"):
        offers = queries.standing_offers(office_id, kind, *(after(int) or ()))
        rows, more = next_page(offers, queries.PAGE, lambda row: (row.id,))
        found = doors(heads_of([row.alumnus_id for row in rows]) if rows else [])
    elif meant:
        at = door_queries.those_at(office_id, meant, _place())
        shown, more = next_page(at, door_queries.PAGE, lambda row: row)
        found = doors([number for _name, number in shown], meant)
    else:
        found, more = [], ""
    return page(
        "alumni/relations/doors.html",
        here=HERE,
        found=found,
        more=more,
        search=search,
        meant=" ".join(meant) if meant != words else "",
        kind=kind,
        labels={code: kind_label("offer", code, locale()) for code in kinds("offer")},
        filters=[
            (url_for("doors.door", tawaran=code), each.label(locale()), code == kind)
            for code, each in kinds("offer").items()
        ],
    )


def _place() -> tuple[str, int] | None:
    found = after(str, int)
    return (found[0], found[1]) if found else None

"""What interns have researched, for anybody."""

from typing import Any

from flask import Blueprint, Response, abort, request
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import public
from mori.core.clock import ZONE_NAMES, local_date, now
from mori.web.asked import after, next_page
from mori.web.fields import one_line
from mori.web.files import attached_file
from mori.web.render import page

from ..finals.queries import final_of
from ..studies.models import Study
from ..studies.queries import public_study
from ..studies.rules import Opening
from . import queries

bp = Blueprint("register", __name__)
HERE = "studies"
MOST = 160  # letters that are looked for


@bp.get("/riset")
@public
def titles() -> Response:
    wanted = one_line(request.args.get("cari"))[:MOST]
    (last,) = after(int) or (None,)
    found = queries.public_titles(wanted, last)
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "contributions/register/titles.html",
        here=HERE,
        rows=[(row, *_opening(row)) for row in rows],
        more=more,
        wanted=wanted,
        may_read=current_user.is_authenticated and allowed(current_user, "study.list"),
    )


def _opening(study: Study) -> tuple[Opening, str]:
    """Whether its file is open, and in which zone its day begins."""
    zone = study.office.zone
    return study.opening_on(local_date(now(), zone)), ZONE_NAMES[zone]


@bp.get("/riset/<key>")
@public
def title(key: str) -> Response:
    study = public_study(key) or abort(404)
    opening, zone_name = _opening(study)
    return page(
        "contributions/register/title.html",
        here=HERE,
        study=study,
        opening=opening,
        zone_name=zone_name,
        **_copy(study, opening),
    )


def _copy(study: Study, opening: Opening) -> dict[str, Any]:
    """What may be read: nothing before its day, not even where it lies."""
    return {"copy": final_of(study.id) if opening.is_open else None}


@bp.get("/riset/<key>/naskah.unduh")
@public
def file(key: str) -> Response:
    """Not there until its day begins where its office is."""
    copy = queries.open_copy_of(key, now())
    if copy is None or copy.upload is None:
        abort(404)
    return attached_file(copy.upload.path, copy.upload.kind, "riset", copy.study.title)

"""Papers about days away, for those who may read the placement."""

from flask import Response, abort, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.web.render import page
from mori.web.uploads import private_picture, store

from . import paper_queries
from .models import AttendancePaper
from .months import Month
from .paper_operations import file_of
from .views import bp


@bp.get("/surat/<key>")
@may("placement.read", on=paper_queries.paper_by_key)
def paper(paper: AttendancePaper) -> Response:
    content = store().get(file_of(paper.key))
    if content is None:
        abort(404)
    return private_picture(content, f"surat-{paper.attendance.day}")


@bp.get("/surat/<key>/lihat")
@may("placement.read", on=paper_queries.paper_by_key)
def show_paper(paper: AttendancePaper) -> Response:
    is_own = paper.person_id == current_user.person_id
    day, placement = paper.attendance.day, paper.attendance.placement
    where = "/presensi" if is_own else url_for(".placement", key=placement.key)
    return page(
        "picture.html",
        "_picture.html",
        here="attendance" if is_own else "interns",
        picture={
            "id": f"paper-{paper.key}",
            "url": url_for(".paper", key=paper.key),
            "label": _("Paper"),
            "bytes": paper.bytes,
            "width": paper.width,
            "height": paper.height,
        },
        whose="" if is_own else paper.attendance.person.name,
        day=day,
        back=f"{where}?bulan={Month.of(day)}",
    )

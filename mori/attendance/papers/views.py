"""Papers about days away, for those who may read the placement."""

from flask import Blueprint, Response, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.files.keeping import figure_of
from mori.web.files import comes_again, content_of, private_picture, sent_files, store, takes_files
from mori.web.menu import page_url
from mori.web.phone import queue
from mori.web.render import page, see_other

from ..months import Month
from ..queries import attendance_of
from ..views import running_placement
from . import queries as paper_queries
from .forms import INCOMPLETE, PaperForm
from .models import AttendancePaper
from .operations import FOLDER, attach_paper

bp = Blueprint("papers", __name__)


@bp.post("/presensi/kabar/surat")
@may("day.write")
@takes_files
def add_queued_paper() -> Response:
    """The paper of a phone's queue, after the word that was sent for its day."""
    form, files = PaperForm(), sent_files("paper")
    if not form.validate() or len(files) != 1:
        return queue.refused(INCOMPLETE)
    day = form.day.data
    row = attendance_of(running_placement(day).id, day)
    if row is None:
        return queue.unanswered(503)  # its word may still be on the way
    try:
        attach_paper(store(), row, content_of(files[0]), now())
    except Refused as refusal:
        if comes_again(refusal):
            raise
        return queue.refused(refusal)
    return see_other(url_for("attendance.attendance", bulan=Month.of(day)))


@bp.get("/surat/<key>")
@may("placement.read", on=paper_queries.paper_by_key)
def paper(paper: AttendancePaper) -> Response:
    return private_picture(f"{FOLDER}/{paper.key}", f"surat-{paper.attendance.day}")


@bp.get("/surat/<key>/lihat")
@may("placement.read", on=paper_queries.paper_by_key)
def show_paper(paper: AttendancePaper) -> Response:
    is_own = paper.person_id == current_user.person_id
    day, placement = paper.attendance.day, paper.attendance.placement
    month = url_for("attendance.attendance")
    where = month if is_own else page_url("placement", key=placement.key)
    return page(
        "picture.html",
        "_picture.html",
        here="attendance" if is_own else "interns",
        picture=figure_of(
            paper, f"paper-{paper.key}", url_for("papers.paper", key=paper.key), _("Paper")
        ),
        whose="" if is_own else paper.attendance.person.name,
        day=day,
        back=f"{where}?bulan={Month.of(day)}",
    )

"""What an intern has and decides of their own papers."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.certificates.statements.rules import OF_INTERNSHIPS
from mori.core.clock import local_date, now
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from mori.web.render import page, see_other

from . import forms, operations, queries
from .endings_queries import ending_of
from .models import Paper
from .rules import obstacles

bp = Blueprint("own_papers", __name__)


def me_part(actor: Actor) -> dict[str, Any] | None:
    """The way to one's own papers, for interns who have any."""
    if not allowed(actor, "paper.own"):
        return None
    return {} if queries.has_papers(actor.person_id) else None


def ended_part(placement: Placement, _today: dt.date) -> dict[str, Any] | None:
    """The same way, on the start page of whoever's internship is over."""
    return {} if queries.has_papers(placement.person_id) else None


def resigning_part(placement: Placement) -> dict[str, Any] | None:
    """Which papers an intern would get who resigned now; before the first day, none at all."""
    if local_date(now(), placement.office.zone) < placement.starts_on:
        return None
    ending = ending_of(placement)._replace(state=PlacementState.ENDED_EARLY)
    return {
        "papers": [(kind, next(obstacles(kind, ending), None)) for kind in OF_INTERNSHIPS],
        "has_final": ending.has_final,
    }


@bp.get("/saya/sertifikat")
@may("paper.own")
def papers() -> Response:
    return page(
        "certificates/papers/own_papers.html",
        here="me",
        papers=queries.papers_of_person(current_user.person_id),
    )


@bp.post("/saya/sertifikat/<key>/nilai")
@may("paper.show_marks", on=queries.issued_paper_by_key)
def show_marks(paper: Paper) -> Response:
    is_shown = forms.MarksForm().is_shown.data
    operations.show_marks(paper, is_shown, current_user.person_id, now())
    flash(_("Whoever checks it sees your marks.") if is_shown else _("Nobody sees your marks."))
    return see_other(url_for("own_papers.papers"))

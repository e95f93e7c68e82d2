"""Who is ready, and asking for papers; see run_views.py for how a run goes."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.certificates.numbers.queries import setting_of
from mori.certificates.papers import queries as papers
from mori.certificates.papers.rules import PaperState
from mori.certificates.signatories.queries import signatory_on
from mori.core.clock import now
from mori.core.db import token_for
from mori.offices.queries import office_by_id
from mori.web.asked import SEPARATOR, after, today
from mori.web.fields import one_line
from mori.web.render import page, see_other

from . import desk, operations, queries
from .desk import Candidate
from .forms import IssueForm
from .operations import Asked
from .rules import Readiness

bp = Blueprint("cohorts", __name__)

MOST_COUNTED = 100
TABS = {"siap": Readiness.READY, "kurang": Readiness.LACKING, "ada": Readiness.ISSUED}


@bp.get("/sertifikat")
@may("paper.list")
def ready() -> Response:
    """Who is ready for papers, and exactly what is missing for whom."""
    tab = request.args.get("saring", "")
    tab = tab if tab in TABS else "siap"
    name, office_id = one_line(request.args.get("cari")), current_user.office_id
    found = desk.candidates(office_id, TABS[tab], name, today(), after(dt.date.fromisoformat, int))
    office = office_by_id(office_id)
    return page(
        "certificates/cohorts/ready.html",
        here="interns",
        rows=found.rows,
        more=_more(found.after),
        readiness=TABS[tab],
        tab=tab,
        name=name,
        tabs=[
            (url_for("cohorts.ready", saring=each), readiness.label, each == tab)
            for each, readiness in TABS.items()
        ],
        setting=setting_of(office),
        signatory=signatory_on(office_id, today()),
        awaiting=papers.count_in(office_id, PaperState.AWAITING_NUMBER, MOST_COUNTED),
        unsigned=papers.count_in(office_id, PaperState.UNSIGNED, MOST_COUNTED),
        may_sign=allowed(current_user, "paper.sign"),
        runs=queries.runs_of(office_id)[:3],
    )


def _more(place: tuple[Any, int] | None) -> str:
    if place is None:
        return ""
    query = {**request.args, "after": SEPARATOR.join(map(str, place))}
    return f"{request.path}?{urlencode(query)}"


@bp.get("/sertifikat/terbitkan")
@may("paper.list")
def issuing() -> Response:
    """Whom the papers are for, before they are asked for."""
    if "semua" in request.args:
        rows = desk.all_ready(current_user.office_id, one_line(request.args.get("cari")), today())
    else:
        rows = desk.chosen(current_user.office_id, request.args.getlist("peserta"))
    form = IssueForm(formdata=None, data={"issued_on": today(), "locale": "id"})
    return _issuing(form, rows, [row.placement.key for row in rows if row.kinds])


def _issuing(
    form: IssueForm, rows: Sequence[Candidate], picked: Sequence[str], status: int = 200
) -> Response:
    if not rows:
        return see_other(url_for("cohorts.ready"))
    office = office_by_id(current_user.office_id)
    return page(
        "certificates/cohorts/issuing.html",
        status=status,
        here="interns",
        form=form,
        rows=rows,
        picked=set(picked),
        setting=setting_of(office),
        signatory=signatory_on(office.id, form.issued_on.data or today()),
    )


@bp.post("/sertifikat/terbitkan")
@may("paper.list")
def issue() -> Response:
    form, keys = IssueForm(), request.form.getlist("peserta")
    shown = request.form.getlist("tampil") or keys
    rows = desk.chosen(current_user.office_id, shown)
    picked = [row for row in rows if row.placement.key in keys]
    is_valid = form.validate()
    wanted = [
        (row.placement.id, kind) for row in picked for kind in form.wanted if kind in row.kinds
    ]
    if not picked:
        form.form_errors.append(_("Choose at least one intern."))
    elif not wanted:
        form.form_errors.append(_("Nobody chosen can get one of these papers yet."))
    elif is_valid and form.issued_on.data > today():
        form.issued_on.errors = [_("The date on a paper is today or earlier.")]
    if form.errors:
        return _issuing(form, rows, keys, 422)
    token = token_for(form.token.data, current_user.person_id)
    run = operations.begin_run(
        current_user.office_id,
        wanted,
        Asked(form.locale.data, form.issued_on.data),
        token,
        current_user.person_id,
        now(),
    )
    return see_other(url_for("runs.run", key=run.key))

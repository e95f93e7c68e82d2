"""How papers that were asked for at once are coming along; stopping them, and going on."""

from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.web.asked import after, next_page
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import IssuingRun

bp = Blueprint("runs", __name__)


@bp.get("/sertifikat/penerbitan")
@may("paper.list")
def runs() -> Response:
    found = queries.runs_of(current_user.office_id, *(after(int) or ()))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "certificates/cohorts/runs.html",
        here="interns",
        rows=rows,
        progress=queries.progress_of([row.id for row in rows]) if rows else {},
        more=more,
    )


@bp.get("/sertifikat/penerbitan/<key>")
@may("run.read", on=queries.run_by_key)
def run(run: IssuingRun) -> Response:
    return page(
        "certificates/cohorts/run.html",
        "certificates/cohorts/_progress.html",
        here="interns",
        run=run,
        progress=queries.progress_of([run.id])[run.id],
        is_late=queries.waits_to_print(run.id, now()),
        hindered=queries.hindered_steps(run.id),
        events=queries.events_of(run.id),
        labels=forms.EVENT_LABELS,
    )


@bp.post("/sertifikat/penerbitan/<key>/henti")
@may("run.change", on=queries.run_by_key)
def stop(run: IssuingRun) -> Response:
    if run.state.is_running:  # else sent twice, or done meanwhile
        operations.stop_run(run, current_user.person_id, now())
    return see_other(url_for("runs.run", key=run.key))


@bp.post("/sertifikat/penerbitan/<key>/lanjut")
@may("run.change", on=queries.run_by_key)
def resume(run: IssuingRun) -> Response:
    if run.state.is_stopped:
        operations.resume_run(run, current_user.person_id, now())
    return see_other(url_for("runs.run", key=run.key))

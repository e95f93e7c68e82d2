"""How papers that were asked for at once are coming along; stopping them, and going on."""

from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.background.forms import EVENT_LABELS
from mori.background.models import LongJob
from mori.background.operations import cancel_job, resume_job
from mori.background.queries import PAGE, events_of
from mori.core.clock import now
from mori.web.asked import after, next_page
from mori.web.render import page, see_other

from . import queries

bp = Blueprint("runs", __name__)


@bp.get("/sertifikat/penerbitan")
@may("paper.list")
def runs() -> Response:
    found = queries.runs_of(current_user.office_id, *(after(int) or ()))
    rows, more = next_page(found, PAGE, lambda row: (row.id,))
    return page(
        "certificates/cohorts/runs.html",
        here="interns",
        rows=rows,
        more=more,
    )


@bp.get("/sertifikat/penerbitan/<key>")
@may("run.read", on=queries.run_by_key)
def run(run: LongJob) -> Response:
    progress = queries.progress_of(run.id)
    run.done = progress.done  # as it is now, not at the last beat
    return page(
        "certificates/cohorts/run.html",
        "certificates/cohorts/_progress.html",
        here="interns",
        run=run,
        progress=progress,
        is_late=queries.waits_to_print(run.id, now()),
        hindered=queries.hindered_steps(run.id),
        events=events_of(run.id),
        labels=EVENT_LABELS,
    )


@bp.post("/sertifikat/penerbitan/<key>/henti")
@may("run.change", on=queries.run_by_key)
def stop(run: LongJob) -> Response:
    if run.state.is_active:  # else sent twice, or done meanwhile
        cancel_job(run, current_user.person_id, now())
    return see_other(url_for("runs.run", key=run.key))


@bp.post("/sertifikat/penerbitan/<key>/lanjut")
@may("run.change", on=queries.run_by_key)
def resume(run: LongJob) -> Response:
    if run.is_resumable:
        resume_job(run, current_user.person_id, now())
    return see_other(url_for("runs.run", key=run.key))

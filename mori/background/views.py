"""What an office's long jobs are doing, and what was taken out of MORI."""

import datetime as dt
from collections.abc import Callable, Sequence

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.jobs import KINDS
from mori.web.asked import after, next_page
from mori.web.render import page, parts_of, see_other

from . import operations, queries
from .models import LongJob

bp = Blueprint("background", __name__)


@bp.get("/pekerjaan")
@may("job.list")
def jobs() -> Response:
    found = queries.jobs_of(current_user.office_id, *(after(int) or ()))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    at, is_first = now(), not request.args.get("after")
    return page(
        "background/jobs.html",
        "background/_jobs.html",
        here="office",
        rows=rows,
        kinds=KINDS,
        urls=_urls(rows),
        changeable={row.id for row in rows if may_change(row)},
        stuck={row.id for row in rows if row.is_stuck(at)},
        is_active=is_first and any(row.state.is_active for row in rows),
        more=more,
        parts=parts_of("jobs", current_user),
    )


def _urls(jobs: Sequence[LongJob]) -> dict[int, str]:
    """Where each is shown by the slice that began it."""
    return {job.id: url_for(KINDS[job.kind].page, key=job.subject or job.key) for job in jobs}


def may_change(job: LongJob) -> bool:
    """Whether who is signed in may stop this kind of work, and begin it again."""
    action = KINDS[job.kind].change
    return bool(action) and allowed(current_user, action, job)


@bp.get("/pekerjaan/ekspor")
@may("job.list")
def taken_out() -> Response:
    """Who took what out of MORI, when and what for."""
    said = _("Who took what out of MORI, when and what for.")
    found = queries.taken_out(current_user.office_id, *(after(int) or ()))
    return log_page(found, _("Taken out of MORI"), said, is_whole=True)


def log_page(found: list[LongJob], title: str, said: str, *, is_whole: bool = False) -> Response:
    """The same page of one kind alone, for the slice whose it is."""
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "background/log.html",
        here="office",
        rows=rows,
        urls=_urls(rows),
        more=more,
        title=title,
        said=said,
        is_whole=is_whole,
    )


@bp.post("/pekerjaan/<key>/henti")
@may("job.change", on=queries.job_by_key)
def stop(job: LongJob) -> Response:
    if not may_change(job):
        abort(403)
    if job.state.is_active:  # else sent twice, or done meanwhile
        _attempt(lambda at: operations.cancel_job(job, current_user.person_id, at))
    return see_other(url_for("background.jobs"))


@bp.post("/pekerjaan/<key>/lanjut")
@may("job.change", on=queries.job_by_key)
def resume(job: LongJob) -> Response:
    if not may_change(job):
        abort(403)
    if job.is_resumable:
        _attempt(lambda at: operations.resume_job(job, current_user.person_id, at))
    return see_other(url_for("background.jobs"))


def _attempt(move: Callable[[dt.datetime], None]) -> None:
    try:
        move(now())
    except Refused as refusal:  # it came to its end in this moment
        flash(str(refusal), "warn")


def office_part() -> dict[str, object] | None:
    """For the office's page: the way here."""
    return {} if allowed(current_user, "job.list") else None


def trouble(at: dt.datetime) -> str:
    """For /healthz: how many jobs hang; whose they are is nobody's business there."""
    stuck = queries.count_stuck(at)
    return f"long jobs without a beat: {stuck}" if stuck else ""

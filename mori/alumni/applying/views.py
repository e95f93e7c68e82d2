"""Taking a list over and back: how far it is, and what became of each of its rows."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.asked import after, next_page
from mori.web.render import page, see_other

from ..imports.models import Import, ImportRow
from ..imports.queries import job_shown
from ..imports.rules import APPLYING, UNDOING, ImportState
from ..models import Alumnus
from ..rules import Record
from ..understanding.words import doubts_said
from . import forms, queries, run_operations, undo_operations
from .queries import import_by_key
from .rules import ReportGroup, report_group, undo_until

bp = Blueprint("applying", __name__)

STOPS = {
    ImportState.APPLYING: run_operations.stop_applying,
    ImportState.UNDOING: undo_operations.stop_undoing,
}
RESUMES = {
    ImportState.APPLYING_HELD: run_operations.resume_applying,
    ImportState.UNDOING_HELD: undo_operations.resume_undoing,
}


@bp.get("/alumni/impor/<key>/laporan")
@may("import.read", on=import_by_key)
def report(imported: Import) -> Response:
    """How far it is, how its rows are accounted for, and the rows of one group."""
    group = _group(request.args.get("saring", ""))
    (place,) = after(int) or (0,)
    found = queries.rows_of(imported, group, place, queries.ROWS + 1)
    rows, more = next_page(found, queries.ROWS, lambda row: (row.position,))
    counts = _counts(imported)
    return page(
        "alumni/applying/report.html",
        "alumni/applying/_progress.html",
        here="alumni",
        imported=imported,
        job=job_shown(imported, (APPLYING, UNDOING)),
        is_running=imported.state in STOPS,
        groups=[(each, counts.get(each, 0), each is group) for each in ReportGroup],
        open_count=counts.get(None, 0),
        rows=[(row, forms.written(row), _why(row)) for row in rows],
        group=group,
        more=more,
        kept=queries.kept_changes(imported),
        may_change=allowed(current_user, "import.change", imported),
        can_undo=_can_undo(imported),
        undo_until=undo_until(queries.ended_at(imported)),
        can_stop=imported.state in STOPS,
        can_resume=imported.state in RESUMES,
        table_label=forms.TABLE_LABELS,
    )


def _can_undo(imported: Import) -> bool:
    if imported.state is ImportState.APPLIED:
        return now() < undo_until(queries.ended_at(imported))
    return imported.state is ImportState.APPLYING_HELD


def _group(word: str) -> ReportGroup | None:
    return next((each for each in ReportGroup if each.value == word), None)


def _counts(imported: Import) -> dict[ReportGroup | None, int]:
    """Rows by group; those without an outcome under None."""
    found: dict[ReportGroup | None, int] = {}
    for (outcome, verdict), number in queries.counts_of(imported).items():
        group = report_group(outcome, verdict) if outcome else None
        found[group] = found.get(group, 0) + number
    return found


def _why(row: ImportRow) -> list[Any]:
    """What a row was, or why it was joined or not understood."""
    if not row.outcome:
        return []
    group = report_group(str(row.outcome), str(row.verdict))
    read = row.read
    return [group.label, *([read.why] if group is ReportGroup.NOBODY else []), *doubts_said(read)]


@bp.post("/alumni/impor/<key>/masukkan")
@may("import.change", on=import_by_key)
def apply(imported: Import) -> Response:
    if imported.state is ImportState.DECIDING:  # else sent twice
        try:
            run_operations.start_applying(imported, current_user.person_id, now())
        except Refused as refusal:  # the page was made before others did something
            flash(str(refusal))
            return see_other(url_for("alumni_imports.imported", key=imported.key))
    return _report(imported)


@bp.post("/alumni/impor/<key>/batalkan")
@may("import.change", on=import_by_key)
def undo(imported: Import) -> Response:
    if imported.state in (ImportState.APPLIED, ImportState.APPLYING_HELD):
        try:
            undo_operations.start_undoing(imported, current_user.person_id, now())
        except Refused as refusal:
            flash(str(refusal))
    return _report(imported)


@bp.post("/alumni/impor/<key>/henti")
@may("import.change", on=import_by_key)
def stop(imported: Import) -> Response:
    return _moved(imported, STOPS)


@bp.post("/alumni/impor/<key>/lanjut")
@may("import.change", on=import_by_key)
def resume(imported: Import) -> Response:
    return _moved(imported, RESUMES)


def _moved(imported: Import, moves: Any) -> Response:
    try:
        if imported.state in moves:
            moves[imported.state](imported, current_user.person_id, now())
    except Refused:  # it came to its end in this moment
        flash(_("It was finished already."))
    return _report(imported)


def _report(imported: Import) -> Response:
    return see_other(url_for("applying.report", key=imported.key))


def alumnus_part(alumnus: Alumnus, record: Record) -> dict[str, Any] | None:
    """For the page of a record: which rows of which lists it is from, as they were written."""
    rows = queries.rows_about(queries.whole_group(alumnus.id))
    found = [(row, forms.written(row), doubts_said(row.read)) for row in rows]
    may_open = allowed(current_user, "import.read", alumnus)
    return {"rows": found, "may_open": may_open} if found else None

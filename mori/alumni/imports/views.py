"""Lists on their way in: bringing one, what its columns hold, how far it has come."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind, FilePurpose
from mori.core.sheets.sheets import KINDS, WHY
from mori.core.states import changed_meanwhile
from mori.uploads.intake import upload_sent
from mori.uploads.queries import open_upload
from mori.web.asked import after, next_page
from mori.web.files import attached, sent_files, store, takes_files
from mori.web.render import page, see_other

from ..retention.rules import kept_for
from . import forms, operations, queries, row_queries
from .example_sheets import example_list
from .models import Import
from .rules import DROPPABLE, FILTERS, WAITING, ImportState
from .sheet_rules import CHOICES, SheetPlan, unpacked_plans

bp = Blueprint("alumni_imports", __name__)
FILES = FilePurpose("alumnilists", "import.bring", "alumni_imports.new", KINDS)


@bp.get("/alumni/impor")
@may("import.list")
def imports() -> Response:
    found = queries.imports_of(current_user.office_id, *(after(int) or ()))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "alumni/imports/list.html",
        here="alumni",
        rows=rows,
        more=more,
        may_bring=allowed(current_user, "import.bring"),
    )


@bp.get("/alumni/impor/baru")
@may("import.bring")
def new() -> Response:
    return _new(forms.ListForm(formdata=None))


def _new(form: forms.ListForm, status: int = 200) -> Response:
    upload = open_upload(current_user.person_id, FILES.name, now())
    return page(
        "alumni/imports/new.html",
        status=status,
        here="alumni",
        form=form,
        purpose=FILES,
        upload=upload,
    )


@bp.post("/alumni/impor/baru")
@may("import.bring")
@takes_files
def bring() -> Response:
    form, at, person_id = forms.ListForm(), now(), current_user.person_id
    token = token_for(form.token.data or "", person_id)
    known = queries.import_by_token(token)
    if known:
        return see_other(url_for("alumni_imports.imported", key=known.key))
    try:
        sent = (sent_files("file"), form.upload.data or "", form.token.data or "")
        upload = upload_sent(store(), person_id, FILES, *sent, at)
        made = operations.begin_import(current_user.office_id, upload, token, person_id, at)
    except Refused as refusal:
        form.refuse(refusal)
        return _new(form, 422)
    return see_other(url_for("alumni_imports.imported", key=made.key))


@bp.get("/alumni/impor/contoh.unduh")
@may("import.bring")
def example() -> Response:
    """A messy list of invented people to try, where nobody real is."""
    if not current_app.config["SETTINGS"].demo:
        return see_other(url_for("alumni_imports.imports"))
    return attached(example_list(), FileKind.XLSX, "daftar-alumni-contoh")


@bp.get("/alumni/impor/<key>")
@may("import.read", on=queries.import_by_key)
def imported(imported: Import) -> Response:
    return _imported(imported)


def _imported(imported: Import, refusal: Refused | None = None) -> Response:
    state, may_change = imported.state, allowed(current_user, "import.change", imported)
    job = queries.job_shown(imported)
    return page(
        "alumni/imports/import.html",
        "alumni/imports/_progress.html",
        status=422 if refusal else 200,
        here="alumni",
        imported=imported,
        job=job,
        refusal=refusal,
        trouble=WHY[imported.trouble] if imported.trouble else "",
        plans=unpacked_plans(imported.sheets),
        tally=_tally(imported) if state in HAVE_ROWS else [],
        undecided=row_queries.undecided_count(imported) if state in HAVE_ROWS else 0,
        earlier=queries.earlier_of(imported),
        is_compared=queries.is_compared(imported),
        is_running=job is not None and job.state.is_active,
        is_droppable=state in DROPPABLE and may_change,
        ends_on=_ends_on(imported) if state in WAITING else None,
        may_change=may_change,
        events=queries.events_of(imported),
        labels=forms.EVENT_LABELS,
    )


def _ends_on(imported: Import) -> dt.date:
    """The day on which it is given up unless somebody goes on with it."""
    ends_at = queries.last_done_at(imported) + kept_for("import_left")
    return local_date(ends_at, imported.office.zone)


def _tally(imported: Import) -> list[tuple[str, Any, int]]:
    """How many rows are what, with the filter that shows them; together they are all rows."""
    counts = row_queries.verdict_counts(imported)
    return [(word, each.label, counts.get(str(each), 0)) for word, each in FILTERS.items()]


HAVE_ROWS = frozenset(ImportState) - {
    *(ImportState.UPLOADED, ImportState.MAPPED, ImportState.READING, ImportState.READING_HELD),
    *(ImportState.DROPPED, ImportState.REFUSED),
}


@bp.get("/alumni/impor/<key>/kolom")
@may("import.change", on=queries.import_by_key)
def columns(imported: Import) -> Response:
    """The columns of the sheet in ``?lembar=``."""
    plan = _plan(imported)
    if plan is None:
        return see_other(url_for("alumni_imports.imported", key=imported.key))
    return _columns(imported, plan, forms.ColumnsForm(formdata=None))


def _plan(imported: Import) -> SheetPlan | None:
    """The sheet that was asked for, while its columns can be chosen."""
    wanted = request.args.get("lembar", 0, type=int)
    plans = unpacked_plans(imported.sheets) if imported.state is ImportState.MAPPED else []
    return next((each for each in plans if each.position == wanted), None)


def _columns(
    imported: Import, plan: SheetPlan, form: forms.ColumnsForm, status: int = 200
) -> Response:
    return page(
        "alumni/imports/columns.html",
        status=status,
        here="alumni",
        imported=imported,
        plan=plan,
        form=form,
        fields=CHOICES,
    )


@bp.post("/alumni/impor/<key>/kolom")
@may("import.change", on=queries.import_by_key)
def choose(imported: Import) -> Response:
    form, plan = forms.ColumnsForm(), _plan(imported)
    if plan is None:
        return see_other(url_for("alumni_imports.imported", key=imported.key))
    fields, is_left_out = form.fields(plan), form.is_left_out
    chosen = plan.chosen(fields, is_left_out=is_left_out)
    try:
        if form.revision != imported.revision:
            raise changed_meanwhile()
        operations.require_one_name(chosen)
        operations.choose_columns(
            imported, plan.position, fields, is_left_out, current_user.person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _columns(imported, chosen, form, 422)
    flash(_("Kept, and remembered for lists with the same headings."))
    return see_other(url_for("alumni_imports.imported", key=imported.key))


@bp.post("/alumni/impor/<key>/baca")
@may("import.change", on=queries.import_by_key)
def read(imported: Import) -> Response:
    return _moved(imported, operations.start_reading)


@bp.post("/alumni/impor/<key>/baca/henti")
@may("import.change", on=queries.import_by_key)
def stop(imported: Import) -> Response:
    return _moved(imported, operations.stop_reading)


@bp.post("/alumni/impor/<key>/baca/lanjut")
@may("import.change", on=queries.import_by_key)
def resume(imported: Import) -> Response:
    return _moved(imported, operations.resume_reading)


@bp.post("/alumni/impor/<key>/kolom-lagi")
@may("import.change", on=queries.import_by_key)
def map_again(imported: Import) -> Response:
    return _moved(imported, operations.map_again)


@bp.post("/alumni/impor/<key>/banding")
@may("import.change", on=queries.import_by_key)
def compare(imported: Import) -> Response:
    return _moved(imported, operations.compare_again)


@bp.post("/alumni/impor/<key>/batal")
@may("import.change", on=queries.import_by_key)
def drop(imported: Import) -> Response:
    return _moved(imported, operations.drop_import)


def _moved(imported: Import, move: Any) -> Response:
    try:
        move(imported, current_user.person_id, now())
    except Refused as refusal:
        return _imported(imported, refusal)
    return see_other(url_for("alumni_imports.imported", key=imported.key))


def imports_part(office_id: int) -> dict[str, Any] | None:
    """For the head of the directory: the way to lists, and how many are under way."""
    if not allowed(current_user, "import.list"):
        return None
    return {"unfinished": queries.unfinished_count(office_id)}

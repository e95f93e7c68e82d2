"""What was understood beside what stood there, and what becomes of each row."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile
from mori.web.asked import after, next_page
from mori.web.render import page, see_other

from ...queries import records_of
from ...rules import Record
from ...understanding.rules import ReadRow, Surroundings
from ...understanding.words import doubts_said, said
from ...values.rules import Field
from .. import queries, row_queries
from ..models import Import, ImportRow
from ..row_rules import CORRECTABLE, Candidate, cells_beside, restricted
from ..rules import FILTERS, ImportState, RowVerdict
from ..sheet_rules import unpacked_plans
from . import forms, operations

bp = Blueprint("alumni_import_rows", __name__)
OPEN = "putuskan"  # what waits for a decision
REACHED_BY = (Field.PHONE, Field.EMAIL)
TABS = {*FILTERS, OPEN}


@bp.get("/alumni/impor/<key>/baris")
@may("import.read", on=queries.import_by_key)
def rows(imported: Import) -> Response:
    """Every row, by what it was found to be."""
    which = _asked() or ""
    (last,) = after(int) or (0,)
    verdict = str(FILTERS.get(which, ""))
    found = row_queries.rows_of(imported, verdict, last, only_undecided=which == OPEN)
    shown, more = next_page(found, row_queries.ROWS, lambda row: (row.position,))
    counts = row_queries.verdict_counts(imported)
    return page(
        "alumni/imports/rows.html",
        here="alumni",
        imported=imported,
        rows=[_line(row) for row in shown],
        names=row_queries.names_of(shown),
        more=more,
        which=which,
        tabs=_tabs(imported, which, counts),
        may_decide=imported.state is ImportState.DECIDING,
    )


class Line(NamedTuple):
    """A row of the list: what was understood, what is doubtful, and what stood there."""

    row: ImportRow
    read: ReadRow
    name: str
    said: str
    doubts: list[Any]
    stood: str


def _line(row: ImportRow) -> Line:
    read = row.read
    day = Field.STARTS if read.value(Field.STARTS) else Field.YEAR
    known = [(each, read.value(each)) for each in (Field.INSTITUTION, day, *REACHED_BY)]
    understood = " · ".join(said(each, value, {}) for each, value in known if value)
    stood = " · ".join(filter(None, read.cells))
    doubts = [*doubts_said(read), *_likeness_said(row)]
    return Line(row, read, read.value(Field.NAME), understood, doubts, stood)


def _likeness_said(row: ImportRow) -> list[Any]:
    """Why a doubtful row may be of somebody known, or of another row's person."""
    if row.verdict is not RowVerdict.DOUBTFUL:
        return []
    return [
        _(
            "Perhaps somebody known, or of another row: %(why)s",
            why=" · ".join(map(str, each.words)),
        )
        for each in row_queries.candidates_of(row)[:1]
    ]


def _tabs(imported: Import, which: str, counts: dict[str, int]) -> list[tuple[str, Any, int, bool]]:
    here, key = "alumni_import_rows.rows", imported.key
    tabs = [(url_for(here, key=key), _("All"), sum(counts.values()), which not in TABS)]
    waiting = row_queries.undecided_count(imported)
    tabs.append((url_for(here, key=key, saring=OPEN), _("To decide"), waiting, which == OPEN))
    for word, verdict in FILTERS.items():
        address = url_for(here, key=key, saring=word)
        tabs.append((address, verdict.label, counts.get(str(verdict), 0), which == word))
    return tabs


@bp.post("/alumni/impor/<key>/baris")
@may("import.change", on=queries.import_by_key)
def decide_many(imported: Import) -> Response:
    """The same for all rows that were ticked."""
    back = url_for("alumni_import_rows.rows", key=imported.key, saring=_asked())
    decision = forms.DECISIONS.get(request.form.get("decision", ""))
    seen = forms.ticked()
    if decision is None or not seen:
        flash(_("Tick the rows first, then choose what becomes of them."))
        return see_other(back)
    try:
        count = operations.decide_many(imported, seen, decision, current_user.person_id, now())
    except Refused as refusal:
        flash(str(refusal))
        return see_other(back)
    flash(ngettext("%(n)d row is decided.", "%(n)d rows are decided.", count, n=count))
    if count < len(seen):
        flash(_("The others changed in the meantime, or may be nobody known: look at them again."))
    return see_other(back)


def _asked() -> str | None:
    which = request.args.get("saring", "")
    return which if which in TABS else None


@bp.post("/alumni/impor/<key>/biarkan")
@may("import.change", on=queries.import_by_key)
def leave_all(imported: Import) -> Response:
    """Leave all that waits as it is for now: kept, named in the report, and not taken over."""
    try:
        count = operations.leave_all(imported, current_user.person_id, now())
    except Refused as refusal:
        flash(str(refusal))
    else:
        flash(
            ngettext(
                "%(n)d row is left as it is.", "%(n)d rows are left as they are.", count, n=count
            )
        )
    return see_other(url_for("alumni_imports.imported", key=imported.key))


@bp.get("/alumni/impor/baris/<key>")
@may("import.read", on=row_queries.row_by_key)
def row(row: ImportRow) -> Response:
    return _row(row)


def _row(
    row: ImportRow,
    decision: forms.DecisionForm | None = None,
    correction: forms.CorrectionForm | None = None,
) -> Response:
    imported, read, candidates = row.imported, row.read, row_queries.candidates_of(row)
    around = queries.surroundings(imported.office, imported.made_at)
    plans = unpacked_plans(imported.sheets)
    columns = next((each.layout.columns for each in plans if each.position == row.sheet), ())
    return page(
        "alumni/imports/row.html",
        status=422 if decision or correction else 200,
        here="alumni",
        imported=imported,
        row=row,
        read=read,
        name=read.value(Field.NAME),
        cells=cells_beside(read, [each.heading for each in columns]),
        facts=_facts(read, around.regions.names),
        doubts=doubts_said(read),
        candidates=_named(imported, candidates),
        form=decision or forms.DecisionForm(row, candidates, formdata=None),
        correction=correction or _correction(row, around),
        is_corrected_wrongly=correction is not None,
        may_decide=imported.state is ImportState.DECIDING and row.verdict != RowVerdict.OTHER,
        may_correct=imported.state is ImportState.DECIDING and row.kind in CORRECTABLE,
        joins=row_queries.names_of([row]).get(row.id, ""),
    )


def _correction(row: ImportRow, around: Surroundings) -> forms.CorrectionForm:
    form = forms.CorrectionForm(formdata=None)
    form.fill(row, row.read, around.regions.names)
    return form


def _facts(read: Any, regions: Any) -> list[tuple[Any, str, Any]]:
    """Field, value, and how it was understood; the known institution is said by its name."""
    return [
        (each.field.label, said(each.field, each.value, regions), each.how.label)
        for each in read.facts
        if each.field is not Field.KNOWN
    ]


def _named(
    imported: Import, candidates: Sequence[Candidate]
) -> list[tuple[Candidate, str, str, ImportRow | None]]:
    """Each with a name and what is known of them, or with its row of this list."""
    known = [each.alumnus for each in candidates if each.alumnus]
    standing = queries.standing_ids(known)
    records = {each.id: each for each in records_of(standing)} if standing else {}
    others = row_queries.rows_by_id([each.row for each in candidates if each.row])
    named: list[tuple[Candidate, str, str, ImportRow | None]] = []
    for each in candidates:
        record, other = records.get(each.alumnus), others.get(each.row)
        if record:
            shown = restricted(each) if record.is_restricted else each  # perhaps since it was found
            about = "" if shown.is_restricted else _about(record)
            named.append((shown, record.full_name, about, None))
        elif other:
            named.append((each, other.read.value(Field.NAME), "", other))
    return named


def _about(record: Record) -> str:
    names = [name for _number, name in record.institutions]
    return " · ".join([*names, *map(str, record.years), *record.phones_shown])


@bp.post("/alumni/impor/baris/<key>")
@may("import.change", on=row_queries.row_by_key)
def decide(row: ImportRow) -> Response:
    form = forms.DecisionForm(row, row_queries.candidates_of(row))
    if not form.validate():
        return _row(row, decision=form)
    try:
        operations.decide(row, form.decided, form.seen, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _row(row, decision=form)
    return _go_on(row)


def _go_on(row: ImportRow) -> Response:
    """To the next row that waits, or back to the list."""
    following = row_queries.next_undecided(row.imported, row.position)
    if following:
        return see_other(url_for("alumni_import_rows.row", key=following.key))
    flash(_("Every doubtful row is decided."))
    return see_other(url_for("alumni_imports.imported", key=row.imported.key))


@bp.post("/alumni/impor/baris/<key>/tarik")
@may("import.change", on=row_queries.row_by_key)
def reconsider(row: ImportRow) -> Response:
    form = forms.Revised()
    try:
        operations.reconsider(row, form.seen)
    except Refused as refusal:
        flash(str(refusal))
    return see_other(url_for("alumni_import_rows.row", key=row.key))


@bp.post("/alumni/impor/baris/<key>/perbaiki")
@may("import.change", on=row_queries.row_by_key)
def correct(row: ImportRow) -> Response:
    form = forms.CorrectionForm()
    around = queries.surroundings(row.imported.office, row.imported.made_at)
    texts = form.changed(row.read, around.regions.names)
    try:
        if row.kind not in CORRECTABLE:
            raise changed_meanwhile()
        if not form.validate():
            return _row(row, correction=form)
        if texts:
            operations.correct_row(row, texts, around, form.seen)
    except Refused as refusal:
        form.refuse(refusal)
        return _row(row, correction=form)
    flash(_("The row is understood anew."))
    return see_other(url_for("alumni_import_rows.row", key=row.key))

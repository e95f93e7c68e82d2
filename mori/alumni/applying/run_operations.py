"""Taking over an import's rows in the background, some in one transaction."""

import datetime as dt
from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _

from mori.background.lease_operations import finish_job, note_progress
from mori.background.models import LongJob
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.jobs import Hand, Tools
from mori.core.states import advance

from ..finding.operations import refresh
from ..finding.queries import hold_alumni
from ..imports.models import Import, ImportRow
from ..imports.operations import begin_work, resume_work, stop_work
from ..imports.queries import import_of, is_compared
from ..imports.rules import APPLYING, MOVES, Fate, ImportState, RowOutcome
from ..rules import AlumnusState
from . import queries
from .operations import Around, around, join_record, keep_changes, make_record
from .rules import AT_ONCE, person_in

WITHOUT_RECORD = {
    Fate.SKIP: RowOutcome.SKIPPED,
    Fate.LEAVE: RowOutcome.KEPT,
    Fate.OPEN: RowOutcome.KEPT,
    Fate.NOBODY: RowOutcome.KEPT,
}


@writing()
def start_applying(imported: Import, actor_id: int, at: dt.datetime) -> None:
    """Let the background work take over every row, as was found and decided."""
    if not is_compared(imported):  # else who came meanwhile would be there twice
        raise Refused(_("Others became known since this list was compared. Compare it once more."))
    advance(
        imported,
        MOVES,
        "apply",
        actor_id,
        at,
        same=("revision",),
        revision=imported.revision + 1,
        rows_done=0,
    )
    begin_work(imported, APPLYING, actor_id, at)


def stop_applying(imported: Import, actor_id: int, at: dt.datetime) -> None:
    """Take over no more of it; what was taken over stays."""
    stop_work(imported, APPLYING, actor_id, at)


def resume_applying(imported: Import, actor_id: int, at: dt.datetime) -> None:
    """Go on where it was stopped."""
    resume_work(imported, APPLYING, actor_id, at)


def apply_some(job: LongJob, tools: Tools, _hand: Hand) -> bool:
    """Take over the next rows of a list; done once the list is elsewhere."""
    imported, at = import_of(job), tools.clock()
    if imported.state is not ImportState.APPLYING:
        finish_job(job, at, done=imported.rows_done, total=imported.row_count)
        return True
    note_progress(job, at, done=imported.rows_done, total=imported.row_count)
    rows = queries.rows_to_apply(imported, AT_ONCE)
    if rows:
        _apply(imported, rows, at)
    else:
        _finish(imported, at)
    return True


def _finish(imported: Import, at: dt.datetime) -> None:
    try:
        advance(imported, MOVES, "finish_apply", None, at)
    except Refused:  # somebody stopped it meanwhile
        return


@writing()
def _apply(imported: Import, rows: Sequence[ImportRow], at: dt.datetime) -> None:
    """What rows become, what they wrote and how far it came: together or not at all."""
    if not _hold(imported, len(rows)):
        return  # stopped meanwhile, or another worker was first
    here = around(imported, at)
    targets = {row.id: target for row in rows if (target := _target(row))}
    heads = queries.heads_of(set(targets.values()))
    hold_alumni(sorted(set(heads.values())))
    for row in rows:
        outcome, alumnus_id = _taken_over(here, row, heads)
        ImportRow.update(outcome=outcome, alumnus=alumnus_id).where(
            ImportRow.id == row.id
        ).execute()
    keep_changes(here.ledger)
    if here.ledger.touched:
        refresh(here.ledger.touched)


def _hold(imported: Import, rows: int) -> bool:
    held = Import.update(rows_done=Import.rows_done + rows).where(
        Import.id == imported.id,
        Import.state == ImportState.APPLYING,
        Import.rows_done == imported.rows_done,
    )
    return bool(held.execute())


def _target(row: ImportRow) -> int | None:
    """The record that a row joins, its own or that of the row it joins; none if there is none."""
    seen = set()
    while row.id not in seen:
        seen.add(row.id)
        if row.alumnus_id or row.joins_id:
            return row.alumnus_id or row.joins_id
        if row.fate is not Fate.JOIN or row.joins_row_id is None:
            return None
        row = queries.row_by_id(row.joins_row_id)
    return None


def _taken_over(
    here: Around, row: ImportRow, heads: Mapping[int, int]
) -> tuple[RowOutcome, int | None]:
    if row.fate in WITHOUT_RECORD:
        return WITHOUT_RECORD[row.fate], None
    person = person_in(row.read)
    if person is None:
        return RowOutcome.KEPT, None
    target = _target(row) if row.fate is Fate.JOIN else None
    if target is None:  # also where whoever it joins was not taken over
        return RowOutcome.MADE, make_record(here, row, person)
    alumnus_id = heads.get(target, target)  # of this transaction, where it is not among them
    if not _may_grow(alumnus_id):
        return RowOutcome.KEPT, None
    is_more = join_record(here, row, person, alumnus_id)
    return (RowOutcome.JOINED if is_more else RowOutcome.SAME), alumnus_id


def _may_grow(alumnus_id: int) -> bool:
    """Nothing is added to what was erased, nor to what is kept apart."""
    group = queries.group_of(alumnus_id)
    return not any(each.state == AlumnusState.ERASED or each.is_restricted for each in group)

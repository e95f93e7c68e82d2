"""Taking an import back in the background, row by row from its end.

What somebody changed or uses since stays as it is, and is named. A record that the import made
goes with all that belongs to it, or stays whole.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import ForeignKeyField, IntegrityError

from mori.background.lease_operations import finish_job, note_progress
from mori.background.models import LongJob
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.jobs import Hand, Tools
from mori.core.states import advance
from mori.institutions.models import Institution, InstitutionEvent, InstitutionName
from mori.links.models import SignedLink

from ..finding.models import AlumnusChange, AlumnusFacet
from ..finding.operations import refresh
from ..finding.queries import hold_alumni
from ..imports.models import Import, ImportRow
from ..imports.operations import begin_work, resume_work, stop_work
from ..imports.queries import import_of
from ..imports.rules import ENDED, MOVES, UNDOING, ImportState, RowOutcome
from ..merging.models import AlumnusBlock, DuplicatePair, NotSame
from ..merging.record_operations import forget_record
from ..models import (
    Alumnus,
    AlumnusContact,
    AlumnusEvent,
    AlumnusStay,
    Engagement,
    StayUnit,
)
from ..rules import AlumnusState
from . import queries
from .ledger import MADE, packed
from .models import ImportChange
from .rules import AT_ONCE, FORGETTABLE, KeptWhy, undo_until

MODELS: dict[str, Any] = {
    model._meta.table_name: model
    for model in (
        *(Alumnus, AlumnusStay, StayUnit, AlumnusContact, Engagement),
        *(Institution, InstitutionName, InstitutionEvent),
    )
}
REMOVED = (  # in this order
    *("stay_unit", "alumnus_stay", "alumnus_contact", "engagement", "alumnus"),
    *("institution_name", "institution_event", "institution"),
)
INSTITUTIONS = frozenset({"institution", "institution_name", "institution_event"})
DERIVED = frozenset({AlumnusFacet, AlumnusChange, AlumnusBlock, DuplicatePair, NotSame})
OWN_VERBS = ("import", "grow", "ungrow", "apart", "unapart")
Target = tuple[str, int]  # table and id


@writing()
def start_undoing(imported: Import, actor_id: int, at: dt.datetime) -> None:
    """Let the background work take back all that the import wrote, while that is known."""
    require_remembered(imported, at)
    left = queries.changed_rows(imported)
    advance(imported, MOVES, "undo", actor_id, at, rows_done=imported.row_count - left)
    begin_work(imported, UNDOING, actor_id, at)


def require_remembered(imported: Import, at: dt.datetime) -> None:
    """What it wrote is thrown away after a time, by the table of periods."""
    if imported.state in FORGETTABLE and at >= undo_until(queries.ended_at(imported)):
        raise Refused(_("It cannot be taken back any more: what it added is not kept that long."))


def stop_undoing(imported: Import, actor_id: int, at: dt.datetime) -> None:
    """Take back no more of it for now."""
    stop_work(imported, UNDOING, actor_id, at)


def resume_undoing(imported: Import, actor_id: int, at: dt.datetime) -> None:
    """Go on where it was stopped."""
    resume_work(imported, UNDOING, actor_id, at)


def undo_some(job: LongJob, tools: Tools, _hand: Hand) -> bool:
    """Take back the next rows of a list; done once the list is elsewhere."""
    imported, at = import_of(job), tools.clock()
    if imported.state is not ImportState.UNDOING:
        finish_job(job, at, done=imported.rows_done)
        return True
    note_progress(job, at, done=imported.rows_done, total=imported.row_count)
    changes = queries.open_changes(imported, AT_ONCE)
    try:
        _undo(imported, changes, at) if changes else _finish(imported, at)
    except IntegrityError:  # somebody began to use it in this moment: looked at again soon
        return False
    return True


def _finish(imported: Import, at: dt.datetime) -> None:
    try:
        advance(imported, MOVES, "finish_undo", None, at, rows_done=imported.row_count)
    except Refused:  # somebody stopped it meanwhile
        return


@dataclass
class _Now:
    """What the rows to be taken back are now, and what points to them."""

    rows: dict[Target, Any] = field(default_factory=dict)
    users: dict[Target, set[Target]] = field(default_factory=lambda: defaultdict(set))
    removed: set[Target] = field(default_factory=set)
    closed: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    grown: set[int] = field(default_factory=set)


@writing()
def _undo(imported: Import, changes: list[ImportChange], at: dt.datetime) -> None:
    """What is taken back and how far it came: together or not at all."""
    changes = _whole_rows(imported, changes)
    rows = [row_id for row_id, _each in groupby(changes, key=lambda each: each.row_id)]
    if not _hold(imported, len(rows)):
        return  # stopped meanwhile, or another worker was first
    _lock(changes, rows)
    now = _looked_at(imported, changes)
    for _row, each in groupby(changes, key=lambda each: each.row_id):
        for piece in _pieces(each):
            _undo_piece(now, piece)
    _remove(now)
    for why, ids in now.closed.items():
        ImportChange.update(is_open=False, kept=why).where(ImportChange.id.in_(ids)).execute()
    _note_shrunk(imported, now, at)


def _whole_rows(imported: Import, changes: list[ImportChange]) -> list[ImportChange]:
    """All changes of the last rows; the row at which the statement stopped is left for later."""
    rows = list(dict.fromkeys(each.row_id for each in changes))
    if len(changes) < AT_ONCE:
        return changes
    if len(rows) > 1:
        return [each for each in changes if each.row_id != rows[-1]]
    return queries.open_changes_of(imported, rows[0])


def _hold(imported: Import, rows: int) -> bool:
    held = Import.update(rows_done=Import.rows_done + rows).where(
        Import.id == imported.id,
        Import.state == ImportState.UNDOING,
        Import.rows_done == imported.rows_done,
    )
    return bool(held.execute())


def _lock(changes: Iterable[ImportChange], rows: Collection[int]) -> None:
    """The records concerned: whoever changes one waits, and we for them."""
    table = Alumnus._meta.table_name
    ids = {each.target for each in changes if each.table == table}
    hold_alumni(ids | queries.alumni_of_rows(rows))


def _looked_at(imported: Import, changes: Iterable[ImportChange]) -> _Now:
    now, targets = _Now(), defaultdict(set)
    for change in changes:
        targets[change.table].add(change.target)
    for table, ids in targets.items():
        model = MODELS[table]
        for row in model.select().where(model.id.in_(list(ids))):
            now.rows[table, row.id] = packed(row)
        for key, user in model._meta.backrefs.items():
            if user not in DERIVED:
                _note_users(now, imported, table, ids, key, user)
    _note_links(now)
    return now


def _note_users(
    now: _Now, imported: Import, table: str, ids: Collection[int], key: Any, user: Any
) -> None:
    found = user.select(key, user.id).where(key.in_(list(ids)))
    if user is ImportRow:
        found = _rows_that_use(found, imported, key)
    elif user is AlumnusEvent:
        found = found.where(AlumnusEvent.verb.not_in(OWN_VERBS))
    for target, number in found.tuples():
        now.users[table, target].add((user._meta.table_name, number))


def _rows_that_use(found: Any, imported: Import, key: Any) -> Any:
    """Rows of other lists that wrote to a record, or are about to."""
    found = found.join(Import, on=ImportRow.imported).where(Import.id != imported.id)
    if key is ImportRow.joins:
        return found.where(ImportRow.outcome == "", Import.state.not_in(list(ENDED)))
    undone = ImportState.UNDONE
    return found.where(ImportRow.outcome == RowOutcome.JOINED, Import.state != undone)


def _note_links(now: _Now) -> None:
    """Signed links name a record by its key."""
    table = Alumnus._meta.table_name
    keys = {row["key"]: number for (name, number), row in now.rows.items() if name == table}
    for key, number in queries.links_to(keys):
        now.users[table, keys[key]].add((SignedLink._meta.table_name, number))


def _pieces(changes: Iterable[ImportChange]) -> Iterator[list[ImportChange]]:
    """Changes of a row that go together, the piece that was written to last first."""
    by_piece: dict[int, list[ImportChange]] = {}
    for change in changes:
        by_piece.setdefault(change.piece, []).append(change)
    yield from by_piece.values()


def _undo_piece(now: _Now, piece: Sequence[ImportChange]) -> None:
    own = {(each.table, each.target) for each in piece}
    whys = [why for each in piece if (why := _obstacle(now, each, own))]
    now.closed[str(whys[0]) if whys else ""] += [each.id for each in piece]
    for change in piece if not whys else ():
        target = (change.table, change.target)
        if target in now.rows:
            _take_back(now, change, target)


def _obstacle(now: _Now, change: ImportChange, own: set[Target]) -> KeptWhy | None:
    """Why a change is not taken back; what is gone already hinders nothing."""
    target = (change.table, change.target)
    row = now.rows.get(target)
    if row is None:
        return None
    after = json.loads(change.after)
    if any(row[name] != value for name, value in after.items()):
        return KeptWhy.CHANGED
    if change.before:
        return None
    return KeptWhy.USED if now.users[target] - own - now.removed else None


def _take_back(now: _Now, change: ImportChange, target: Target) -> None:
    if change.before:
        _restore(now, change, target)
    else:
        now.removed.add(target)
        _note_grown(now, change)


def _restore(now: _Now, change: ImportChange, target: Target) -> None:
    model, before = MODELS[change.table], json.loads(change.before)
    columns = {getattr(model, name): value for name, value in before.items()}
    if model is Alumnus:
        columns[Alumnus.revision] = Alumnus.revision + 1
    model.update(columns).where(model.id == change.target).execute()
    now.rows[target] |= before
    for name, used in json.loads(change.after).items():
        if isinstance(getattr(model, name), ForeignKeyField):
            now.users[getattr(model, name).rel_model._meta.table_name, used].discard(target)
    _note_grown(now, change)


def _note_grown(now: _Now, change: ImportChange) -> None:
    if change.piece != MADE and change.table not in INSTITUTIONS:
        now.grown |= queries.alumni_of_rows([change.row_id])


def _remove(now: _Now) -> None:
    """Rows that the import added, those that point to others first."""
    for table in REMOVED:
        ids = sorted(number for name, number in now.removed if name == table)
        model = MODELS[table]
        if ids and model is Alumnus:
            _remove_alumni(ids)
        elif ids:
            model.delete().where(model.id.in_(ids)).execute()


def _remove_alumni(ids: list[int]) -> None:
    """With what was derived of them and noted about them."""
    Alumnus.update(state=AlumnusState.ERASED).where(Alumnus.id.in_(ids)).execute()
    refresh(ids)  # found by nothing any more
    forget_record(ids)
    AlumnusEvent.delete().where(AlumnusEvent.alumnus.in_(ids)).execute()
    for column in (ImportRow.alumnus, ImportRow.joins):
        ImportRow.update({column: None}).where(column.in_(ids)).execute()
    Alumnus.delete().where(Alumnus.id.in_(ids)).execute()


def _note_shrunk(imported: Import, now: _Now, at: dt.datetime) -> None:
    gone = {number for table, number in now.removed if table == Alumnus._meta.table_name}
    left = sorted(now.grown - gone)
    for number in left:
        AlumnusEvent.create(alumnus=number, verb="ungrow", actor=None, at=at, note=imported.name)
    if left:
        refresh(left)

"""Looking at lists, reading and comparing them in the background, a step at a time.

The rows that are kept say how far it has come. After a kill the file is read from its beginning
and what is kept already is passed over.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from mori.background.lease_operations import finish_job, note_progress
from mori.background.models import LongJob
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.files.store import Store, StoreAway
from mori.core.jobs import Hand, Tools
from mori.core.sheets.rules import Trouble
from mori.core.sheets.sheets import ListRefused, sheets_of
from mori.core.states import advance

from ...likeness.rules import facts_for_likeness
from ...merging.pair_operations import compare_next
from ...merging.rules import block_digests
from ...understanding.column_rules import MOST_AHEAD, guess_layout
from ...understanding.lists import read_rows
from ...understanding.rules import ReadRow, RowKind, packed_row
from .. import queries, row_queries
from ..models import Import, ImportBlock, ImportRow
from ..row_rules import Finding, finding_without_person, packed_candidates
from ..rules import AT_ONCE, GIVEN_UP, LIST_JOBS, MOVES, ImportState
from ..sheet_rules import (
    SheetPlan,
    headings_digest,
    packed_plans,
    plan_of,
    remembered,
    unpacked_plans,
)
from ..verdict_lists import AtHand, findings

COMPARED = 100  # rows of one step
INSERTED = 100  # in one statement
CLEARED = 1000  # keys of one step
Numbered = Iterator[tuple[int, ReadRow]]


@dataclass
class Underway:
    """What the next step would otherwise do again: it holds nothing that is not kept."""

    reading: str = ""  # which import's file is open, and how it is read
    rows: Numbered = field(default_factory=lambda: iter(()))
    last: int = 0  # the position of the row that was read last
    comparing: str = ""
    facts: AtHand = field(default_factory=AtHand)

    def let_go(self) -> None:
        """Close the file, and with it the process that reads it."""
        self.reading, self.rows, self.last = "", iter(()), 0
        self.comparing, self.facts = "", AtHand()


def take_in_some(job: LongJob, tools: Tools, hand: Hand) -> bool:
    """One step of looking at a list, or of reading it, where there is room to have it open."""
    imported, at = queries.import_of(job), tools.clock()
    if imported.state is not LIST_JOBS[job.kind].state:
        finish_job(job, at, done=imported.rows_known, total=imported.row_count)
        return True
    note_progress(job, at, done=imported.rows_known, total=imported.row_count)
    if imported.state is ImportState.UPLOADED:
        _look_at(tools.store, imported, at)
    elif hand.has_room:
        hand.kept = hand.kept or Underway()
        _read_on(tools.store, hand.kept, imported, at)
    else:
        return False
    return True


def _look_at(store: Store, imported: Import, at: dt.datetime) -> None:
    try:
        plans = _plans(imported, _content(store, imported))
    except ListRefused as refusal:
        _refuse(imported, refusal.trouble, at)
        return
    _unless_changed(imported, "look", at, sheets=packed_plans(plans))


def _content(store: Store, imported: Import) -> bytes:
    content = store.get(imported.upload.path)
    if content is None:
        raise ListRefused(Trouble.DAMAGED)
    return content


def _refuse(imported: Import, trouble: Trouble, at: dt.datetime) -> None:
    _unless_changed(imported, "refuse", at, trouble=trouble)


def _unless_changed(imported: Import, verb: str, at: dt.datetime, **changes: Any) -> None:
    """Move it on, unless somebody stopped or dropped it meanwhile."""
    try:
        advance(imported, MOVES, verb, None, at, **changes)
    except Refused:
        return


def _plans(imported: Import, content: bytes) -> list[SheetPlan]:
    plans = []
    for sheet in sheets_of(content, imported.name):
        ahead = list(islice(sheet.rows, MOST_AHEAD))
        layout = guess_layout(ahead, sheet.merged, sheet.name, sheet.position)
        digest = headings_digest(layout)
        kept = queries.mappings_of(imported.office_id, [digest]) if digest else {}
        if digest in kept:
            layout = remembered(layout, json.loads(kept[digest]))
        count = len(ahead) + sum(1 for _row in sheet.rows)
        plans.append(plan_of(layout, count, ahead, is_hidden=sheet.is_hidden))
    return plans


def _read_on(store: Store, underway: Underway, imported: Import, at: dt.datetime) -> None:
    if imported.rows_read == 0 and _clear_rows(imported):
        return
    if imported.rows_read < imported.row_count:
        _read_some(store, underway, imported, at)
    elif compare_next():  # what records are found by first has to be as they are
        underway.comparing = ""
    else:
        _compare_some(underway, imported, at)


def _read_some(store: Store, underway: Underway, imported: Import, at: dt.datetime) -> None:
    try:
        if not _is_open(underway, imported):
            _open(underway, imported, _content(store, imported))
        rows = list(islice(underway.rows, AT_ONCE))
    except ListRefused as refusal:
        _refuse(imported, refusal.trouble, at)
        return
    underway.last = rows[-1][0] if rows else underway.last
    if not _keep_rows(imported, rows):
        underway.let_go()  # stopped meanwhile, or another worker was first


def _is_open(underway: Underway, imported: Import) -> bool:
    is_this = underway.reading == _reading(imported)
    return is_this and underway.last == row_queries.last_position(imported)


def _reading(imported: Import) -> str:
    return f"{imported.id} {imported.revision}"


def _open(underway: Underway, imported: Import, content: bytes) -> None:
    """Its rows from the first that is not kept yet."""
    underway.let_go()
    plans = unpacked_plans(imported.sheets)
    layouts = {each.position: each.layout for each in plans}
    left_out = {each.position for each in plans if each.is_left_out}
    around = queries.surroundings(imported.office, imported.made_at)
    every = enumerate(read_rows(content, around, layouts, imported.name), 1)
    last = row_queries.last_position(imported)
    underway.rows = (
        (position, row)
        for position, row in every
        if row.position not in left_out and position > last
    )
    underway.reading, underway.last = _reading(imported), last


@writing()
def _keep_rows(imported: Import, rows: Sequence[tuple[int, ReadRow]]) -> bool:
    """The rows and how far it came, together or not at all."""
    came = imported.rows_read + len(rows)
    # Where the file holds less than was counted, what it holds is all.
    count = imported.row_count if rows else came
    kept = Import.update(rows_read=came, row_count=count).where(
        Import.id == imported.id,
        Import.state == ImportState.READING,
        Import.revision == imported.revision,
        Import.rows_read == imported.rows_read,
    )
    if not kept.execute():
        return False
    for first in range(0, len(rows), INSERTED):
        ImportRow.insert_many(
            [_columns(imported, *each) for each in rows[first : first + INSERTED]]
        ).execute()
    _keep_blocks(imported, dict(rows))
    return True


def _columns(imported: Import, position: int, row: ReadRow) -> dict[str, Any]:
    is_person = row.kind is RowKind.PERSON
    return {
        "imported": imported.id,
        "position": position,
        "sheet": row.position,
        "number": row.number,
        "kind": row.kind,
        "packed": json.dumps(packed_row(row), ensure_ascii=False),
        "verdict": "" if is_person else finding_without_person(row.kind).verdict,
    }


def _keep_blocks(imported: Import, rows: Mapping[int, ReadRow]) -> None:
    """By what people's rows are found to be worth comparing."""
    people = {at: row for at, row in rows.items() if row.kind is RowKind.PERSON}
    ids = row_queries.ids_at(imported, list(people))
    blocks = [
        {"imported": imported.id, "digest": digest, "row": ids[at]}
        for at, row in people.items()
        for digest in sorted(block_digests(facts_for_likeness(row)))
    ]
    for first in range(0, len(blocks), INSERTED):
        ImportBlock.insert_many(blocks[first : first + INSERTED]).execute()


def _compare_some(underway: Underway, imported: Import, at: dt.datetime) -> None:
    """Compare the next people's rows; after the last, somebody decides."""
    if underway.comparing != _reading(imported):
        underway.facts, underway.comparing = AtHand(), _reading(imported)
    if not imported.compared_to:
        _note_known(imported)
    rows = row_queries.uncompared(imported, COMPARED)
    if rows:
        _keep_findings(imported, findings(imported, rows, underway.facts))
    else:
        _unless_changed(imported, "finish_read", at, rows_compared=imported.row_count)


@writing()
def _note_known(imported: Import) -> None:
    known = queries.last_alumnus(imported.office_id)
    Import.update(compared_to=known).where(Import.id == imported.id).execute()


@writing()
def _keep_findings(imported: Import, found: Mapping[int, Finding]) -> None:
    held = Import.update(rows_compared=Import.rows_compared + len(found)).where(
        Import.id == imported.id,
        Import.state == ImportState.READING,
        Import.revision == imported.revision,
    )
    if not held.execute():
        return
    for number, each in found.items():
        ImportRow.update(
            verdict=each.verdict,
            why=packed_candidates(each.candidates),
            joins=each.joins,
            joins_row=each.joins_row,
        ).where(ImportRow.id == number, ImportRow.verdict == "").execute()


def clear_next(store: Store, at: dt.datetime) -> bool:
    """Throw away what is of no more use: keys, the rows of what was given up, last the file."""
    imported = queries.next_to_clear()
    if imported is None:
        return False
    if _clear_blocks(imported) or (imported.state in GIVEN_UP and _clear_rows(imported)):
        return True
    try:
        store.remove(imported.upload.path)
    except StoreAway:  # tried again when it is back
        return False
    _note_gone(imported, at)
    return True


@writing()
def _note_gone(imported: Import, at: dt.datetime) -> None:
    """The cells that were shown beside each column go with the file."""
    plans = [replace(each, samples=()) for each in unpacked_plans(imported.sheets)]
    Import.update(file_gone_at=at, sheets=packed_plans(plans)).where(
        Import.id == imported.id
    ).execute()


@writing()
def _clear_blocks(imported: Import) -> bool:
    ids = row_queries.blocks_to_clear(imported, CLEARED)
    return bool(ids and ImportBlock.delete().where(ImportBlock.id.in_(ids)).execute())


@writing()
def _clear_rows(imported: Import) -> bool:
    """Take away some rows, the last first; whether there were any."""
    ids = row_queries.rows_to_clear(imported, AT_ONCE)
    if not ids:
        return False
    ImportBlock.delete().where(ImportBlock.row.in_(ids)).execute()
    ImportRow.update(joins_row=None).where(ImportRow.joins_row.in_(ids)).execute()
    ImportRow.delete().where(ImportRow.id.in_(ids)).execute()
    return True

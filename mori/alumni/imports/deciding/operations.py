"""Deciding whose a row is, and correcting what was read wrongly."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile

from ...likeness.rules import Verdict, facts_for_likeness
from ...merging.rules import block_digests
from ...understanding.rules import ReadRow, RowKind, Surroundings, packed_row
from ...values.rules import Field
from .. import row_queries
from ..corrected_facts import corrected
from ..models import Import, ImportBlock, ImportRow
from ..row_rules import Candidate, Finding, packed_candidates
from ..rules import AT_ONCE, ImportState, RowDecision, RowVerdict
from ..verdict_lists import AtHand, findings

MOST_AT_ONCE = 5_000  # rows that one press of a button decides on
MOST_FOLLOWERS = 50


def may_become(row: ImportRow, decision: RowDecision) -> bool:
    """Whether this can be decided on a row: nobody's row is nobody's."""
    if decision in (RowDecision.NEW, RowDecision.JOIN):
        return row.kind is RowKind.PERSON
    return bool(row.verdict != RowVerdict.OTHER)


class Decided(NamedTuple):
    """What becomes of a row, and whose it is."""

    decision: RowDecision
    joins: int | None = None
    joins_row: int | None = None


@writing()
def decide(row: ImportRow, decided: Decided, revision: int, actor_id: int, at: dt.datetime) -> None:
    """Say what becomes of a row, as it was when somebody saw it."""
    _hold(row.imported)
    if not may_become(row, decided.decision):
        raise changed_meanwhile()
    changed = ImportRow.update(**_columns(row, decided), decided_by=actor_id, decided_at=at).where(
        ImportRow.id == row.id, ImportRow.revision == revision
    )
    if not changed.execute():
        raise changed_meanwhile()


def _columns(row: ImportRow, decided: Decided) -> dict[str, Any]:
    joins, joins_row = decided.joins, decided.joins_row
    if joins_row:
        joins, joins_row = _root(row, joins_row)
    return {
        "decision": decided.decision,
        "joins": joins,
        "joins_row": joins_row,
        "revision": row.revision + 1,
    }


def _root(row: ImportRow, number: int) -> tuple[int | None, int | None]:
    """Whom a row joins whose row it was said to be: never itself by a detour."""
    joins, joins_row = row_queries.root_of(row.imported_id, number)
    if joins_row == row.id:
        raise Refused(_("That row joins this one already. Decide on that row instead."))
    return joins, joins_row


def _hold(imported: Import) -> None:
    """Nothing else begins with the list before the transaction ends."""
    held = Import.update(name=Import.name).where(
        Import.id == imported.id, Import.state == ImportState.DECIDING
    )
    if not held.execute():
        raise changed_meanwhile()


@writing()
def reconsider(row: ImportRow, revision: int) -> None:
    """Take a decision back: the row is again what it was found to be."""
    _hold(row.imported)
    same = [each for each in row_queries.candidates_of(row) if each.verdict is Verdict.SAME]
    is_joining = row.verdict == RowVerdict.JOINS and same
    alumnus, other = same[0].who if is_joining else (0, 0)
    changed = ImportRow.update(
        decision="",
        joins=alumnus or None,
        joins_row=other or None,
        decided_by=None,
        decided_at=None,
        revision=ImportRow.revision + 1,
    ).where(ImportRow.id == row.id, ImportRow.revision == revision)
    if not changed.execute():
        raise changed_meanwhile()


@writing()
def decide_many(
    imported: Import,
    seen: Mapping[str, int],
    decision: RowDecision,
    actor_id: int,
    at: dt.datetime,
) -> int:
    """The same for several rows, by key and revision as somebody saw them; how many it was.

    Those with nobody to join are left out, and those that somebody decided on since.
    """
    _hold(imported)
    rows = [
        row
        for row in row_queries.rows_keyed(imported, seen)
        if row.verdict != RowVerdict.OTHER and row.revision == seen[row.key]
    ]
    count = 0
    for row in rows:
        decided = _likeliest(row) if decision is RowDecision.JOIN else Decided(decision)
        if decided:
            count += 1
            ImportRow.update(**_columns(row, decided), decided_by=actor_id, decided_at=at).where(
                ImportRow.id == row.id
            ).execute()
    return count


def _likeliest(row: ImportRow) -> Decided | None:
    for each in row_queries.candidates_of(row):
        if each.row != row.id and not each.is_restricted:
            return decided_for(each)
    return None


def decided_for(chosen: Candidate) -> Decided:
    """That a row joins whom somebody chose of those it may be."""
    return Decided(RowDecision.JOIN, chosen.alumnus or None, chosen.row or None)


def leave_all(imported: Import, actor_id: int, at: dt.datetime) -> int:
    """Leave as it is whatever waits for a decision, some rows at a time; how many it was."""
    count = 0
    while count < MOST_AT_ONCE and (left := _leave_some(imported, actor_id, at)):
        count += left
    return count


@writing()
def _leave_some(imported: Import, actor_id: int, at: dt.datetime) -> int:
    _hold(imported)
    ids = row_queries.undecided_ids(imported, AT_ONCE)
    left = ImportRow.update(
        decision=RowDecision.LEFT,
        decided_by=actor_id,
        decided_at=at,
        revision=ImportRow.revision + 1,
    ).where(ImportRow.id.in_(ids), ImportRow.decision == "")
    return int(left.execute()) if ids else 0


@writing()
def correct_row(
    row: ImportRow, texts: Mapping[Field, str], around: Surroundings, revision: int
) -> None:
    """Understand a row anew by what somebody wrote instead; what stood there stays beside it."""
    _hold(row.imported)
    read = corrected(row.read, texts, around)
    if read.kind is not RowKind.PERSON or not read.value(Field.NAME):
        raise Refused(_("A row needs a name. Write it, or do not take the row over."))
    said = json.loads(row.corrected or "{}") | {str(field): text for field, text in texts.items()}
    changed = ImportRow.update(
        packed=json.dumps(packed_row(read), ensure_ascii=False),
        kind=read.kind,
        corrected=json.dumps(said, ensure_ascii=False),
        decision="",
        revision=ImportRow.revision + 1,
    ).where(ImportRow.id == row.id, ImportRow.revision == revision)
    if not changed.execute():
        raise changed_meanwhile()
    _block(row, read)
    followers = row_queries.followers_of(row, MOST_FOLLOWERS)
    _judge(row.imported, row_queries.rows_by_id([row.id]).values(), is_among_all=True)
    _judge(row.imported, followers)


def _block(row: ImportRow, read: ReadRow) -> None:
    ImportBlock.delete().where(ImportBlock.row == row.id).execute()
    for digest in sorted(block_digests(facts_for_likeness(read))):
        ImportBlock.create(imported=row.imported_id, digest=digest, row=row.id)


def _judge(imported: Import, rows: Iterable[ImportRow], *, is_among_all: bool = False) -> None:
    some = list(rows)
    found = findings(imported, some, AtHand(), is_among_all=is_among_all) if some else {}
    for number, each in found.items():
        _keep(number, each)


def _keep(number: int, found: Finding) -> None:
    ImportRow.update(
        verdict=found.verdict,
        why=packed_candidates(found.candidates),
        joins=found.joins,
        joins_row=found.joins_row,
    ).where(ImportRow.id == number).execute()

"""Rows of imports: pages of them, those to compare, and those they are compared with."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from peewee import fn

from mori.offices.models import Office

from ..likeness.rules import MOST_IN_BLOCK, PersonFacts, facts_for_likeness
from ..models import Alumnus
from ..values.rules import Field
from .models import Import, ImportBlock, ImportRow
from .row_rules import Candidate, unpacked_candidates
from .rules import Fate, RowVerdict

ROWS = 30


def row_by_key(key: str) -> ImportRow | None:
    """A row with its import."""
    return (
        ImportRow.select(ImportRow, Import, Office)
        .join(Import)
        .join(Office)
        .where(ImportRow.key == key)
        .get_or_none()
    )


def verdict_counts(imported: Import) -> dict[str, int]:
    """How many rows were found to be what; "" of those that were not compared yet."""
    counts: Counter[str] = Counter()
    for (verdict, _decision), count in _counts(imported).items():
        counts[verdict] += count
    return counts


def undecided_count(imported: Import) -> int:
    """How many rows wait for a decision."""
    return _counts(imported).get((str(RowVerdict.DOUBTFUL), ""), 0)


def _counts(imported: Import) -> dict[tuple[str, str], int]:
    """How many rows have which verdict and decision."""
    rows: Any = (
        ImportRow.select(ImportRow.verdict, ImportRow.decision, fn.COUNT(ImportRow.id))
        .where(ImportRow.imported == imported.id)
        .group_by(ImportRow.verdict, ImportRow.decision)
    )
    return {(str(verdict), str(decision)): count for verdict, decision, count in rows.tuples()}


def undecided(imported: Import) -> Any:
    """Rows that wait for a decision."""
    return ImportRow.select().where(
        ImportRow.imported == imported.id,
        ImportRow.decision == "",
        ImportRow.verdict == RowVerdict.DOUBTFUL,
    )


def undecided_ids(imported: Import, most: int) -> list[int]:
    rows = undecided(imported).order_by(ImportRow.position).limit(most)
    return [row.id for row in rows.select(ImportRow.id)]


def next_undecided(imported: Import, after: int) -> ImportRow | None:
    """The next row that waits for a decision, from the first again after the last."""
    rows = undecided(imported).order_by(ImportRow.position)
    found: ImportRow | None = rows.where(ImportRow.position > after).first() or rows.first()
    return found


def rows_of(
    imported: Import,
    verdict: str = "",
    after: int = 0,
    *,
    only_undecided: bool = False,
    most: int = ROWS + 1,
) -> list[ImportRow]:
    """Rows of an import in their order, perhaps of one verdict."""
    found = undecided(imported) if only_undecided else _rows(imported, verdict)
    found = found.where(ImportRow.position > after)
    return list(found.order_by(ImportRow.position).limit(most))


def _rows(imported: Import, verdict: str) -> Any:
    rows = ImportRow.select().where(ImportRow.imported == imported.id)
    return rows.where(ImportRow.verdict == verdict) if verdict else rows


def uncompared(imported: Import, most: int) -> list[ImportRow]:
    """The next rows that were not compared yet."""
    rows = ImportRow.select().where(ImportRow.imported == imported.id, ImportRow.verdict == "")
    return list(rows.order_by(ImportRow.position).limit(most))


def last_position(imported: Import) -> int:
    """The last row that is kept of it."""
    rows = ImportRow.select(ImportRow.position).where(ImportRow.imported == imported.id)
    return int(rows.order_by(ImportRow.position.desc()).limit(1).scalar() or 0)


def ids_at(imported: Import, positions: Collection[int]) -> dict[int, int]:
    """Position → id of some rows of it."""
    rows: Any = ImportRow.select(ImportRow.position, ImportRow.id).where(
        ImportRow.imported == imported.id, ImportRow.position.in_(list(positions))
    )
    return dict(rows.tuples())


def rows_to_clear(imported: Import, most: int) -> list[int]:
    rows = ImportRow.select(ImportRow.id).where(ImportRow.imported == imported.id)
    return [row.id for row in rows.order_by(ImportRow.position.desc()).limit(most)]


def blocks_to_clear(imported: Import, most: int) -> list[int]:
    rows = ImportBlock.select(ImportBlock.id).where(ImportBlock.imported == imported.id)
    return [row.id for row in rows.limit(most)]


def sharing_rows(imported: Import, digests: Collection[str]) -> list[tuple[str, int]]:
    """Digest and row of those of a list that share one, unless so many do that it says nothing."""
    here = (ImportBlock.imported == imported.id, ImportBlock.digest.in_(list(digests)))
    counted: Any = (
        ImportBlock.select(ImportBlock.digest)
        .where(*here)
        .group_by(ImportBlock.digest)
        .having(fn.COUNT(ImportBlock.id).between(2, MOST_IN_BLOCK))
    )
    telling = [digest for (digest,) in counted.tuples()]
    rows: Any = ImportBlock.select(ImportBlock.digest, ImportBlock.row_id).where(
        ImportBlock.imported == imported.id, ImportBlock.digest.in_(telling)
    )
    return list(rows.tuples())


def candidates_of(row: ImportRow) -> list[Candidate]:
    """Whose row it may be, the likeliest first."""
    return unpacked_candidates(row.why)


def person_facts(row: ImportRow) -> PersonFacts:
    """What tells the person of a row from others."""
    return facts_for_likeness(row.read)


def rows_by_id(ids: Iterable[int]) -> dict[int, ImportRow]:
    wanted = list(ids)
    rows = ImportRow.select().where(ImportRow.id.in_(wanted)) if wanted else ()
    return {row.id: row for row in rows}


def rows_keyed(imported: Import, keys: Collection[str]) -> list[ImportRow]:
    """The rows of a list that somebody picked."""
    found = _rows(imported, "").where(ImportRow.key.in_(list(keys)))
    return list(found.order_by(ImportRow.position))


def followers_of(row: ImportRow, most: int) -> list[ImportRow]:
    """Rows that were found to be of the same person as this one, and that nobody decided on."""
    found = ImportRow.select().where(ImportRow.joins_row == row.id, ImportRow.decision == "")
    return list(found.order_by(ImportRow.position).limit(most))


def root_of(imported_id: int, number: int) -> tuple[int | None, int | None]:
    """The alumnus, or else the row, that a row comes to by whom it joins."""
    seen: set[int] = set()
    while number not in seen:
        seen.add(number)
        row = ImportRow.get(ImportRow.id == number, ImportRow.imported == imported_id)
        if row.fate is not Fate.JOIN or row.joins_id or not row.joins_row_id:
            break
        number = row.joins_row_id
    is_somebody = row.fate is Fate.JOIN and row.joins_id
    return (row.joins_id, None) if is_somebody else (None, number)


def names_of(rows: Iterable[ImportRow]) -> dict[int, str]:
    """What those are called whom some rows join, by the ids of the rows."""
    listed = list(rows)
    people = {row.joins_id for row in listed if row.joins_id}
    others = rows_by_id({row.joins_row_id for row in listed if row.joins_row_id})
    called: Any = Alumnus.select(Alumnus.id, Alumnus.name).where(Alumnus.id.in_(list(people)))
    names = dict(called.tuples()) if people else {}
    found = {row.id: names[row.joins_id] for row in listed if row.joins_id in names}
    return found | {
        row.id: others[row.joins_row_id].read.value(Field.NAME)
        for row in listed
        if row.joins_row_id in others
    }

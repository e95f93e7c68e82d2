"""Lists that were read, as the background work takes them over and back."""

import json
from pathlib import Path
from typing import Any

from mori.alumni.applying.run_operations import start_applying
from mori.alumni.applying.undo_operations import start_undoing
from mori.alumni.imports.models import Import, ImportRow
from mori.alumni.imports.queries import last_alumnus
from mori.alumni.imports.rules import APPLYING, UNDOING, ImportState, RowVerdict
from mori.alumni.likeness.rules import Verdict, facts_for_likeness, likeness
from mori.alumni.merging.queries import facts_of
from mori.alumni.models import Alumnus
from mori.alumni.understanding.lists import read_rows
from mori.alumni.understanding.rules import ReadRow, RowKind, Surroundings, packed_row
from mori.core.db import new_key
from mori.core.files.store import FolderStore
from mori.core.jobs import Tools
from mori.uploads.models import Upload
from tests.background.working import step_all
from tests.cast import NOON

HEADINGS = "Nama;NIM;Asal Kampus;HP;E-mail;Mulai;Selesai;Unit;Pekerjaan;Ket"
OWN = frozenset({"import", "import_event", "import_row", "import_change", "import_block"})
OWN |= {"upload", "import_mapping", "long_job", "long_job_event"}


def listed(*lines: str, headings: str = HEADINGS) -> bytes:
    return "\n".join((headings, *lines)).encode()


def imported(cast: Any, content: bytes, around: Surroundings | None = None) -> Import:
    """A list that was read and compared, row by row, and waits to be taken over."""
    rows = list(read_rows(content, around or Surroundings()))
    upload = Upload.create(
        token=new_key(),
        person=cast.wati,
        purpose="none",
        name="alumni.csv",
        bytes=9,
        digest="",
        file=new_key(),
        begun_at=NOON,
    )
    made = Import.create(
        office=cast.banua,
        made_by=cast.wati,
        upload=upload,
        name="alumni.csv",
        digest=new_key(),
        state=ImportState.DECIDING,
        row_count=len(rows),
        compared_to=last_alumnus(cast.banua.id),
        made_at=NOON,
    )
    known = facts_of([row.id for row in Alumnus.select().where(Alumnus.office == cast.banua)])
    for position, row in enumerate(rows, 1):
        _keep(made, position, row, known)
    return made


def _keep(made: Import, position: int, row: ReadRow, known: Any) -> None:
    verdict, joins = _verdict(row, known)
    ImportRow.create(
        imported=made,
        position=position,
        sheet=row.position,
        number=row.number,
        kind=row.kind,
        packed=json.dumps(packed_row(row)),
        verdict=verdict,
        joins=joins,
    )


def _verdict(row: ReadRow, known: Any) -> tuple[RowVerdict, int | None]:
    if row.kind is RowKind.UNREADABLE:
        return RowVerdict.UNREADABLE, None
    if row.kind is not RowKind.PERSON:
        return RowVerdict.OTHER, None
    facts = facts_for_likeness(row)
    for number, each in known.items():
        if likeness(facts, each).verdict is Verdict.SAME:
            return RowVerdict.JOINS, number
    return RowVerdict.NEW, None


def apply_next(at: Any) -> bool:
    """One step of each list that is taken over; whether there was any."""
    return step_all([APPLYING], Tools(FolderStore(Path()), Path(), "", b"", lambda: at))


def undo_next(at: Any) -> bool:
    """One step of each that is taken back."""
    return step_all([UNDOING], Tools(FolderStore(Path()), Path(), "", b"", lambda: at))


def work() -> int:
    """All that the background work finds to do; how many steps."""
    return next(steps for steps in range(100_000) if not (apply_next(NOON) or undo_next(NOON)))


def fresh(made: Import) -> Import:
    return Import.get_by_id(made.id)


def take_over(made: Import, cast: Any) -> Import:
    start_applying(fresh(made), cast.wati.id, NOON)
    work()
    return fresh(made)


def take_back(made: Import, cast: Any) -> Import:
    start_undoing(fresh(made), cast.wati.id, NOON)
    work()
    return fresh(made)


def outcomes(made: Import) -> list[str]:
    rows = ImportRow.select().where(ImportRow.imported == made).order_by(ImportRow.position)
    return [str(row.outcome) for row in rows]


def join(row: ImportRow, other: ImportRow) -> None:
    """A row is found to be of the person of another."""
    ImportRow.update(verdict=RowVerdict.JOINS, joins_row=other).where(
        ImportRow.id == row.id
    ).execute()


def rows_of(made: Import) -> list[ImportRow]:
    return list(ImportRow.select().where(ImportRow.imported == made).order_by(ImportRow.position))


def name_of(number: int) -> str:
    """A name without figures, another for each number."""
    return "Sari U" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}") + "a"

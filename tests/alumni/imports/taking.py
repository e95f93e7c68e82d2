"""Lists on their way in, through the steps that the background work does."""

from typing import Any

from mori.alumni.imports import operations, queries
from mori.alumni.imports.models import Import, ImportRow
from mori.alumni.imports.rules import LOOKING, READING, ImportState
from mori.alumni.imports.steps.operations import Underway, clear_next
from mori.core.db import new_key
from mori.core.files.kinds import FilePurpose
from mori.core.files.store import FolderStore
from mori.core.jobs import Hand, Tools
from mori.core.sheets.sheets import KINDS
from mori.uploads.operations import receive_whole
from tests.background.working import step_all
from tests.cast import NOON

PURPOSE = FilePurpose("alumnilists", "import.bring", "alumni_imports.new", KINDS)


def csv_of(*rows: tuple[Any, ...]) -> bytes:
    """A list with a semicolon between its cells."""
    return "\n".join(";".join(map(str, row)) for row in rows).encode()


HEADINGS = ("No", "Nama", "NIM", "Asal Kampus", "HP", "E-mail", "Tahun")


def list_of(*people: tuple[Any, ...]) -> bytes:
    """Invented people under the usual headings, numbered."""
    return csv_of(HEADINGS, *((number, *each) for number, each in enumerate(people, 1)))


def bring(store: FolderStore, cast: Any, content: bytes, name: str = "alumni.csv") -> Import:
    """A list that Wati has brought, before anybody has looked at it."""
    upload = receive_whole(store, cast.wati.id, PURPOSE, name, content, new_key(), NOON)
    return operations.begin_import(cast.banua.id, upload, new_key(), cast.wati.id, NOON)


def do_next_step(store: FolderStore, underway: Underway | None, at: Any = NOON) -> bool:
    """One step of each list that is looked at or read, or of throwing something away."""
    tools = Tools(store, store.folder, "", b"", lambda: at)
    hand = Hand(underway or Underway())
    return step_all([LOOKING, READING], tools, hand) or clear_next(store, at)


def work(store: FolderStore, hand: Underway | None = None, most: int = 10_000) -> int:
    """All that the background work finds to do; how many steps."""
    hand = hand or Underway()
    return next(done for done in range(most) if not do_next_step(store, hand, NOON))


def fresh(imported: Import) -> Import:
    found = queries.import_by_key(imported.key)
    assert found
    return found


def read_in(store: FolderStore, cast: Any, content: bytes, name: str = "alumni.csv") -> Import:
    """A list whose columns were taken as guessed, read and compared."""
    imported = bring(store, cast, content, name)
    work(store)
    operations.start_reading(fresh(imported), cast.wati.id, NOON)
    work(store)
    assert fresh(imported).state is ImportState.DECIDING
    return fresh(imported)


def rows_of(imported: Import) -> list[ImportRow]:
    return list(
        ImportRow.select().where(ImportRow.imported == imported.id).order_by(ImportRow.position)
    )

"""A list whose reading is killed again and again: no row twice, none missing."""

import pytest

from mori.alumni.imports.models import Import, ImportRow
from mori.alumni.imports.operations import start_reading
from mori.alumni.imports.queries import import_by_key
from mori.alumni.imports.rules import ImportState
from mori.core.files.store import FolderStore
from tests.alumni.imports.taking import bring
from tests.alumni.lists.messy import messy_list
from tests.cast import NOON
from tests.faults.site import Site, forget_leases, kill, until

ROWS = 1_500


def reached(key: str, rows: int, compared: int = 0) -> bool:
    found = Import.get(Import.key == key)
    return found.rows_read >= rows and found.rows_compared >= compared


def state_of(key: str) -> ImportState:
    return Import.get(Import.key == key).state


@pytest.mark.once  # what a kill leaves there no database changes
def test_killed_in_the_middle_no_row_is_twice_or_missing(site: Site):
    content, expected = messy_list(ROWS)
    store = FolderStore(site.settings.folder / "files")
    key = bring(store, site.cast, content, "alumni.xlsx").key
    worker = site.work()
    until(lambda: state_of(key) is ImportState.MAPPED, 60)
    start_reading(import_by_key(key), site.cast.wati.id, NOON)

    for rows, compared in ((400, 0), (900, 0), (len(expected), 200)):
        until(lambda rows=rows, compared=compared: reached(key, rows, compared), 60)
        kill(worker)
        forget_leases()
        worker = site.work()
    until(lambda: state_of(key) is ImportState.DECIDING, 120)

    kept = ImportRow.select().order_by(ImportRow.position)
    assert [row.position for row in kept] == list(range(1, len(expected) + 1))
    assert [(row.number, str(row.kind)) for row in kept] == [
        (each.number, each.kind) for each in expected
    ]
    assert all(row.verdict for row in kept)

"""Lists that the office brought: each step of taking one in, and a messy one to decide on."""

import csv
import io
from pathlib import Path

from mori.alumni.applying.run_operations import start_applying, stop_applying
from mori.alumni.applying.undo_operations import start_undoing
from mori.alumni.imports.deciding.operations import leave_all
from mori.alumni.imports.example_sheets import example_list
from mori.alumni.imports.models import Import
from mori.alumni.imports.operations import (
    begin_import,
    drop_import,
    start_reading,
    stop_reading,
)
from mori.alumni.imports.queries import import_by_key, last_job
from mori.alumni.imports.views import FILES
from mori.background.lease_operations import claim_job
from mori.core.db import new_key
from mori.core.files.store import Store
from mori.core.jobs import KINDS, Hand, Tools
from mori.institutions.models import Institution
from mori.uploads.operations import receive_whole

from .desk import Desk

HEADINGS = ("No", "Nama", "NIM", "Asal Kampus", "No. HP", "Periode")
NAMES = ("Aisyah Karangan", "Bahrul Rekaan", "Citra Dongeng", "Darma Andaian")


def take_in_lists(desk: Desk, store: Store) -> None:
    """The first ones are taken on as the background work does it; the others wait for somebody."""
    messy = _bring(desk, store, "Daftar magang 2015-2016 (contoh).xlsx", example_list(), 3)
    _read(desk, store, messy)
    _take_over(desk, store, 2011)
    undone = _take_over(desk, store, 2012)
    start_undoing(undone, desk.coordinator.id, desk.ago(2))
    _work(desk, store, undone)
    held = _read(desk, store, _bring_year(desk, store, 2013))
    leave_all(held, desk.coordinator.id, desk.ago(2))
    start_applying(held, desk.coordinator.id, desk.ago(2))
    stop_applying(_fresh(held), desk.coordinator.id, desk.ago(2))
    stopped = _look(desk, store, _bring_year(desk, store, 2014))
    start_reading(stopped, desk.coordinator.id, desk.ago(1))
    stop_reading(_fresh(stopped), desk.coordinator.id, desk.ago(1))
    _look(desk, store, _bring_year(desk, store, 2017))
    drop_import(_bring_year(desk, store, 2018), desk.coordinator.id, desk.ago(1))


def bring_one_more(desk: Desk, store: Store) -> None:
    """A list that nobody has looked at yet; whatever takes another one in looks at it too."""
    _bring_year(desk, store, 2019)


def _take_over(desk: Desk, store: Store, year: int) -> Import:
    imported = _read(desk, store, _bring_year(desk, store, year))
    leave_all(imported, desk.coordinator.id, desk.ago(2))
    start_applying(_fresh(imported), desk.coordinator.id, desk.ago(2))
    return _work(desk, store, imported)


def _read(desk: Desk, store: Store, imported: Import) -> Import:
    start_reading(_look(desk, store, imported), desk.coordinator.id, desk.ago(2))
    return _work(desk, store, imported)


def _look(desk: Desk, store: Store, imported: Import) -> Import:
    return _work(desk, store, imported)


def _work(desk: Desk, store: Store, imported: Import) -> Import:
    job, at = last_job(imported), desk.ago(2)
    if job and claim_job(job, at):
        tools, hand = Tools(store, Path(), "", b"", lambda: at), Hand()
        while job.state.is_active:
            KINDS[job.kind].step(job, tools, hand)
        hand.let_go()
    return _fresh(imported)


def _fresh(imported: Import) -> Import:
    found = import_by_key(imported.key)
    if found is None:
        raise LookupError(imported.key)
    return found


def _bring_year(desk: Desk, store: Store, year: int) -> Import:
    return _bring(desk, store, f"Alumni {year}.csv", _list_of(desk, year), 2)


def _bring(desk: Desk, store: Store, name: str, content: bytes, days: int) -> Import:
    person_id, at = desk.coordinator.id, desk.ago(days)
    upload = receive_whole(store, person_id, FILES, name, content, new_key(), at)
    return begin_import(desk.office.id, upload, new_key(), person_id, at)


def _list_of(desk: Desk, year: int) -> bytes:
    """Four people of a year, and the first of them once more."""
    names = [each.name for each in Institution.select().where(Institution.office == desk.office)]
    file = io.StringIO()
    lines = csv.writer(file, delimiter=";")
    lines.writerow(HEADINGS)
    for number, name in enumerate((*NAMES, NAMES[0]), 1):
        which = NAMES.index(name)
        phone = f"0811{year}{which:03}"
        campus = names[which % len(names)]
        lines.writerow((number, name, f"C{year}{which}", campus, phone, f"Juli {year}"))
    return file.getvalue().encode()

"""What it takes to write the tables of many alumni: seconds, and the most memory.

Each size and form is written in a process and a database of its own, and read again with
another program.
"""

import csv
import io
import multiprocessing
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from bench.alumni.databases import cpu_seconds, load, opened, urls
from bench.lists import own_peak
from mori.alumni.directory.segments import Segment
from mori.alumni.exports.operations import Asked, begin_export
from mori.alumni.exports.rules import FOLDER, TableForm
from mori.alumni.models import Alumnus
from mori.background.dispatcher import Worker
from mori.background.models import LongJob
from mori.core.clock import now
from mori.core.db import db
from mori.core.files.store import FolderStore
from mori.core.jobs import Tools
from tests.alumni.exports.test_size import fill
from tests.cast import assemble

SIZES = (1_000, 100_000)
FORMS = (TableForm.XLSX, TableForm.SEMICOLON)
MOST_TIMES_MEMORY = 1.3  # a hundred times the rows; the finished file is a part of it
FORMULA = "=1+1"


def main(on: str = "sqlite") -> bool:
    """Print the figures; whether one is too much, or a table is not what it should be."""
    wrong = False
    with tempfile.TemporaryDirectory(prefix="mori-exports-") as folder, urls(on, folder) as url_of:
        for form in FORMS:
            peaks = []
            for size in SIZES:
                name = f"{form}{size}"
                place = (url_of(name), f"{folder}/{name}-files", str(form), size)
                key = _apart(filled, place)
                peak, faults = _apart(measure, (*place, key))
                peaks.append(peak)
                wrong |= bool(faults)
            times = peaks[-1] / peaks[0]
            print(f"       {SIZES[-1] // SIZES[0]} times the rows: {times:.2f} times the memory")
            wrong |= times > MOST_TIMES_MEMORY
    return wrong


def _apart(do: Callable[..., Any], place: tuple[Any, ...]) -> Any:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(do, place)


def filled(url: str, folder: str, form: str, size: int) -> str:
    """The key of an export that was asked for; in a process of its own, which holds all of them."""
    opened(url, folder)
    cast = assemble()
    fill(cast.banua, size)
    Alumnus.update(name=FORMULA).where(Alumnus.name == "Umpama 000000").execute()
    asked = Asked(Segment(), "Semua", TableForm(form), "Undangan", "id", size)
    export = begin_export(cast.banua.id, asked, "t", cast.wati.id, now())
    db.close()
    return export.key


def measure(url: str, folder: str, form: str, size: int, key: str) -> tuple[float, list[str]]:
    """One table; the memory is that of its writing, not of looking at it."""
    opened(url, folder)
    store, export = FolderStore(Path(folder) / "files"), LongJob.get(LongJob.key == key)
    noted: list[int] = []
    begun, cpu = time.perf_counter(), cpu_seconds(url)
    take_turn = Worker(Tools(store, Path(folder) / "longwork", "", b""))
    while take_turn():
        noted.append(LongJob.get_by_id(export.id).done)
    wall, cpu = time.perf_counter() - begun, cpu_seconds(url) - cpu
    peak = own_peak()
    made = LongJob.get_by_id(export.id)
    content = store.get(f"{FOLDER}/{made.file}") or b""
    faults = _faults(content, TableForm(form), size)
    faults += [] if len(set(noted)) > size / 20_000 else ["It does not say how far it came."]
    db.close()
    print(
        f"{size:6} alumni as {form}, {len(content) / 1e6:.2f} MB: {wall:.1f} s by the clock, "
        f"{cpu:.1f} of the processor, {peak:.0f} MB; {load()}",
        *faults,
        flush=True,
    )
    return peak, faults


def _faults(content: bytes, form: TableForm, size: int) -> list[str]:
    rows = _rows(content, form)
    names = [str(cell) for row in rows for cell in row[:1]]
    faults = [] if sum(name.startswith("Umpama ") for name in names) == size - 1 else ["Rows miss."]
    return faults + (["A formula is left."] if form.between and FORMULA in names else [])


def _rows(content: bytes, form: TableForm) -> list[list[object]]:
    """Of the largest sheet or file."""
    if not form.between:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return max((book.get_sheet_by_name(name).to_python() for name in book.sheet_names), key=len)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    return max(
        (list(csv.reader(io.StringIO(text), delimiter=form.between)) for text in texts), key=len
    )

"""Tables written row by row, never held whole: a workbook, or CSV in a ZIP.

A CSV has no place for a remark: readers take every line for a row, and the first for the heads.
So what an export has to say of itself lies beside it, and both come as one file.
"""

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

from mori.core.files.tables import BOM, written_line

Lines = Sequence[tuple[str, str]]  # what is said, and of what
WIDTH, WIDE = 24, 80


class Table(Protocol):
    """Rows first, then what it says of itself, then closed; closed alone it is thrown away."""

    def add(self, cells: Sequence[str]) -> None: ...
    def tell(self, about: Lines) -> None: ...
    def close(self) -> None: ...


class Workbook:
    """XLSX: on the first sheet who asked and why, on the second the table. Every cell is text."""

    def __init__(self, path: Path, heads: Sequence[str], titles: tuple[str, str]) -> None:
        # Rows go to the disk as they are written, each sheet's by itself.
        options = {"constant_memory": True, "tmpdir": str(path.parent)}
        self._book = xlsxwriter.Workbook(path, options)
        self._about = self._book.add_worksheet(titles[0])
        self._sheet = self._book.add_worksheet(titles[1])
        self._sheet.set_column(0, len(heads) - 1, WIDTH)
        self._sheet.freeze_panes(1, 0)
        self._bold = self._book.add_format({"bold": True})
        self._row = 0
        self._write(heads, self._bold)

    def add(self, cells: Sequence[str]) -> None:
        self._write(cells)

    def _write(self, cells: Sequence[str], format: Any = None) -> None:
        for column, text in enumerate(cells):
            if text:
                self._sheet.write_string(self._row, column, text, format)
        self._row += 1

    def tell(self, about: Lines) -> None:
        self._about.set_column(0, 0, WIDTH)
        self._about.set_column(1, 1, WIDE, self._book.add_format({"text_wrap": True}))
        for row, (label, text) in enumerate(about):
            self._about.write_string(row, 0, label, self._bold)
            self._about.write_string(row, 1, text)

    def close(self) -> None:
        self._book.close()


class Zipped:
    """CSV, with a text beside it that says who asked and why."""

    def __init__(
        self,
        path: Path,
        heads: Sequence[str],
        titles: tuple[str, str],
        between: str,
        at: dt.datetime,
    ) -> None:
        self._zip = ZipFile(path, "w", ZIP_DEFLATED)
        self._between, self._at, self._titles = between, at, titles
        part = self._zip.open(self._named(f"{titles[1]}.csv"), "w")
        self._csv = io.TextIOWrapper(part, "utf-8", newline="")
        self._csv.write(BOM)
        self.add(heads)

    def _named(self, name: str) -> ZipInfo:
        info = ZipInfo(name, self._at.timetuple()[:6])
        info.compress_type = ZIP_DEFLATED
        return info

    def add(self, cells: Sequence[str]) -> None:
        self._csv.write(written_line(cells, self._between))

    def tell(self, about: Lines) -> None:
        self._csv.close()
        text = "".join(f"{label}: {said}\r\n" for label, said in about)
        self._zip.writestr(self._named(f"{self._titles[0]}.txt"), BOM + text)

    def close(self) -> None:
        self._csv.close()
        self._zip.close()

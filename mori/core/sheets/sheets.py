"""A file's sheets, one after the other, whatever kind of file it is."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from flask_babel import lazy_gettext as _

from mori.core.errors import Refused
from mori.core.files.kinds import FileKind, FilePurpose, checked_kind

from .rules import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Merged,
    Row,
    Sheet,
    Trouble,
    Unreadable,
    unpacked,
    written,
)
from .text_rows import text_rows
from .workbook_rows import workbook_lines

KINDS = (FileKind.XLSX, FileKind.XLS, FileKind.ODS, FileKind.CSV)
WHY = {
    Trouble.ROWS: _(
        "This list has more than %(most)d rows. Divide it into several files.", most=MOST_ROWS
    ),
    Trouble.COLUMNS: _(
        "This list has more than %(most)d columns. Take out those that say nothing about people.",
        most=MOST_COLUMNS,
    ),
    Trouble.CELLS: _(
        "This list has more than %(most)d cells. Divide it into several files.", most=MOST_CELLS
    ),
    Trouble.SHEETS: _(
        "This file has more than %(most)d sheets. Divide it into several files.", most=MOST_SHEETS
    ),
    Trouble.LOCKED: _("A password protects this file. Save it without one, then choose that."),
    Trouble.DAMAGED: _("This file is damaged or not whole. Save it again, then choose that."),
    Trouble.LARGE: _(
        "This file would become far too large once opened. Save it again, then choose that."
    ),
}


def sheets_of(content: bytes, name: str = "") -> Iterator[Sheet]:
    """The sheets of a file, ``Refused`` in words where it cannot be read.

    The rows of a sheet are read while they are asked for, so that those of one are gone once the
    next sheet is. ``name`` is the file's, which is all that a CSV file has for its one sheet.
    """
    kind = checked_kind(content, FilePurpose("sheets", "", "", KINDS))
    try:
        if kind is FileKind.CSV:
            yield Sheet(name, _refusing(text_rows(content)))
        else:
            yield from _of_workbook(content)
    except Unreadable as why:
        raise refusal(why) from None


def first_rows(content: bytes, most: int) -> list[tuple[str, ...]]:
    """The first rows of the first sheet that shows any, as text; no more than ``most``."""
    for sheet in sheets_of(content):
        rows = [tuple(map(written, row.cells)) for row in islice(sheet.rows, most)]
        if any(map(any, rows)) and not sheet.is_hidden:
            return rows
    return []


class ListRefused(Refused):
    """A list cannot be read, because of this trouble."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(WHY[trouble])
        self.trouble = trouble


def refusal(why: Unreadable) -> ListRefused:
    return ListRefused(Trouble(str(why)))


def _refusing(rows: Iterator[Row]) -> Iterator[Row]:
    try:
        yield from rows
    except Unreadable as why:
        raise refusal(why) from None


def _of_workbook(content: bytes) -> Iterator[Sheet]:
    lines = workbook_lines(content)
    ahead: list[Any] = [next(lines, None)]  # what was read of the next sheet: its head

    def rows() -> Iterator[Row]:
        for line in lines:
            if line[0] == "sheet":
                ahead[0] = line
                return
            yield Row(line[1], tuple(map(unpacked, line[2])))

    position = 0
    while ahead[0] is not None:
        _word, name, is_hidden, is_1904, merged = ahead[0]
        ahead[0] = None
        sheet = Sheet(name, _refusing(rows()), tuple(Merged(*each) for each in merged))
        sheet.is_1904, sheet.is_hidden, sheet.position = is_1904, is_hidden, position
        yield sheet
        for _row in sheet.rows:  # whoever leaves a sheet early comes to the next all the same
            pass
        position += 1

"""The child that reads workbooks: bytes come in, sheets and rows go out, a line of JSON each.

A workbook of a few kilobytes may name a cell in its last row and last column, and reading it
would then take all the memory there is. So it is read in a process of its own, whose memory and
time are limited (``python -m mori.core.sheets.workbook_rows``), and which holds no secret.
"""

import datetime as dt
import json
import re
import resource
import struct
import subprocess  # nosec B404
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from threading import Thread
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from mori.config import ROOT

from .rules import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, Count, Trouble, Unreadable, packed

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_MEMORY = 1_000_000_000
MOST_SECONDS = 60  # of computing
IS_1904 = re.compile(rb"""<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*["'](?:1|true|on)["']""")
GLOBALS = re.compile(rb"\x09\x08..\x00[\x05\x06]\x05\x00", re.DOTALL)  # begins an XLS's settings
DATE_MODE = 0x22


def workbook_lines(content: bytes) -> Iterator[Any]:
    """What the child says of a workbook, line by line; ``Unreadable`` if it does not get on."""
    child = subprocess.Popen(  # nosec B603 - our own interpreter and module
        [sys.executable, "-m", "mori.core.sheets.workbook_rows"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={},
    )
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("the child has pipes")
    try:
        Thread(target=_hand_over, args=(child.stdin, content), daemon=True).start()
        yield from _lines(child.stdout)
        return
    except EOFError:
        is_stopped = child.wait() < 0  # it wanted more memory or time than it may have
        raise Unreadable(Trouble.LARGE if is_stopped else Trouble.DAMAGED) from None
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def _hand_over(pipe: IO[bytes], content: bytes) -> None:
    with suppress(BrokenPipeError), pipe:
        pipe.write(content)


def _lines(said: IO[bytes]) -> Iterator[Any]:
    """All lines until the last, which says that it is."""
    for line in said:
        match json.loads(line):
            case ["end"]:
                return
            case ["trouble", which]:
                raise Unreadable(Trouble(which))
            case heard:
                yield heard
    raise EOFError


# --- the process ------------------------------------------------------------------------------


def main() -> None:
    """Write on standard output what is in the workbook on standard input."""
    _limit(resource.RLIMIT_AS, MOST_MEMORY)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, MOST_SECONDS)
    try:
        for line in _told(sys.stdin.buffer.read()):
            _say(line)
        _say(["end"])
    except Unreadable as why:
        _say(["trouble", str(why)])
    except MemoryError:
        _say(["trouble", Trouble.LARGE])


def _limit(which: int, most: int) -> None:
    _, hardest = resource.getrlimit(which)
    resource.setrlimit(which, (most, hardest))


def _say(line: object) -> None:
    text = json.dumps(line, ensure_ascii=True, separators=(",", ":"))
    sys.stdout.write(f"{text}\n")


def _told(content: bytes) -> Iterator[Any]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        yield from _sheets(workbook, is_1904(content))
    except PasswordError:
        raise Unreadable(Trouble.LOCKED) from None
    except (CalamineError, ValueError, OSError, OverflowError):
        raise Unreadable(Trouble.DAMAGED) from None


def _sheets(workbook: "CalamineWorkbook", is_1904: bool) -> Iterator[Any]:
    """Charts and macros' sheets have no rows, and are passed over."""
    count = Count()
    every = workbook.sheets_metadata
    if len(every) > MOST_SHEETS:
        raise Unreadable(Trouble.SHEETS)
    for position, about in enumerate(every):
        if str(about.typ).endswith("WorkSheet"):
            is_hidden = not str(about.visible).endswith(".Visible")
            sheet = workbook.get_sheet_by_index(position)
            merged = _merged(sheet)
            yield ["sheet", about.name, is_hidden, is_1904, merged]
            yield from _rows(sheet, count)


def _merged(sheet: "CalamineSheet") -> list[tuple[int, ...]]:
    ranges = sheet.merged_cell_ranges or []
    return [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges]


def _rows(sheet: "CalamineSheet", count: Count) -> Iterator[Any]:
    if sheet.start is None or sheet.end is None:
        return
    if sheet.end[1] >= MOST_COLUMNS:
        raise Unreadable(Trouble.COLUMNS)
    if sheet.end[0] >= MOST_ROWS:
        raise Unreadable(Trouble.ROWS)
    before = [None] * sheet.start[1]
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = before + [_plain(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        count.add(len(cells))
        yield ["row", number, cells]


def _plain(cell: Any) -> Any:
    if cell == "" and isinstance(cell, str):
        return None
    if isinstance(cell, dt.timedelta):
        return str(cell)
    return packed(cell)


def is_1904(content: bytes) -> bool:
    """Whether the workbook counts its days from 1904, as Excel on old Macs did."""
    if content.startswith(b"PK"):
        with suppress(BadZipFile, KeyError), ZipFile(BytesIO(content)) as archive:
            return bool(IS_1904.search(archive.read("xl/workbook.xml")))
        return False
    begins = GLOBALS.search(content)
    at = begins.start() if begins else len(content)
    for _record in range(2_000):
        if at + 6 > len(content):
            return False
        kind, size = struct.unpack_from("<HH", content, at)
        if kind == DATE_MODE:
            return bool(content[at + 4])
        at += 4 + size
    return False


if __name__ == "__main__":
    main()

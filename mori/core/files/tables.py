"""Tables as CSV, which spreadsheets open without running what somebody wrote."""

import csv
import io
import unicodedata
from collections.abc import Iterable
from typing import Any

BOM = "\ufeff"  # without it, Excel takes UTF-8 for something else
FORMULA = frozenset("=+-@|%")
FULL_WIDTH = frozenset("＝＋－＠｜％")  # some spreadsheets read these alike


def neutral(cell: Any) -> str:
    """A cell's text; with an apostrophe before it where a spreadsheet would read a formula."""
    text = "" if cell is None else str(cell)
    first = next((sign for sign in text if not _is_skipped(sign)), "")
    return f"'{text}" if first in FORMULA or first in FULL_WIDTH else text


def _is_skipped(sign: str) -> bool:
    """Signs a spreadsheet passes over before it looks: spaces, controls and marks."""
    return sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf", "Zs")


def written_line(cells: Iterable[Any], between: str = ",") -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=between, quoting=csv.QUOTE_ALL).writerow(map(neutral, cells))
    return line.getvalue()

"""The rows of a CSV file, whatever encoding and separator it was saved with."""

import codecs
import csv
import io
from collections.abc import Iterator

from .rules import MOST_SIGNS, Count, Row, Trouble, Unreadable

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LIKELY = ["cp1252", "cp1250", "mac_roman", "cp437", "cp850"]  # what offices here save with
SAMPLE = 65_536
SEPARATORS = ";\t|,"
LINES = 40  # by which the separator is judged


def text_of(content: bytes) -> tuple[str, str]:
    """The text in these bytes, and the encoding that it was taken to be in."""
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return _decoded(content, encoding)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decoded(content, _zeros_say(content) or _likely_encoding(content))


def _decoded(content: bytes, encoding: str) -> tuple[str, str]:
    """A sign that the encoding has not becomes �, which the row will show."""
    return content.decode(encoding, errors="replace").removeprefix("\ufeff"), encoding


def _zeros_say(content: bytes) -> str:
    """UTF-16 without a mark: of Latin text every second byte is zero."""
    head = content[:SAMPLE]
    even, odd = (head[start::2].count(0) * 2 / len(head) for start in (0, 1))
    if max(even, odd) < 0.3:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _likely_encoding(content: bytes) -> str:
    """What its letters beyond ASCII make most sense in."""
    from charset_normalizer import from_bytes  # 20 ms, which a UTF-8 file need not wait for

    lines = (line for line in content.splitlines() if not line.isascii())
    odd = b"\n".join(line for line, _ in zip(lines, range(200), strict=False))[:SAMPLE]
    best = from_bytes(odd, cp_isolation=LIKELY).best()
    return best.encoding if best else "cp1252"


def text_rows(content: bytes) -> Iterator[Row]:
    """The rows of a CSV file; a cell of several lines makes no more rows, as in a spreadsheet."""
    text, _encoding = text_of(content)
    if not text.isascii() and "\0" in text:
        raise Unreadable(Trouble.DAMAGED)
    separator, skipped = separator_of(text)
    lines = io.StringIO(text.replace("\0", ""), newline="")
    csv.field_size_limit(MOST_SIGNS * 4)
    count = Count()
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=separator), 1):
            count.add(len(cells))
            yield Row(number, tuple(cells) if number > skipped else ())
    except csv.Error:
        raise Unreadable(Trouble.DAMAGED) from None


def separator_of(text: str) -> tuple[str, int]:
    """What stands between cells, and how many first lines only say so (Excel's "sep=;")."""
    first = text[:20].splitlines()[0].strip('"') if text.strip() else ""
    if first.startswith("sep=") and len(first) == 5:
        return first[4], 1
    return max(SEPARATORS, key=lambda sign: _evenness(text[:SAMPLE], sign)), 0


def _evenness(text: str, separator: str) -> float:
    """How many cells the lines have, as far as they agree: a comma in an address does not."""
    read = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        widths = [len(row) for row, _ in zip(read, range(LINES), strict=False) if any(row)]
    except csv.Error:
        return 0
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0
    usual = max(set(wide), key=lambda width: (wide.count(width), width))
    return widths.count(usual) / len(widths) * min(usual, 12)

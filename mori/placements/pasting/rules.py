"""How a table copied from a spreadsheet is read. No database, no request."""

import base64
import csv
import datetime as dt
import hashlib
import hmac
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mori.core.texts.folding import folded

MOST_ROWS = 50  # whose links still fit on a page of PAGE_BYTES
MOST_SIGNS = 20_000  # however they are encoded, the server takes a form of them
BETWEEN = "\t;,"
CONTACT = ("name", "phone", "email")
INTERNSHIP = ("institution", "starts_on", "ends_on")
HEADINGS = {
    "name": "nama|nama lengkap|nama peserta|name|full name",
    "phone": "hp|no hp|nomor hp|nomor handphone|no handphone|telepon|no telepon|nomor telepon|wa"
    "|no wa|nomor wa|whatsapp|phone|phone number|mobile|mobile number",
    "email": "email|e mail|surel|alamat surel|alamat email|email address",
    "number": "nim|nis|nisn|npm|no induk|nomor induk|nomor induk mahasiswa|student number",
    "institution": "institusi|asal institusi|lembaga|asal|kampus|asal kampus|universitas"
    "|perguruan tinggi|sekolah|asal sekolah|institution|university|school",
    "starts_on": "mulai|tanggal mulai|tgl mulai|hari pertama|dari|first day|start|start date",
    "ends_on": "selesai|tanggal selesai|tgl selesai|hari terakhir|sampai|last day|end|end date",
}
COLUMNS = {text: column for column, texts in HEADINGS.items() for text in texts.split("|")}
MONTHS = {  # by their first three letters, in Bahasa and English
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "mei": 5,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "agu": 8,
    "agt": 8,
    "ags": 8,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "des": 12,
    "dec": 12,
}
DATES = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<d>\d{1,2})[- ](?P<m>[a-z]{3,10})[- ](?P<y>\d{4}|\d{2})"),
)


class Table(NamedTuple):
    """Rows of cells, and which column is which; an empty name means one we do not use."""

    between: str
    heading: list[str]  # as it was written; empty where there was none
    columns: Sequence[str]
    rows: list[list[str]]

    def named(self, row: Sequence[str]) -> dict[str, str]:
        """The cells of a row by the names of their columns."""
        pairs = zip(self.columns, row, strict=False)
        return {column: cell.strip() for column, cell in pairs if column}

    def written(self, rows: Iterable[Sequence[str]]) -> str:
        """Some of its rows, to be read as the same again; nothing where there are none."""
        kept = list(rows)
        text = io.StringIO()
        writer = csv.writer(text, delimiter=self.between, lineterminator="\n")
        writer.writerows([*filter(None, [self.heading]), *kept] if kept else [])
        return text.getvalue()


def table_of(text: str, expected: Sequence[str], between: str = "") -> Table:
    """What was pasted; without a heading its columns are the ``expected`` ones, in that order."""
    between = between or _between(text)
    read = csv.reader(io.StringIO(text), delimiter=between)
    rows = [row for row in read if any(cell.strip() for cell in row)]
    named = [COLUMNS.get(_plain(cell), "") for cell in rows[0]] if rows else []
    if not any(named):
        return Table(between, [], expected, rows)
    columns = [column if column in expected else "" for column in named]
    return Table(between, rows[0], columns, rows[1:])


def is_heading(row: Iterable[str]) -> bool:
    """Whether it names the column of names."""
    return any(COLUMNS.get(_plain(cell)) == "name" for cell in row)


def _between(text: str) -> str:
    """What stands between the cells: what most lines have, of equals what a name never has."""
    lines = text.splitlines()
    return max(BETWEEN, key=lambda sign: sum(sign in line for line in lines))


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", folded(heading)).split())


def day_written(text: str) -> dt.date | None:
    """The day that 2026-11-23, 23/11/2026 or 23 Nov 2026 says: the day before the month."""
    plain = " ".join(text.lower().split())
    found = next(filter(None, (each.fullmatch(plain) for each in DATES)), None)
    if found is None:
        return None
    month = int(found["m"]) if found["m"].isdigit() else MONTHS.get(found["m"][:3], 0)
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    try:
        return dt.date(year, month, int(found["d"]))
    except ValueError:
        return None


def repeated(values: Iterable[str | None]) -> set[str]:
    """What stands there more than once."""
    counts = Counter(filter(None, values))
    return {each for each, count in counts.items() if count > 1}


def link_token(secret: bytes, paste: str, person: str) -> str:
    """The token of a person's link: the same however often one table is sent, and ours alone."""
    digest = hmac.digest(secret, f"pasted {paste} {person}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:18]).decode()

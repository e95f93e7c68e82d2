"""docs/privacy.md, written from the tables: ``python -m tests.alumni.privacy.written``."""

from itertools import groupby
from pathlib import Path

from mori.alumni.privacy.rules import columns, kept, laws
from mori.alumni.retention.rules import periods as of_alumni
from mori.background.rules import Period
from mori.background.rules import periods as of_jobs

DOCUMENT = Path(__file__).parents[3] / "docs" / "privacy.md"
HEADS = ("field", "for", "basis", "until", "on erasure")
HEAD = """# Personal data

Written by `python -m tests.alumni.privacy.written` from the tables in `mori/alumni/privacy/` and
`mori/alumni/retention/`; tests hold it against them, and them against the models: a new column
without an entry fails. It covers alumni. The other slices are not in it yet.

What it says of laws was read in the text of the statutes (OCR copies, not the gazette) unless it
says otherwise. Nothing here was checked by a lawyer, and no period below is one that a law fixes:
an office that has an archive schedule (*jadwal retensi arsip*) follows that, and changes the table.

- **task**: a public task. UU 27/2022 art. 20(2)(e), with UU 37/2008 art. 7(f), building networks.
  That keeping a list of former interns is part of that task is our reading, not a law's word.
- **consent**: they said yes, to this purpose and this field, in words that are kept. UU 27/2022
  art. 21 and 22; taken back with one tap (art. 9).
- **record**: so that it can be shown what was asked, agreed to and done.
- **technical**: without it the program does not work; it says nothing about anybody.

Fields marked "shown with consent alone" are seen by others only as far as `Record.as_shown()` lets
them through. A NIK is not stored. *On erasure* says what becomes of a field when somebody is
erased: `row` goes with its row, `blank` is emptied, `keep` stays and names nobody by itself.
"""
ASKED = """## What alumni may ask

By their link, signed in, by phone or by letter. Their own data is a file in the format
`mori-alumni-1`: under `tables` each table above that has rows about them, with the fields above but
keys of rows and links to others; under `words` what they agreed to, word by word. Left out is what
is derived from the record, and what says as much of another person (`not_same`, `duplicate_pair`).
"""


def document() -> str:
    return "\n".join([HEAD, *_fields(), *_periods(), *_requests(), *_kept()])


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return [f"| {' | '.join(each)} |" for each in lines] + [""]


def _fields() -> list[str]:
    lines = ["## What is held", ""]
    for table, rows in groupby(columns(), lambda each: each.table):
        told = [
            (f"`{each.column}`", each.purpose, each.basis, _until(each.until), each.erasure)
            for each in rows
        ]
        lines += [f"### {table}", "", *_table(HEADS, told)]
    return lines


def periods() -> dict[str, Period]:
    """What goes of alumni, and of the jobs that take them out of MORI."""
    return of_jobs() | of_alumni()


def _until(text: str) -> str:
    found = periods().get(text)
    return f"{found.days} days after {found.since}" if found else text


def _periods() -> list[str]:
    rows = [
        (each.what, str(each.days), each.since, each.goes, each.basis, each.source)
        for each in periods().values()
    ]
    heads = ("what", "days", "after", "goes", "why", "source")
    said = "Once an hour, by exactly these rows."
    return ["## What goes by itself", "", said, "", *_table(heads, rows)]


def _requests() -> list[str]:
    rows = [
        (each.what, str(each.hours), each.article or "none", each.source, _sure(each.verified_on))
        for each in laws().values()
    ]
    return [ASKED, *_table(("asked for", "hours", "articles", "source", "verified on"), rows)]


def _kept() -> list[str]:
    rows = [(each.what, each.english, each.source, _sure(each.verified_on)) for each in kept()]
    heads = ("what", "said", "source", "verified on")
    return ["## What stays after an erasure", "", *_table(heads, rows)]


def _sure(day: str) -> str:
    return day or "not verified"


if __name__ == "__main__":
    DOCUMENT.write_text(document())

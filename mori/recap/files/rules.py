"""What files of reports and of yearly lists there are. No database, no request."""

import datetime as dt
from typing import Any, NamedTuple

from mori.core.words import Labelled, marked

from ..reports.figure_rules import Layout, Table

REPORT, LIST = "report_file", "yearly_list"  # the kinds of their long jobs
FOLDER = "reportfiles"  # of the store
AT_ONCE = 200  # interns read at once, and kept as one part
MOST_ON_PAPER = 3000  # rows; a sheet of so many takes some ten seconds
CLOSING = dt.timedelta(minutes=1)  # that it may take to lay a file out and put it away

LAYOUTS = {
    REPORT: Layout(1, True, marked("Nothing is counted in this period.")),
    LIST: Layout(9, False, marked("Nobody was an intern here in this year.")),
}


class FileType(Labelled):
    """What a table is made into."""

    PDF = "pdf", marked("PDF, to be printed and signed")
    XLSX = "xlsx", marked("Spreadsheet (XLSX)")
    COMMA = "csv", marked("CSV, with commas")
    SEMICOLON = "csv2", marked("CSV, with semicolons (Excel in Bahasa)")

    @property
    def is_paper(self) -> bool:
        return self is FileType.PDF

    @property
    def between(self) -> str:
        """What stands between two cells of a CSV; nothing for the others."""
        return {FileType.COMMA: ",", FileType.SEMICOLON: ";"}.get(self, "")

    @property
    def ending(self) -> str:
        return "csv" if self.between else self.value


class Wanted(NamedTuple):
    """The table that a file is asked of."""

    kind: str
    title: str
    args: dict[str, Any]  # of the address that shows it
    names_people: bool


class Gathered(NamedTuple):
    """A part of a table, how many rows it counts as, and whom it read last if there are more."""

    table: Table
    rows: int
    last: tuple[str, int] | None = None


class Reached(NamedTuple):
    """How many parts are gathered, whom the last of them read last, and whether that was all."""

    parts: int = 0
    last: tuple[str, int] | None = None
    is_all: bool = False


def joined(parts: list[Table]) -> Table:
    """A table of its parts: their lines in order, each note once."""
    lines = [line for part in parts for line in part.lines]
    notes = dict.fromkeys(note for part in parts for note in part.notes)
    return parts[0]._replace(lines=lines, notes=[*notes])

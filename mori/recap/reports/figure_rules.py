"""What a report counts, by what it is grouped, and how its rows come about. No database."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple

from mori.core.words import Labelled, filled, marked

from ..rollups.rules import Tally
from ..rules import Dimension
from .rules import Period

DASH = "–"


class Grouping(Labelled):
    """By what a report's rows are told apart: what its address says, and how days are summed."""

    UNIT = "unit", marked("Unit"), Dimension.UNIT, marked("No unit")
    SUPERVISOR = "pembimbing", marked("Supervisor"), Dimension.SUPERVISOR, marked("No supervisor")
    INSTITUTION = (
        "lembaga", marked("Institution"), Dimension.INSTITUTION, marked("Institution not known"),
    )  # fmt: skip
    INSTITUTION_KIND = (
        "jenis-lembaga", marked("Kind of institution"), Dimension.INSTITUTION, marked("Not said"),
    )  # fmt: skip
    KIND = "jenis", marked("Kind of intern"), Dimension.KIND, marked("Not said")
    PROGRAMME = "program", marked("Programme"), Dimension.PROGRAMME, marked("No programme")
    PROVINCE = "provinsi", marked("Province"), Dimension.INSTITUTION, marked("Region not known")
    REGENCY = (
        "daerah", marked("Regency or city"), Dimension.INSTITUTION, marked("Region not known"),
    )  # fmt: skip
    ACTIVITY = (
        "kegiatan", marked("Kind of work"), Dimension.ACTIVITY, marked("No kind of work chosen"),
    )  # fmt: skip

    def __init__(
        self,
        _value: str,
        _english: str = "",
        dimension: Dimension = Dimension.OFFICE,
        without: str = "",
    ) -> None:
        self.dimension = dimension
        self.without = filled(without)

    @property
    def names_people(self) -> bool:
        return self is Grouping.SUPERVISOR


class Measure(Labelled):
    """A column of a report: its address, its head, and the sums that it adds up."""

    BEGUN = "mulai", marked("Began"), ("begun",)
    ENDED = "selesai", marked("Ended"), ("ended",)
    DAYS = "hari", marked("Days"), ("present", "field_duty", "off")
    HOURS = "jam", marked("Hours"), ("minutes",)
    ENTRIES = "catatan", marked("Entries"), ("entries",)
    INITIALLED = "diparaf", marked("Initialled"), ("initialled",)
    MEDIAN = "median", marked("Median hours to review"), ("reviewed",)
    LAPSES = "terlewat", marked("Lapses"), ("lapsed",)
    ASSESSMENTS = "penilaian", marked("Assessments"), ("assessments",)
    CERTIFICATES = "sertifikat", marked("Certificates"), ("certificates",)
    ANSWERS = "alumni", marked("Alumni answering"), ("answers",)

    def __init__(self, _value: str, _english: str = "", sums: tuple[str, ...] = ()) -> None:
        self.sums = sums

    @property
    def is_median(self) -> bool:
        return self is Measure.MEDIAN

    @property
    def is_hours(self) -> bool:
        """Whether it is counted in minutes, and said in hours."""
        return self in (Measure.HOURS, Measure.MEDIAN)

    @property
    def is_of_work(self) -> bool:
        """Whether it is of a day that has one kind of work; a certificate is of none."""
        return self in WORK


WORK = frozenset({
    Measure.DAYS, Measure.HOURS, Measure.ENTRIES, Measure.INITIALLED, Measure.MEDIAN,
    Measure.LAPSES,
})  # fmt: skip


class Unknown(Labelled):
    """Why a figure cannot be computed."""

    NOT_COUNTED = "not_counted", marked("This office is not counted yet.")
    NOT_BEGUN = "not_begun", marked("This period has not begun yet.")
    NOT_OF_WORK = "not_of_work", marked("This is not counted by kind of work.")
    UNDECIDED = "undecided", marked("No entry was decided on.")


class Value(NamedTuple):
    """What a row is about: by which an address knows it, and what it is called."""

    key: str
    name: str


class Cell(NamedTuple):
    """A figure; or why there is none."""

    measure: Measure
    amount: float | None
    unknown: Unknown | None = None

    @property
    def leads(self) -> bool:
        """Whether there is anything behind it."""
        return bool(self.amount) or (self.measure.is_median and self.unknown is None)


class Row(NamedTuple):
    """The figures of one value, and by what its days are summed."""

    value: Value | None  # none: all of the office
    ofs: tuple[str, ...]
    cells: tuple[Cell, ...]


class Report(NamedTuple):
    grouping: Grouping
    period: Period
    rows: Sequence[Row]
    total: Row

    @property
    def is_empty(self) -> bool:
        """Whether it is known that nothing is counted."""
        return not self.rows and self.total.cells[0].unknown is None

    @property
    def unknowns(self) -> list[Unknown]:
        """Why there are dashes, each reason once."""
        cells = (cell for row in (*self.rows, self.total) for cell in row.cells)
        return [*dict.fromkeys(cell.unknown for cell in cells if cell.unknown)]


class Table(NamedTuple):
    """A report as text: heads, a line for each row, the sums, and why there are dashes."""

    title: str
    heads: list[str]
    lines: list[list[str]]
    notes: list[str]


class Layout(NamedTuple):
    """How a table stands on paper: so many columns of words, and perhaps sums in its last line."""

    texts: int
    sums: bool
    empty: str  # a ``marked`` text, said where it has no line


Values = Mapping[str, Value]  # of a tally → what its row is about
Waits = Mapping[str, Sequence[int]]


def report_from(
    grouping: Grouping,
    period: Period,
    tallies: Iterable[Tally],
    waits: Waits | None,
    values: Values,
    today: dt.date,
) -> Report:
    """Rows by name, what has no value last; without ``waits`` nothing is known of the office."""
    unknown = _why_nothing(period, waits, today)
    if unknown:
        cells = tuple(Cell(measure, None, unknown) for measure in Measure)
        return Report(grouping, period, [], Row(None, (), cells))
    found, kept = list(tallies), waits or {}
    groups: dict[Value, list[Tally]] = defaultdict(list)
    for tally in found:
        groups[values[tally.of]].append(tally)
    rows = [_row(grouping, value, group, kept) for value, group in groups.items()]
    rows.sort(key=lambda row: (not (row.value and row.value.key), _folded(row), row.ofs))
    return Report(grouping, period, rows, _row(grouping, None, found, kept))


def _folded(row: Row) -> str:
    return row.value.name.casefold() if row.value else ""


def _why_nothing(period: Period, waits: Waits | None, today: dt.date) -> Unknown | None:
    if waits is None:
        return Unknown.NOT_COUNTED
    return Unknown.NOT_BEGUN if period.first > today else None


def _row(grouping: Grouping, value: Value | None, group: Sequence[Tally], waits: Waits) -> Row:
    ofs = tuple(tally.of for tally in group)
    waited = [minutes for of in ofs for minutes in waits.get(of, ())]
    is_work = grouping is Grouping.ACTIVITY and value is not None
    return Row(value, ofs, tuple(_cell(each, group, waited, is_work) for each in Measure))


def _cell(measure: Measure, group: Sequence[Tally], waited: list[int], is_work: bool) -> Cell:
    if is_work and not measure.is_of_work:
        return Cell(measure, None, Unknown.NOT_OF_WORK)
    if measure.is_median:
        return Cell(measure, median(waited)) if waited else Cell(measure, None, Unknown.UNDECIDED)
    sums: Any = (getattr(tally, name) for tally in group for name in measure.sums)
    return Cell(measure, sum(sums))

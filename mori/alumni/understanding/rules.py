"""What a list's columns and rows are. No file, no request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mori.alumni.values.date_rules import LATEST
from mori.alumni.values.institution_rules import Known
from mori.alumni.values.region_rules import Regions
from mori.alumni.values.rules import Doubt, DoubtKind, Field, How
from mori.core.words import Labelled, filled, marked


class Why(Labelled):
    """Why a column is taken for what it is."""

    HEADING = "heading", marked("The heading says so.")
    HEADING_WORD = "heading_word", marked("A word of the heading says so.")
    CELLS = "cells", marked("Most of its cells look like it.")
    TAKEN = "taken", marked("Another column is that already.")
    CHOSEN = "chosen", marked("It was chosen.")
    BEFORE = "before", marked("Your office chose so for these headings before.")
    NOTHING = "nothing", marked("Neither heading nor cells say what it is.")


@dataclass(frozen=True)
class ColumnGuess:
    """What a column holds, how sure that is (from 0 to 1), and why."""

    column: int
    heading: str
    field: Field | None
    sureness: float = 0.0
    why: Why = Why.NOTHING


@dataclass(frozen=True)
class Layout:
    """How one sheet is to be read: its heading rows, its columns, and a year in its name."""

    position: int
    sheet: str
    columns: tuple[ColumnGuess, ...] = ()
    heading_rows: tuple[int, ...] = ()
    year: str = ""

    @property
    def has_names(self) -> bool:
        return any(guess.field is Field.NAME for guess in self.columns)

    @property
    def fields(self) -> dict[int, Field]:
        return {guess.column: guess.field for guess in self.columns if guess.field}

    def with_fields(self, chosen: Mapping[int, Field | None]) -> "Layout":
        """The same with what somebody chose for some of its columns."""
        columns = tuple(
            ColumnGuess(each.column, each.heading, chosen[each.column], 1.0, Why.CHOSEN)
            if each.column in chosen
            else each
            for each in self.columns
        )
        return Layout(self.position, self.sheet, columns, self.heading_rows, self.year)


@dataclass(frozen=True)
class Surroundings:
    """What a list is understood by: the office's institutions and regions, and the last year
    that can be in it."""

    known: Known | None = None
    regions: Regions = field(default_factory=Regions)
    latest_year: int = LATEST


class RowKind(Labelled):
    """What a row is."""

    PERSON = "person", marked("A person")
    CONTINUATION = "continuation", marked("More about the person above")
    HEADING = "heading", marked("A heading")
    TITLE = "title", marked("A title or a remark")
    GROUP = "group", marked("Heads the rows below")
    TOTAL = "total", marked("A total")
    EMPTY = "empty", marked("Empty")
    UNREADABLE = "unreadable", marked("Not understood")


class Fact(NamedTuple):
    """One thing known of a person: how it was understood, what stood there and where.

    Days are "2015-01-02", "2015-01" or "2015", lengths "P2M", regions codes, known institutions
    the ids they were handed in with.
    """

    field: Field
    value: str
    how: How
    written: str
    row: int
    column: int


@dataclass(frozen=True)
class ReadRow:
    """One row of a sheet: what stood there, what was understood, what is doubtful.

    A person's facts hold those of the rows that continue it, which name it in ``of_row``.
    """

    position: int
    sheet: str
    number: int
    kind: RowKind
    cells: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    of_row: int = 0

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody has to decide, and not only to be told of an assumption."""
        return any(not each.kind.is_assumption for each in self.doubts)

    @property
    def why(self) -> Any:
        """Why the row is no person, or what it is."""
        if self.kind is RowKind.CONTINUATION:
            return filled(marked("More about the person in row %(row)s"), row=self.of_row)
        return self.kind.label

    def values(self, wanted: Field) -> list[str]:
        """What is known in a field, each once."""
        return list(dict.fromkeys(fact.value for fact in self.facts if fact.field is wanted))

    def value(self, wanted: Field) -> str:
        """The first that is known in a field."""
        return next(iter(self.values(wanted)), "")


def packed_row(row: ReadRow) -> dict[str, Any]:
    """A row as JSON keeps it; ``unpacked_row`` undoes it."""
    return {
        "position": row.position,
        "sheet": row.sheet,
        "number": row.number,
        "kind": str(row.kind),
        "cells": list(row.cells),
        "facts": [
            [str(part) if isinstance(part, Labelled) else part for part in each]
            for each in row.facts
        ],
        "doubts": [[str(each.kind), dict(each.values)] for each in row.doubts],
        "of_row": row.of_row,
    }


def unpacked_row(kept: Mapping[str, Any]) -> ReadRow:
    return ReadRow(
        kept["position"],
        kept["sheet"],
        kept["number"],
        RowKind(kept["kind"]),
        tuple(kept["cells"]),
        tuple(_unpacked_fact(each) for each in kept["facts"]),
        tuple(Doubt(DoubtKind(kind), tuple(values.items())) for kind, values in kept["doubts"]),
        kept["of_row"],
    )


def _unpacked_fact(kept: Sequence[Any]) -> Fact:
    which, value, how, *rest = kept
    return Fact(Field(which), value, How(how), *rest)

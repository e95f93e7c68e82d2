"""How each sheet of an import is read, as it is kept beside it. No database, no request."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mori.core.sheets.rules import Row, written
from mori.core.texts.folding import folded

from ..understanding.rules import ColumnGuess, Layout, Why
from ..values.rules import Field

SHOWN = 3  # rows beside each column
MOST_SHOWN = 60  # signs of a cell there
CHOICES = tuple(each for each in Field if each not in (Field.BEFORE, Field.AFTER, Field.KNOWN))


@dataclass(frozen=True)
class SheetPlan:
    """A sheet of a list: its layout, how many rows it has, whether it is read, its first rows."""

    layout: Layout
    row_count: int
    is_left_out: bool = False
    is_hidden: bool = False
    samples: tuple[tuple[str, ...], ...] = ()  # of each column

    @property
    def position(self) -> int:
        return self.layout.position

    @property
    def is_ready(self) -> bool:
        """Whether it can be read: names were found, or it is left out."""
        return self.is_left_out or self.layout.has_names

    def chosen(self, fields: Mapping[int, Field | None], *, is_left_out: bool) -> "SheetPlan":
        """The same with what somebody chose; of what is not kept, nothing is shown either."""
        changed = {
            each.column: fields[each.column]
            for each in self.layout.columns
            if each.column in fields and fields[each.column] is not each.field
        }
        layout = self.layout.with_fields(changed)
        return replace(
            self, layout=layout, is_left_out=is_left_out, samples=_kept(layout, self.samples)
        )


def plan_of(
    layout: Layout, row_count: int, ahead: Sequence[Row], *, is_hidden: bool = False
) -> SheetPlan:
    """A sheet as it is first looked at; a hidden or empty one is left out until somebody asks."""
    first = layout.heading_rows[-1] if layout.heading_rows else 0
    body = [row for row in ahead if row.number > first and any(map(written, row.cells))][:SHOWN]
    samples = tuple(
        tuple(
            written(row.cells[each.column])[:MOST_SHOWN] if each.column < len(row.cells) else ""
            for row in body
        )
        for each in layout.columns
    )
    is_left_out = is_hidden or not body
    return SheetPlan(layout, row_count, is_left_out, is_hidden, _kept(layout, samples))


def _kept(layout: Layout, samples: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        () if guess.field is Field.NOT_KEPT else each
        for guess, each in zip(layout.columns, samples, strict=True)
    )


def remembered(layout: Layout, kept: Mapping[str, str]) -> Layout:
    """A layout with what the office chose for the same headings before."""
    chosen = {int(column): Field(value) if value else None for column, value in kept.items()}
    fresh = layout.with_fields(chosen)
    columns = tuple(
        replace(after, why=Why.BEFORE) if after.field is not before.field else before
        for before, after in zip(layout.columns, fresh.columns, strict=True)
    )
    return replace(layout, columns=columns)


def headings_digest(layout: Layout) -> str:
    """By which a sheet of the same headings is known again; empty where there are none."""
    headings = [" ".join(folded(each.heading).split()) for each in layout.columns]
    if not any(headings):
        return ""
    return hashlib.sha256("\n".join(headings).encode()).hexdigest()[:40]


def fields_kept(layout: Layout) -> dict[str, str]:
    return {str(each.column): str(each.field or "") for each in layout.columns}


def packed_plans(plans: Iterable[SheetPlan]) -> str:
    return json.dumps([_packed(each) for each in plans], ensure_ascii=False)


def _packed(plan: SheetPlan) -> dict[str, Any]:
    layout = plan.layout
    return {
        "position": layout.position,
        "sheet": layout.sheet,
        "columns": [
            [each.column, each.heading, str(each.field or ""), each.sureness, str(each.why)]
            for each in layout.columns
        ],
        "heading_rows": layout.heading_rows,
        "year": layout.year,
        "row_count": plan.row_count,
        "is_left_out": plan.is_left_out,
        "is_hidden": plan.is_hidden,
        "samples": plan.samples,
    }


def unpacked_plans(kept: str) -> list[SheetPlan]:
    return [_unpacked(each) for each in json.loads(kept)]


def _unpacked(kept: Mapping[str, Any]) -> SheetPlan:
    columns = tuple(
        ColumnGuess(column, heading, Field(field) if field else None, sureness, Why(why))
        for column, heading, field, sureness, why in kept["columns"]
    )
    layout = Layout(
        kept["position"], kept["sheet"], columns, tuple(kept["heading_rows"]), kept["year"]
    )
    return SheetPlan(
        layout,
        kept["row_count"],
        kept["is_left_out"],
        kept["is_hidden"],
        tuple(map(tuple, kept["samples"])),
    )

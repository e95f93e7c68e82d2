"""Noting what is written for the rows of a list, so that all of it can be taken back."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..imports.models import Import, ImportRow

UNCOUNTED = frozenset({"revision"})  # which tells that, not what, somebody changed
MADE = 0  # the piece of a record that a row made, with all that belongs to it


def packed(row: Any) -> dict[str, Any]:
    """All columns of a row as JSON has them, but for the count of changes."""
    names = [name for name in row._meta.fields if name not in UNCOUNTED]
    return {name: plain(row.__data__.get(name)) for name in names}


def plain(value: Any) -> Any:
    """A column's value as JSON has it."""
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else value


@dataclass
class Ledger:
    """What is written for some rows of an import."""

    imported: Import
    changes: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)  # of the records
    pieces: Counter[int] = field(default_factory=Counter)
    touched: set[int] = field(default_factory=set)  # alumni

    def piece(self, row: ImportRow) -> int:
        """A number for changes that go or stay by themselves."""
        self.pieces[row.id] += 1
        return self.pieces[row.id]

    def note(self, row: ImportRow, piece: int, made: Any) -> None:
        """A row of a table was added."""
        self._add(row, piece, made, "", json.dumps(packed(made)))

    def note_filled(self, row: ImportRow, filled: Any, after: Mapping[str, Any]) -> None:
        """Columns of a row that was there were filled in; ``filled`` is as it was before."""
        before = {name: plain(filled.__data__.get(name)) for name in after}
        said = json.dumps({name: plain(value) for name, value in after.items()})
        self._add(row, self.piece(row), filled, json.dumps(before), said)

    def _add(self, row: ImportRow, piece: int, target: Any, before: str, after: str) -> None:
        self.changes.append(
            {
                "imported": self.imported.id,
                "row": row.id,
                "piece": piece,
                "table": target._meta.table_name,
                "target": target.id,
                "before": before,
                "after": after,
            }
        )

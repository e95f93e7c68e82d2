"""All that an office holds about an alumnus, as a file hands it over."""

import datetime as dt
from enum import StrEnum
from typing import Any

from ..consents.queries import consents_of, words_of
from ..models import Alumnus
from ..queries import ids_with
from . import queries
from .queries import About

FORMAT = "mori-alumni-1"
# Nothing they would know again: keys of rows, locks, and texts a second time as they are searched.
TECHNICAL = frozenset({"id", "token", "revision", "name_folded", "text_folded"})
# Derived from the record itself, or as much about another person as about them.
NOT_TOLD = frozenset(
    {"alumnus_block", "alumnus_change", "alumnus_merge", "duplicate_pair", "import_block"}
    | {"not_same"}
)
QUOTES_OTHERS = frozenset({("import_row", "why")})  # whom a row was compared with


def held_about(alumnus: Alumnus, at: dt.datetime) -> dict[str, Any]:
    """Each table with rows about somebody, under the names that docs/privacy.md explains."""
    tables = [
        each for each in queries.tables_about(ids_with([alumnus.id])) if each.name not in NOT_TOLD
    ]
    return {
        "format": FORMAT,
        "office": alumnus.office.name,
        "at": at.isoformat(),
        "words": [
            {"to": row.to, "version": row.wording, "text": words_of(row)}
            for row in consents_of(alumnus)
        ],
        "tables": {about.name: _rows(about) for about in reversed(tables)},
    }


def _rows(about: About) -> list[dict[str, Any]]:
    foreign = {field.name for field in about.model._meta.refs}
    told = {"region", "institution", "unit"} & foreign
    left_out = (TECHNICAL | foreign) - told
    return [
        {
            name: queries.name_of(about.model, name, value) if name in told else _plain(value)
            for name, value in row.items()
            if name not in left_out and (about.name, name) not in QUOTES_OTHERS
        }
        for row in queries.rows_of(about)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value

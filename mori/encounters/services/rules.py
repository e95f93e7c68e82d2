"""Cards of common services: what is known of each, from where, and whether the office checked it.

An empty cell is not known: the page says to ask at the counter, and nothing is invented.
"""

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mori.core.words import Labelled, marked

from ..rules import Unit

SERVICES = Path(__file__).with_name("services.csv")


class Kind(Labelled):
    """The three kinds of public services of UU 25/2009."""

    ADMINISTRATIVE = "administrative", marked("administrative")
    SERVICE = "service", marked("public service")
    GOODS = "goods", marked("public goods")


@dataclass(frozen=True)
class Card:
    """A row of ``services.csv``."""

    code: str
    kind: Kind
    names: Mapping[str, str]
    requirements: Mapping[str, str]
    promise: int | None
    unit: Unit | None
    fee: int | None
    basis: str
    source: str
    dated_on: dt.date
    is_checked: bool


@cache
def cards() -> tuple[Card, ...]:
    with SERVICES.open(encoding="utf-8", newline="") as file:
        return tuple(_card(row) for row in csv.DictReader(file))


def _card(row: dict[str, str]) -> Card:
    return Card(
        row["code"],
        Kind(row["kind"]),
        {"id": row["name_id"], "en": row["name_en"]},
        {"id": row["requirements_id"], "en": row["requirements_en"]},
        int(row["promise"]) if row["promise"] else None,
        Unit(row["unit"]) if row["unit"] else None,
        int(row["fee"]) if row["fee"] else None,
        row["basis"],
        row["source"],
        dt.date.fromisoformat(row["dated_on"]),
        row["is_checked"] == "yes",
    )


def card_named(code: str) -> Card | None:
    return next((each for each in cards() if each.code == code), None)

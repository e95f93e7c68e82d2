"""What alumni may offer and take part in. No database, no request."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

NETWORK_NAME = "Sahabat Ombudsman Plus"  # where an office has not said otherwise
NETWORK_MOST = 60

Of = Literal["offer", "activity"]


class Kind(NamedTuple):
    """A kind of offer or activity, from kinds.csv."""

    code: str
    id: str
    en: str

    def label(self, locale: str) -> str:
        return self.id if locale == "id" else self.en


@cache
def kinds(of: Of) -> Mapping[str, Kind]:
    """The kinds there are, by their codes and in their order."""
    text = (Path(__file__).parent / "kinds.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["of"] == of]
    return {row["code"]: Kind(row["code"], row["id"], row["en"]) for row in rows}


def kind_label(of: Of, code: str, locale: str) -> str:
    """What a kind is called; its code, once the file no longer has it."""
    kind = kinds(of).get(code)
    return kind.label(locale) if kind else code

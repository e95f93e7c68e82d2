"""Why an office warns somebody or ends an internship, from reasons.csv."""

import csv
from functools import cache
from pathlib import Path

from .rules import ProceedingKind

FILE = Path(__file__).parent / "reasons.csv"


@cache
def _rows() -> dict[str, dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def reasons_for(kind: ProceedingKind, language: str) -> list[tuple[str, str]]:
    """Code and words of each reason of a kind, in the order of the file."""
    return [(code, row[language]) for code, row in _rows().items() if kind in row["for"].split()]


def reason_named(code: str, language: str) -> str:
    """A reason in words; one that the file lists no longer by its code."""
    return _rows().get(code, {}).get(language, code)

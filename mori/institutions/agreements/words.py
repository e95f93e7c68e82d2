"""What an agreement may be for, from scopes.csv."""

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "scopes.csv"
INTERNSHIP = "internship"


@cache
def scopes() -> dict[str, dict[str, str]]:
    """Code → its name by language, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: {"id": row["id"], "en": row["en"]} for row in csv.DictReader(file)}


def scope_named(code: str, language: str) -> str:
    """A scope in words; one that the file lists no longer by its code."""
    return scopes().get(code, {}).get(language, code)

"""How letters are worded where an office has said nothing: from texts.csv."""

import csv
from functools import cache
from pathlib import Path

from .rules import LetterKind

FILE = Path(__file__).parent / "texts.csv"


@cache
def standard_texts() -> dict[str, dict[str, str]]:
    """Kind → its text by language."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["kind"]: {"id": row["id"], "en": row["en"]} for row in csv.DictReader(file)}


def standard_text(kind: LetterKind, locale: str) -> str:
    return standard_texts()[kind.value].get(locale, standard_texts()[kind.value]["id"])

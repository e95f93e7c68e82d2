"""A part of an office's alumni, as an address says it: what the directory is narrowed to."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

WORD_MOST = 80
NONE = "-"  # as a year or a province: those of whom none is known
NAMES = {  # of a part → in an address
    "word": "cari",
    "province": "provinsi",
    "region": "daerah",
    "institution": "lembaga",
    "year": "tahun",
    "unit": "unit",
    "skill": "keahlian",
    "now_at": "di",
}


@dataclass(frozen=True)
class Segment:
    """What alumni are narrowed to; empty is any.

    Provinces and regions by code, institutions and units by key, years as "2015" or "2015-2018".
    """

    word: str = ""
    province: str = ""
    region: str = ""
    institution: str = ""
    year: str = ""
    unit: str = ""
    skill: str = ""
    now_at: str = ""

    @classmethod
    def from_args(cls, args: Mapping[str, Any]) -> "Segment":
        """As an address or a form says it; nonsense finds nobody, and does no harm."""
        said = {part: str(args.get(name) or "") for part, name in NAMES.items()}
        return cls(**{part: " ".join(text.split())[:WORD_MOST] for part, text in said.items()})

    def as_args(self) -> dict[str, str]:
        """The same for an address; what is empty is left out."""
        said = {NAMES[each.name]: getattr(self, each.name) for each in fields(self)}
        return {name: text for name, text in said.items() if text}

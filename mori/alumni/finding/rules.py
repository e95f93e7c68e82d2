"""By what alumni are found, and by whom. No database, no request."""

import re
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from mori.core.texts.folding import folded
from mori.core.words import Labelled, marked

from ..likeness.rules import name_words, skeleton
from ..rules import PURPOSES, Agreed, Record

VALUE_MOST = 60
BESIDE = "0"  # between what is heard and the word; no letter, and no sign that sorting passes over
FIRST_YEAR, LAST_YEAR = "1900", "2999"
Facets = set[tuple[int, Any, str, bool, str, int]]  # office, kind, value, shown, name, alumnus


class FacetKind(Labelled):
    """What alumni are looked for by."""

    ALL = "all", marked("Everybody")
    STATE = "state", marked("State")
    WORD = "word", marked("A word of the name")
    SOUND = "sound", marked("A word of the name, by ear")
    PROVINCE = "province", marked("Province")
    REGION = "region", marked("Regency or city")
    INSTITUTION = "campus", marked("Campus or school")
    YEAR = "year", marked("Year")
    UNIT = "unit", marked("Unit")
    SKILL = "skill", marked("Skill")
    NOW_AT = "now_at", marked("Where they are now")
    AGREED = "agreed", marked("What they agreed to")
    LACKS = "lacks", marked("What is not known")


def found_by(record: Record) -> dict[tuple[FacetKind, str], bool]:
    """What finds an alumnus → whether it finds them for others than the office's own records."""
    shown = record.shown
    is_listed = record.agrees_to(Agreed.DIRECTORY)
    found = {(FacetKind.ALL, ""): is_listed, (FacetKind.STATE, str(record.state)): False}
    for word in name_words(record.name):
        found[FacetKind.WORD, word] = is_listed
        found[FacetKind.SOUND, f"{skeleton(word)}{BESIDE}{word}"[:VALUE_MOST]] = is_listed
    for purpose in record.agreed & PURPOSES:
        found[FacetKind.AGREED, str(purpose)] = is_listed and record.agrees_to(purpose)
    for kind, field, values in (
        (FacetKind.PROVINCE, Agreed.REGION, [record.region_code[:2]]),
        (FacetKind.REGION, Agreed.REGION, [record.region_code]),
        (FacetKind.INSTITUTION, Agreed.INSTITUTION, map(str, record.institution_ids)),
        (FacetKind.YEAR, Agreed.YEARS, map(str, record.years)),
        (FacetKind.UNIT, Agreed.UNIT, [str(number) for number, _name in record.units if number]),
        (FacetKind.SKILL, Agreed.SKILLS, map(folded, record.skills)),
        (FacetKind.NOW_AT, Agreed.NOW_AT, words_in(*record.now_at)),
    ):
        found |= {(kind, value[:VALUE_MOST]): field in shown for value in values if value}
    return found | _lacking(record, is_listed=is_listed)


def _lacking(record: Record, *, is_listed: bool) -> dict[tuple[FacetKind, str], bool]:
    """What the office does not know of somebody, and what others are not shown."""
    known = {"year": bool(record.years), "region": bool(record.region_code)}
    fields = {"year": Agreed.YEARS, "region": Agreed.REGION}
    found = {(FacetKind.LACKS, name): False for name, is_known in known.items() if not is_known}
    for name, is_known in known.items():
        if is_listed and not (is_known and fields[name] in record.shown):
            found[FacetKind.LACKS, f"shown_{name}"] = True
    return found


def lacking(name: str, *, shown: bool) -> "Term":
    """Those without a year or a region: at all, or shown to others."""
    return Term(FacetKind.LACKS, (f"shown_{name}" if shown else name,))


def words_in(*texts: str) -> set[str]:
    return {word for text in texts for word in re.findall(r"\w+", folded(text))}


@dataclass(frozen=True)
class Term:
    """What alumni are looked for by: one of some values, or one from ``low`` to before ``high``."""

    kind: FacetKind
    values: tuple[str, ...] = ()
    low: str = ""
    high: str = ""

    @property
    def is_single(self) -> bool:
        """Whether it finds nobody twice, and in the order of names."""
        return len(self.values) == 1


EVERYBODY = Term(FacetKind.ALL, ("",))


def in_years(said: str) -> Term | None:
    """A year or a span of them ("2015", "2015-2018", "-2018"); None where none is said."""
    found = re.fullmatch(r"(\d{4})?\s*[-–]\s*(\d{4})?|(\d{4})", said.strip())
    if not found or not any(found.groups()):
        return None
    first, last, only = found.groups()
    if only or first == last:
        return Term(FacetKind.YEAR, (only or first,))
    first, last = sorted((first or FIRST_YEAR, last or LAST_YEAR))
    return Term(FacetKind.YEAR, low=first, high=str(int(last) + 1))


def beginning(kind: FacetKind, word: str) -> Term:
    """A word and those that begin with it; one or two letters stand for themselves."""
    high = _behind(word)
    if len(word) < 3 or not high:
        return Term(kind, (word[:VALUE_MOST],))
    return Term(kind, low=word[:VALUE_MOST], high=high)


def _behind(word: str) -> str:
    """What comes next after all words that begin with one, in whatever order a database keeps.

    Empty where that cannot be said with letters and digits alone.
    """
    bare = word[:VALUE_MOST].rstrip("z")
    if not bare or not (bare.isascii() and bare.isalnum()):
        return ""
    last = "a" if bare[-1] == "9" else chr(ord(bare[-1]) + 1)
    return bare[:-1] + last


def heard_as(word: str) -> Term:
    """The words that are heard as one is."""
    heard = skeleton(word)
    return Term(FacetKind.SOUND, low=f"{heard}{BESIDE}", high=f"{heard}1")


def slips_of(word: str) -> set[str]:
    """All words one slip away: a letter more, less, other, or two that changed places."""
    if not 4 <= len(word) <= 20:
        return set()
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = {head + tail[1:] for head, tail in halves if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in halves if len(tail) > 1}
    other = {head + each + tail[1:] for head, tail in halves if tail for each in ascii_lowercase}
    more = {head + each + tail for head, tail in halves for each in ascii_lowercase}
    return (less | swapped | other | more) - {word}

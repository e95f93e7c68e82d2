"""What institutions may be, and how alike two of their names are. No database, no request."""

import re
from collections.abc import Iterable, Set
from enum import StrEnum
from functools import lru_cache

from mori.core.words import Labelled, marked


class InstitutionState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


MOVES = {"confirm": ({InstitutionState.PROPOSED}, InstitutionState.CONFIRMED)}


CONTACT = "institution_contact"  # the kind of row, as links name it


class ContactRole(Labelled):
    """Whom an office calls: the lecturer or teacher, the task force against violence, careers."""

    SUPERVISOR = "supervisor", marked("Campus or school supervisor")
    SATGAS = "satgas", marked("Satgas PPKPT")
    CAREER = "career", marked("Career office")
    OTHER = "other", marked("Other")


NEAR = 0.5  # names at least so alike are shown to whoever types one of them
NEW = "new "  # before the folded name of what is to be proposed

SHORT = {
    "univ": "universitas",
    "unv": "universitas",
    "poltek": "politeknik",
    "poltekkes": "politeknik kesehatan",
    "inst": "institut",
    "smkn": "smk negeri",
    "sman": "sma negeri",
    "mtsn": "mts negeri",
    "man": "ma negeri",
    "n": "negeri",
    "stikes": "sekolah tinggi ilmu kesehatan",
    "stie": "sekolah tinggi ilmu ekonomi",
    "stih": "sekolah tinggi ilmu hukum",
    "kab": "kabupaten",
    "kemen": "kementerian",
}
# Words that half of all names have say little about which one is meant.
COMMON = frozenset(
    ("universitas", "politeknik", "institut", "sekolah", "tinggi", "negeri", "smk", "sma", "ma")
    + ("akademi", "kementerian", "dinas", "komunitas", "university", "school", "of", "the")
)
KINDS = frozenset({"universitas", "politeknik", "institut", "smk", "sma", "akademi"})


@lru_cache(4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, in full where a short form is known: Univ. → universitas."""
    found = re.findall(r"\w+", name.casefold())
    return tuple(word for each in found for word in SHORT.get(each, each).split())


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1: by their rare words, or by one's initials.

    What differs in a number (SMK Negeri 3 and 5) or kind (university, school) is another place.
    """
    mine, theirs = words_of(one), words_of(other)
    if mine == theirs:
        return 1.0
    if _are_initials(mine, theirs) or _are_initials(theirs, mine):
        return 0.9
    if _differ(_numbers(mine), _numbers(theirs)) or _differ(KINDS & {*mine}, KINDS & {*theirs}):
        return 0.0
    return _dice(_trigrams(_rare(mine)), _trigrams(_rare(theirs)))


def _are_initials(short: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """ULM of Universitas Lambung Mangkurat, with or without more behind it."""
    return bool(short) and len(short[0]) > 1 and short[0] == "".join(w[0] for w in words)


def _numbers(words: Iterable[str]) -> set[str]:
    return {word for word in words if word.isdecimal()}


def _differ(mine: Set[str], theirs: Set[str]) -> bool:
    return bool(mine and theirs and mine != theirs)


def _rare(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in COMMON) or words


def _trigrams(words: Iterable[str]) -> set[str]:
    return {f" {word} "[n : n + 3] for word in words for n in range(len(word))}


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0

"""How alike two titles are, by the stems of their words. No database."""

import re
from collections.abc import Mapping, Set

from mori.core.texts.folding import folded

ALIKE = 0.3  # of pairs that were tried, those that meant the same had 0.40 and more, others 0.17
RAREST = 5  # words by which neighbours are looked for
SHORTEST = 3
WORD = re.compile(r"[a-z0-9]+")
PREFIXES = (
    *("meng", "meny", "peng", "peny", "mem", "men", "pem", "pen", "per", "ber", "ter"),
    *("me", "pe", "be", "di", "ke", "se"),
)
SUFFIXES = ("nya", "kan", "an", "i")
LOST = re.compile("^[kpst](?=[aeiou])")  # which meN- and peN- swallow: tunda, menunda
COMMON = frozenset(
    (
        *("yang", "dan", "dari", "pada", "untuk", "dengan", "dalam", "terhadap", "oleh", "atas"),
        *("sebagai", "secara", "antara", "bagi", "para", "studi", "kasus", "analisis", "tinjauan"),
        *("pengaruh", "peran", "kajian", "tentang", "sebuah", "suatu", "guna", "melalui", "serta"),
        *("the", "and", "for", "study", "case", "analysis"),
    )
)


def stem(word: str) -> str:
    """A word without its commonest affixes: pelayanan and layanan are one."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
            word = word.removesuffix(suffix)
            break
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST:
            word = word.removeprefix(prefix)
            break
    return LOST.sub("", word)[:40] if len(word) > SHORTEST else word


def stems(text: str) -> frozenset[str]:
    """What a title says, without what every title says."""
    words = WORD.findall(folded(text))
    return frozenset(stem(word) for word in words if len(word) >= SHORTEST and word not in COMMON)


def likeness(one: Set[str], other: Set[str]) -> float:
    """How many of their stems two titles share, between 0 and 1."""
    both = one | other
    return len(one & other) / len(both) if both else 0.0


def rarest(counts: Mapping[str, int], most: int = RAREST) -> list[str]:
    """The rarest of the stems that stand anywhere at all."""
    known = [word for word, count in counts.items() if count]
    return sorted(known, key=lambda word: (counts[word], word))[:most]

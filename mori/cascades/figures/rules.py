"""How many people were taught, as far as that can be said. No database, no request.

Never one figure. Who was at two teachings is one person, and nobody asks an audience for its names:
so what is known are two bounds. A crowd is a group that met once or several times ("the same as on
5 February"): all of it was at one of its teachings, and whoever else came to another was named
there. Nothing else is taken for granted: crowds may share people.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from ..rules import EvidenceLevel


class Taught(NamedTuple):
    """A teaching, as far as people are counted."""

    id: int
    crowd: int  # of all that name each other as the same
    heads: int
    known: frozenset[int]  # people with a record who were there, merged ones as one
    evidence: EvidenceLevel = EvidenceLevel.SAID
    level: int = 2
    region_id: int = 0
    is_counted: bool = True  # one that is withdrawn, or not sent, counts only for its crowd


class Figures(NamedTuple):
    """What the five are made of."""

    sessions: int = 0
    attendances: int = 0
    known: int = 0
    largest: int = 0  # heads at one teaching
    unnamed_most: int = 0  # people whom nobody knows, at most: this adds up over trees

    @property
    def at_least(self) -> int:
        return max(self.known, self.largest)

    @property
    def at_most(self) -> int:
        return self.known + self.unnamed_most

    @property
    def five(self) -> tuple[int, int, int, int, int]:
        """Always together: sessions, attendances, people known, at least, at most."""
        return self.sessions, self.attendances, self.known, self.at_least, self.at_most


NONE = Figures()


def figures_of(taught: Collection[Taught], among: Collection[Taught] = ()) -> Figures:
    """Of some teachings; ``among`` are all of their tree, where these are a part of it."""
    return Figures(
        len(taught),
        sum(each.heads for each in taught),
        len(frozenset[int]().union(*(each.known for each in taught))),
        max((each.heads for each in taught), default=0),
        _unnamed_most(taught, among or taught),
    )


def together(trees: Iterable[Figures], known: int) -> Figures:
    """Of several trees; ``known`` are all whom any of them knows, each once."""
    found = list(trees)
    return Figures(
        sum(each.sessions for each in found),
        sum(each.attendances for each in found),
        known,
        max((each.largest for each in found), default=0),
        sum(each.unnamed_most for each in found),
    )


def _unnamed_most(taught: Collection[Taught], among: Collection[Taught]) -> int:
    """Of each crowd the largest remainder that nobody named.

    Where some of a crowd's teachings are left out, all of it may have been at one of those: then no
    more than were counted here, and no more than ever came at once.
    """
    parts, wholes = _by_crowd(taught), _by_crowd(among)
    return sum(_of_crowd(parts[crowd], wholes[crowd]) for crowd in parts)


def _of_crowd(part: list[Taught], whole: list[Taught]) -> int:
    remainders = [_remainder(each) for each in part]
    if len(part) == len(whole):
        return max(remainders)
    return min(sum(remainders), max(each.heads for each in whole))


def _remainder(taught: Taught) -> int:
    return max(taught.heads - len(taught.known), 0)


def _by_crowd(taught: Iterable[Taught]) -> dict[int, list[Taught]]:
    found: dict[int, list[Taught]] = defaultdict(list)
    for each in taught:
        found[each.crowd].append(each)
    return found


def crowds(links: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """Of (id, the id it says is the same crowd or None): to which crowd each belongs.

    A crowd is called by its smallest id, whichever way it was linked.
    """
    head: dict[int, int] = {}

    def found(number: int) -> int:
        while head.setdefault(number, number) != number:
            head[number] = number = head[head[number]]
        return number

    for number, other in links:
        one, two = sorted((found(number), found(other or number)))
        head[two] = one
    return {number: found(number) for number in head}


class Cut(NamedTuple):
    """Which teachings of a tree some figures are of."""

    evidence: EvidenceLevel  # this or better
    level: int = 0  # 0: all
    region_id: int = 0  # 0: all


def figures_by_cut(tree: Collection[Taught]) -> dict[Cut, Figures]:
    """All figures of a tree: of the whole, of each level and of each region, by evidence."""
    found: dict[Cut, list[Taught]] = defaultdict(list)
    for each in tree:
        if not each.is_counted:
            continue
        for evidence in EvidenceLevel:
            if each.evidence >= evidence:
                found[Cut(evidence)].append(each)
                found[Cut(evidence, level=each.level)].append(each)
                found[Cut(evidence, region_id=each.region_id)].append(each)
    return {cut: figures_of(part, tree) for cut, part in found.items()}

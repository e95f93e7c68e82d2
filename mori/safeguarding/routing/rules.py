"""Who is called for somebody's alert, in which order, and who never. No database, no request."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from mori.core.words import Labelled, marked

EASTERNMOST = "Asia/Jayapura"  # where a day, and so a relation, begins first


def today_anywhere(at: dt.datetime) -> dt.date:
    return at.astimezone(ZoneInfo(EASTERNMOST)).date()


class RelationKind(Labelled):
    """Why somebody is related to a person: a hard one is never told, a soft one is told last."""

    SUPERVISOR = "supervisor", marked("Supervises them, or did"), True
    PRIVATE = "private", marked("They asked that this person does not learn of it"), True
    NAMED = "named", marked("It is said to be about them"), True
    APPROVED = "approved", marked("Decided on an entry of theirs once"), False
    CHECKED = "checked", marked("Entered their attendance once"), False

    is_hard: bool

    def __init__(self, value: str, english: str, is_hard: bool) -> None:
        self.is_hard = is_hard


HARD = frozenset(kind for kind in RelationKind if kind.is_hard)
SOFT = frozenset(RelationKind) - HARD
# What an office knows of itself. What somebody alone has said moves nothing that others see.
KNOWN_TO_OFFICE = frozenset({RelationKind.SUPERVISOR})


@dataclass(frozen=True)
class Ties:
    """By what a person is tied to others: relations, and the unit of today with all who lead it."""

    related: frozenset[tuple[int, RelationKind]] = frozenset()
    beside: frozenset[int] = frozenset()

    def of(self, kinds: Collection[RelationKind]) -> frozenset[int]:
        return frozenset(other for other, kind in self.related if kind in kinds)

    @property
    def hard(self) -> frozenset[int]:
        return self.of(HARD) | self.beside

    @property
    def known_to_office(self) -> frozenset[int]:
        return self.of(KNOWN_TO_OFFICE) | self.beside


class Related(NamedTuple):
    """Who is related to a person in one way, as one source says."""

    person: int
    others: tuple[int, ...]
    kind: RelationKind
    from_on: dt.date
    until_on: dt.date | None
    source: str


class InUnit(NamedTuple):
    """Somebody is in a unit from one day to another."""

    person: int
    unit: int
    from_on: dt.date
    until_on: dt.date


class Rung(StrEnum):
    """Whom a step of the ladder calls."""

    FIRST = "first"
    SECOND = "second"
    OFFICERS = "officers"
    HEAD = "head"
    EVERYONE = "everyone"


class Officer(NamedTuple):
    """Somebody who is called for help, as an officer or a head of one office, at a moment."""

    person: int
    office: int | None
    is_head: bool = False
    unit: int | None = None
    is_on_duty: bool = True  # of this office; where it has declared no hours, every officer is
    is_national: bool = False  # on the nation's duty
    is_reachable: bool = True


class Whose(NamedTuple):
    """Which alert it is, and whose: of the two of whom it may be one, both."""

    key: str
    people: Collection[int]
    office: int | None


@dataclass(frozen=True)
class Caller:
    """What is known of whoever calls, or of the two of whom it may be one."""

    office: int | None
    excluded: frozenset[int] = frozenset()  # never told, and themselves
    soft: frozenset[int] = frozenset()  # told last of their office
    chosen: frozenset[int] = frozenset()  # told first, soft or not
    last: int | None = None  # handled the alert last: told of it again first
    closed: frozenset[int] = frozenset()  # offices none of whose own may learn of it


class Route(NamedTuple):
    """Whom each rung of the ladder calls, and everybody in their order."""

    first: tuple[int, ...] = ()
    second: tuple[int, ...] = ()
    officers: tuple[int, ...] = ()
    head: tuple[int, ...] = ()
    everyone: tuple[int, ...] = ()
    all: tuple[int, ...] = ()

    def called(self, rung: Rung) -> tuple[int, ...]:
        called: tuple[int, ...] = getattr(self, rung.value)
        return called


def eligible(officers: Iterable[Officer], caller: Caller) -> list[Officer]:
    """Who may be told: in a closed circle the nation's duty, or whoever else is elsewhere.

    Where nobody elsewhere can be reached, the office's own who are not excluded: better than
    nobody.
    """
    left = [officer for officer in officers if officer.person not in caller.excluded]
    if not caller.closed:
        return left
    inside = {officer.person for officer in left if officer.office in caller.closed}
    outside = [officer for officer in left if officer.person not in inside]
    national = [officer for officer in outside if officer.is_national]
    return next((group for group in (national, outside) if hears(group)), left)


def hears(officers: Iterable[Officer]) -> bool:
    """Whether a call to these would reach anybody."""
    return any(officer.is_reachable for officer in officers)


def route(officers: Sequence[Officer], caller: Caller) -> Route:
    """The order in which officers are called: empty only if nobody is left anywhere.

    They are given in the order of their duty, else of their appointment.
    """
    ranked = in_order(officers, caller)
    everybody = _people(ranked)
    if not everybody:
        return Route()
    both = everybody[:1] + _second(ranked)
    here = [officer for officer in ranked if officer.office == caller.office]
    officers_here = _people(each for each in here if not each.is_head)
    heads = _people(each for each in here if each.is_head)
    nation = [each for each in ranked if each.is_national]
    national = _people(nation)
    elsewhere = _people(each for each in ranked if each.office != caller.office)
    beyond = national if hears(nation) else elsewhere[:1] or national
    wide = _once(both, officers_here, heads, national)
    return Route(
        first=everybody[:1],
        second=_second(ranked) or everybody[:1],
        officers=_once(both, officers_here),
        head=heads or beyond or everybody[:1],
        everyone=wide if len(wide) > len(both) else everybody,
        all=everybody,
    )


def in_order(officers: Iterable[Officer], caller: Caller) -> list[Officer]:
    """Everybody who may be told, as they are called; each may stand there for several offices."""
    left = eligible(officers, caller)
    is_staffed = any(_is_ours(each, caller) and each.is_on_duty for each in left)
    return sorted(left, key=lambda officer: _rank(officer, caller, is_staffed=is_staffed))


def _is_ours(officer: Officer, caller: Caller) -> bool:
    return officer.office == caller.office and not officer.is_head


def _rank(officer: Officer, caller: Caller, *, is_staffed: bool) -> tuple[Any, ...]:
    """Whoever cannot be reached is passed over, whoever they are."""
    tier = _tier(officer, caller, is_staffed=is_staffed)
    is_chosen = officer.person in caller.chosen
    return (
        not officer.is_reachable,
        officer.person != caller.last,
        tier if not (is_chosen and officer.is_on_duty) else -1,
        not is_chosen,
        officer.person in caller.soft,
    )


def _tier(officer: Officer, caller: Caller, *, is_staffed: bool) -> int:
    """The office's own on duty, others on duty, whoever is not: the nation first if none is here.

    A head is called before their time only where no officer is left.
    """
    if _is_ours(officer, caller) and officer.is_on_duty:
        return 0
    if officer.is_national:
        return 2 if is_staffed else 1
    if officer.is_head:
        return 5 if officer.office == caller.office else 6
    if officer.is_on_duty:
        return 1 if is_staffed else 2
    return 3 if officer.office == caller.office else 4


def _second(ranked: Sequence[Officer]) -> tuple[int, ...]:
    """The next who is of another unit than the first; if there is none, the next."""
    first = ranked[0]
    others = [each for each in ranked if each.person != first.person]
    apart = [each for each in others if each.is_reachable and are_apart(first, each)]
    return _people(apart[:1] or others[:1])


def are_apart(one: Officer, other: Officer) -> bool:
    """Whether two are of different units; who belongs to none stands beside none."""
    return one.unit is None or one.unit != other.unit


def _people(officers: Iterable[Officer]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(officer.person for officer in officers))


def _once(*groups: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(person for group in groups for person in group))

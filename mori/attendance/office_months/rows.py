"""What a month of an office is made of, piece by piece and put together. No database."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mori.placements.rules import InternKind

from ..rules import AttendanceKind, Stretch
from ..terms.rules import Terms, TermsOf, programme_folded


class Piece(NamedTuple):
    """A row of one of the queries in queries.py; ``of`` says which. The columns that it has no use
    for are None or empty, and are not read.
    """

    of: str
    placement_id: int
    key: str  # of the placement, unit or attendance
    said: str  # a name, a verb or a kind
    kind: str
    programme: str
    day: dt.date
    last: dt.date
    since: dt.datetime
    until: dt.datetime | None
    confirmed_at: dt.datetime | None
    days: int | None
    excused_days: int | None
    weekly_hours: int | None


class Recorded(NamedTuple):
    """What was recorded of a day, as far as a month needs it."""

    key: str
    kind: AttendanceKind
    checked_in_at: dt.datetime | None
    checked_out_at: dt.datetime | None
    confirmed_at: dt.datetime | None


class UnitStay(NamedTuple):
    key: str
    short: str


@dataclass
class Stay:
    """An intern's placement with all that is known of its days."""

    key: str
    name: str
    kind: InternKind
    programme: str
    first: dt.date
    last: dt.date
    units: list[UnitStay] = field(default_factory=list)  # of the month
    days: dict[dt.date, Recorded] = field(default_factory=dict)
    away: dict[dt.date, list[Stretch]] = field(default_factory=dict)
    events: list[tuple[dt.datetime, str]] = field(default_factory=list)  # in no order
    in_charge: list[tuple[dt.date, dt.date]] = field(default_factory=list)  # the supervisor asking

    def is_in_charge_on(self, day: dt.date) -> bool:
        """Whether the supervisor who asks looks after the intern on a day."""
        return any(first <= day <= last for first, last in self.in_charge)


def graces_in(pieces: Iterable[Piece]) -> list[tuple[dt.date, int]]:
    return sorted((each.day, each.days or 0) for each in pieces if each.of == "grace")


def terms_in(pieces: Iterable[Piece]) -> TermsOf:
    return {
        (InternKind(each.kind), programme_folded(each.programme)): Terms(
            each.days, each.excused_days, each.weekly_hours
        )
        for each in pieces
        if each.of == "terms"
    }


def stays_in(pieces: Sequence[Piece], first: dt.date, last: dt.date) -> Iterable[Stay]:
    """Each internship with its days, and its units between two days."""
    found = {
        each.placement_id: Stay(
            each.key, each.said, InternKind(each.kind), each.programme, each.day, each.last
        )
        for each in pieces
        if each.of == "stay"
    }
    for each in pieces:
        stay = found.get(each.placement_id)
        if stay and (each.of != "unit" or each.day <= last and each.last >= first):
            _add(stay, each)
    return found.values()


def _add(stay: Stay, each: Piece) -> None:
    match each.of:
        case "unit":
            stay.units.append(UnitStay(each.key, each.said))
        case "day":
            kind = AttendanceKind(each.kind)
            times = (each.since, each.until, each.confirmed_at)
            stay.days[each.day] = Recorded(each.key, kind, *times)
        case "away" if each.until:
            stay.away.setdefault(each.day, []).append((each.since, each.until))
        case "in_charge":
            stay.in_charge.append((each.day, each.last))
        case "event":
            stay.events.append((each.since, each.said))

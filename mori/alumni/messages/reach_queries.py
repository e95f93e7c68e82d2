"""Whom a message may be meant for, and how many it reaches as of now."""

from collections import Counter
from typing import Any, NamedTuple

from peewee import Case, fn

from ..directory import queries as directory
from ..directory.segments import Segment
from ..finding.models import AlumnusFacet
from ..finding.queries import people_found
from ..finding.rules import FacetKind
from ..models import Alumnus, AlumnusContact
from ..rules import ANSWERED, Agreed, ContactKind
from .rules import ENDED, LEFT_OUT, LISTED_AT_ONCE, Outcome

EVERY = 10**6  # more alumni than any office has


def candidates(
    office_id: int,
    segment: Segment,
    purpose: Agreed,
    after_id: int = 0,
    limit: int = LISTED_AT_ONCE,
) -> list[int]:
    """Ids, by id, of those a message may be meant for.

    Without a segment: all who agreed to the purpose, also those who are not in the directory.
    Whoever is picked out by something is picked out by what they let others see.
    """
    if segment != Segment():
        return directory.ids_in(office_id, segment, purpose, after_id=after_id, limit=limit)
    found = (
        Alumnus.select(Alumnus.id)
        .join(
            AlumnusFacet,
            on=(AlumnusFacet.alumnus == Alumnus.id)
            & (AlumnusFacet.kind == FacetKind.AGREED)
            & (AlumnusFacet.value == str(purpose)),
        )
        .where(
            Alumnus.office == office_id,
            Alumnus.id > after_id,
            Alumnus.state.in_(sorted(ANSWERED)),
        )
        .order_by(Alumnus.id)
        .limit(limit)
    )
    return [row.id for row in found]


class Reach(NamedTuple):
    """How many a message reaches as of now, and how many of the same it does not, by why."""

    reached: int
    left_out: list[tuple[Outcome, int]]


def reach(office_id: int, segment: Segment, purpose: Agreed) -> Reach:
    """The same as ``left_out`` says of each, counted for all at once."""
    search = directory.search_in(office_id, segment, shown=False)
    found = people_found(office_id, search.terms, search.counted, shown=False, limit=None)
    known = {number for _name, number in found}
    agreed = set(candidates(office_id, segment, purpose, limit=EVERY))
    unused = _unused(office_id)
    mails = _mails(office_id)
    counts: Counter[Outcome | None] = Counter()
    for number in known | agreed:
        if number in unused:
            counts[unused[number]] += 1
        elif number not in agreed:
            counts[Outcome.NO_CONSENT] += 1
        else:
            counts[_by_mail(mails.get(number))] += 1
    return Reach(counts[None], [(each, counts[each]) for each in LEFT_OUT if counts[each]])


def _by_mail(is_reachable: bool | None) -> Outcome | None:
    if is_reachable is None:
        return Outcome.NO_ADDRESS
    return None if is_reachable else Outcome.BOUNCED


def _unused(office_id: int) -> dict[int, Outcome]:
    """Who is written to for nothing, whatever they agreed to, and why."""
    rows = Alumnus.select(
        Alumnus.id, Alumnus.merged_into, Alumnus.state, Alumnus.is_restricted
    ).where(Alumnus.office == office_id, Alumnus.is_restricted | Alumnus.state.in_(list(ENDED)))
    found: dict[int, Outcome] = {}
    for row in rows:
        if row.merged_into_id is None:
            found[row.id] = ENDED.get(row.state, Outcome.RESTRICTED)
        elif row.is_restricted:
            found.setdefault(row.merged_into_id, Outcome.RESTRICTED)
    return found


def _mails(office_id: int) -> dict[int, bool]:
    """Who has a mail address, by whom they are shown as → whether one of them takes mail."""
    shown_as = fn.COALESCE(Alumnus.merged_into, Alumnus.id)
    taking = fn.MAX(Case(None, [(AlumnusContact.bounced_at.is_null(), AlumnusContact.id)]))
    rows: Any = (
        Alumnus.select(shown_as, taking)
        .join(AlumnusContact)
        .where(Alumnus.office == office_id, AlumnusContact.kind == ContactKind.MAIL)
        .group_by(shown_as)
    )
    return {number: bool(one) for number, one in rows.tuples()}

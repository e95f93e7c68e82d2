"""What placements add to the pages of institutions."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from mori.institutions.agreements.models import Agreement
from mori.institutions.agreements.queries import agreement_for, scopes_of
from mori.institutions.agreements.words import INTERNSHIP
from mori.institutions.models import Institution
from mori.institutions.queries import ids_with, institution_by_id
from mori.web import asked
from mori.web.asked import after, next_page

from . import institution_queries as queries
from .models import Placement


def counted(ids: Collection[int]) -> dict[int, dict[str, int]]:
    """For the list: how many placements each has, if any."""
    counts = queries.counts_by_institution(ids) if ids else {}
    return {row: {"placed": count} for row, count in counts.items()}


def listed(ids: Collection[int]) -> dict[str, Any]:
    """For the page of one: who came from there, the latest first."""
    found = queries.placements_from(ids, after(dt.date.fromisoformat, int))
    shown, more = next_page(found, queries.PAGE, lambda row: (row.ends_on, row.id))
    return {"placements": shown, "more": more}


def moving(ids: Collection[int]) -> dict[str, Any]:
    """For a merge: how many will be shown under another name."""
    return {"moving_placements": sum(queries.counts_by_institution(ids).values())}


def begun_under(agreement: Agreement) -> dict[str, Any] | None:
    """For an agreement on internships: how many began this year while it counts."""
    quotas, year = scopes_of(agreement.id), asked.today().year
    if INTERNSHIP not in quotas:
        return None
    first = max(agreement.begins_on, dt.date(year, 1, 1))
    last = min(agreement.ends_on, dt.date(year, 12, 31))
    institution = agreement.institution.standing
    begun = queries.begun_from(ids_with(institution), first, last) if first <= last else 0
    return {"begun": begun, "quota": quotas[INTERNSHIP], "year": year}


def agreement_at_placing(institution: Institution | None, last: dt.date | None) -> dict[str, Any]:
    """While somebody is placed: under which agreement, and whether it lasts as long."""
    if institution is None or last is None:
        return {"agreement": None}
    ids = ids_with(institution.standing)
    return {"agreement": agreement_for(ids, INTERNSHIP, last)}


class Lapsing(NamedTuple):
    """An agreement that does not last as long as a placement under it."""

    institution: Institution
    agreement: Agreement
    has_lapsed: bool  # before the placement's first day


Stay = tuple[Institution | None, dt.date | None, dt.date | None]


def lapsing_under(stays: Iterable[Stay]) -> list[Lapsing]:
    """Of many placements, from where and from which day to which: each such agreement once."""
    found: dict[int, Lapsing] = {}
    for institution, first, last in _sorted(stays):
        agreement = agreement_at_placing(institution, last)["agreement"]
        if agreement and agreement.ends_on < last:
            has_lapsed = agreement.ends_on < first
            found.setdefault(agreement.id, Lapsing(institution.standing, agreement, has_lapsed))
    return list(found.values())


def lapsing_of(placements: Collection[Placement]) -> list[Lapsing]:
    """The same of placements that are there already."""
    ids = {each.institution_id for each in placements if each.institution_id}
    known = {each: institution_by_id(each) for each in ids}
    return lapsing_under(
        (known.get(each.institution_id or 0), each.starts_on, each.ends_on) for each in placements
    )


def _sorted(stays: Iterable[Stay]) -> list[Any]:
    """Those that are known, without repetition; of an institution the latest to begin first."""
    known = {
        (each.id, first, last): (each, first, last)
        for each, first, last in stays
        if each and first and last
    }
    return sorted(known.values(), key=lambda stay: (stay[1], stay[2]), reverse=True)

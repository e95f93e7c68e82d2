"""What placements add to the pages of institutions."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from mori.institutions.agreements.models import Agreement
from mori.institutions.agreements.queries import agreement_for, scopes_of
from mori.institutions.agreements.words import INTERNSHIP
from mori.institutions.models import Institution
from mori.institutions.queries import ids_with
from mori.web import asked
from mori.web.asked import after, next_page

from . import institution_queries as queries


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

"""How internships ended, as far as their papers ask."""

from collections.abc import Collection

from mori.evaluation.assessments.queries import finals_of, missing_for
from mori.placements.models import Placement

from .rules import Ending


def endings_of(placements: Collection[Placement]) -> dict[int, Ending]:
    """Each one's, by its id."""
    ids = [each.id for each in placements]
    finals, missing = (finals_of(ids), missing_for(ids)) if ids else ({}, {})
    return {
        each.id: Ending(each.state, each.id in finals, missing.get(each.id, ()))
        for each in placements
    }


def ending_of(placement: Placement) -> Ending:
    return endings_of([placement])[placement.id]

"""Having answers counted anew."""

from collections.abc import Collection

from mori.core.counts.changes import changed

from .queries import answers_of


def count_answers(alumnus_ids: Collection[int]) -> None:
    """They answered, or their internships or records are others by now: have it counted."""
    for alumnus in answers_of(alumnus_ids):
        for stay in alumnus.stays:
            changed(stay.placement_id, *alumnus.days, of="alumni")

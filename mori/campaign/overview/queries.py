"""For Ringkasan: what has left its kit by itself, and publications nobody has looked at."""

from typing import Any

from mori.core.counts.overview import counted_since

from ..models import Material, Publication
from ..publications.queries import waiting_rows
from ..queries import stale_rows


def out_of_date(office: Any, today: Any) -> Any:
    """One row: how many say what nobody verified for today, and the first of their last days."""
    return counted_since("stale_materials", stale_rows(office, today), Material.facts_until)


def to_check(office: Any) -> Any:
    """One row: how many were reported and not checked, and the first day of them."""
    return counted_since(
        "publications", waiting_rows(office), Publication.day, order=Publication.id
    )

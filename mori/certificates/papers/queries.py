"""Papers, as they are checked, opened and listed."""

from typing import Any

from mori.accounts.models import Person
from mori.certificates.numbers.rules import number_folded
from mori.offices.models import Office
from mori.placements.models import Placement

from .models import Paper
from .rules import PaperState


def paper_by_number(text: str) -> Paper | None:
    """The paper that has a number, however it was typed; with its intern and office."""
    found: Paper | None = _whole().where(Paper.number_folded == number_folded(text)).get_or_none()
    return found


def replacement_of(paper_id: int) -> Paper | None:
    """The paper that was made in a revoked one's stead."""
    found: Paper | None = (
        _whole()
        .where(Paper.replaces == paper_id, Paper.state != PaperState.DROPPED)
        .order_by(Paper.id.desc())
        .first()
    )
    return found


def _whole() -> Any:
    return (
        Paper.select(Paper, Placement, Person, Office)
        .join(Placement)
        .join(Person)
        .switch(Paper)
        .join(Office)
    )

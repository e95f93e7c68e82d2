"""Papers, as they are checked, opened and listed."""

from mori.accounts.models import Person
from mori.certificates.numbers.rules import number_folded
from mori.offices.models import Office
from mori.placements.models import Placement

from .models import Paper


def paper_by_number(text: str) -> Paper | None:
    """The paper that has a number, however it was typed; with its intern and office."""
    return _whole().where(Paper.number_folded == number_folded(text)).get_or_none()


def _whole():
    return (
        Paper.select(Paper, Placement, Person, Office)
        .join(Placement)
        .join(Person)
        .switch(Paper)
        .join(Office)
    )

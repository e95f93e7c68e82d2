"""For Ringkasan: how many texts wait for somebody's decision."""

from typing import Any

from peewee import SQL, Select

from mori.core.counts.overview import MOST, found
from mori.core.db import literals

from ..models import Revision
from ..rules import RevisionState


def texts_to_decide(office: Any) -> Any:
    """One row: those that are proposed."""
    first = (
        Revision.select(Revision.id)
        .where(Revision.office == office, Revision.state.in_(literals([RevisionState.PROPOSED])))
        .order_by(Revision.id)
        .limit(MOST + 1)
        .alias("first")
    )
    return Select([first], found("book texts", n=SQL("COALESCE(SUM(1), 0)")))
